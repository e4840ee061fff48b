import { beforeEach, describe, expect, test } from 'vitest';
import { ContactForm } from '../../../renderer/features/new-contact/contact-form.svelte.ts';
import { setLocale } from '../../../renderer/i18n/locale.svelte.ts';

beforeEach(() => setLocale('de'));

const filled = { street: ' Kaistraße 4 ', zip: '24103', city: 'Kiel' };

function form(change: Partial<ContactForm> = {}, purpose: 'recipient' | 'contact' = 'contact'): ContactForm {
  return Object.assign(new ContactForm(purpose, { name: 'Hafenamt Kiel' }), change);
}

describe('a form', () => {
  test('says nothing before the first attempt', () => {
    expect(form({ companyName: '' }).problem('companyName')).toBeUndefined();
  });

  test.each<[string, Partial<ContactForm>, Parameters<ContactForm['problem']>[0], RegExp]>([
    ['no name', { companyName: '  ' }, 'companyName', /Name fehlt/u],
    ['no last name', { kind: 'person', firstName: 'Ida' }, 'lastName', /Name fehlt/u],
    ['no role', { isCustomer: false }, 'roles', /mindestens eine Rolle/u],
    ['half an e-mail address', { email: 'post@' }, 'email', /keine vollständige E-Mail-Adresse/u],
    ['a VAT id without country', { vatRegistrationId: '123456789' }, 'vatRegistrationId', /Länderkürzel/u],
  ])('is refused for %s, at its field and in words', (_, change, field, words) => {
    const one = form(change);
    expect(one.submit()).toEqual({ wrong: field });
    expect(one.problem(field)).toMatch(words);
  });

  test.each(['street', 'zip', 'city'] as const)('of a recipient needs its %s, of a mere contact not', (field) => {
    expect(form({ ...filled, [field]: '' }, 'recipient').submit()).toEqual({ wrong: field });
    expect(form({ ...filled, [field]: '' }).submit()).toHaveProperty('contact');
  });

  test('of a recipient needs a customer, and abroad no postcode', () => {
    expect(form({ ...filled, isCustomer: false, isVendor: true }, 'recipient').submit()).toEqual({ wrong: 'roles' });
    expect(form({ ...filled, zip: '', countryCode: 'IE' }, 'recipient').submit()).toHaveProperty('contact');
  });

  test('becomes a contact without empty parts, trimmed', () => {
    expect(form({ ...filled, email: ' post@hafenamt.example ', vatRegistrationId: 'de 123 456 789' }).submit()).toEqual(
      {
        contact: {
          name: { kind: 'company', name: 'Hafenamt Kiel' },
          isCustomer: true,
          isVendor: false,
          address: { supplement: '', street: 'Kaistraße 4', zip: '24103', city: 'Kiel', countryCode: 'DE' },
          email: 'post@hafenamt.example',
          phone: null,
          vatRegistrationId: 'DE123456789',
        },
      },
    );
    expect(form().submit()).toMatchObject({ contact: { address: null, email: null } });
  });

  test('takes the typed name along when it turns out to be a person, and back', () => {
    const one = new ContactForm('contact', { name: 'Ida Maria Petersen' });
    one.becomeKind('person');
    expect([one.firstName, one.lastName]).toEqual(['Ida Maria', 'Petersen']);
    one.companyName = '';
    one.becomeKind('company');
    expect(one.companyName).toBe('Ida Maria Petersen');
  });

  test('gives a person no VAT id, which Lexware would refuse', () => {
    const one = form({ kind: 'person', lastName: 'Petersen', vatRegistrationId: 'DE123456789' });
    expect(one.submit()).toMatchObject({ contact: { vatRegistrationId: null } });
  });

  test('begins with the contact that is to be corrected', () => {
    const first = form({ ...filled, email: 'post@hafenamt.example', phone: '0431 5550' }).submit();
    if (!('contact' in first)) throw new Error('the form is filled');
    expect(new ContactForm('contact', { contact: first.contact }).submit()).toEqual(first);
  });
});
