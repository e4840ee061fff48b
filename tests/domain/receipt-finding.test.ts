import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { finding, findingCodes, gravestOf } from '../../domain/receipt-finding.ts';

const anyFinding = fc.record({ code: fc.constantFrom(...findingCodes), isError: fc.boolean() });

describe('the gravest finding', () => {
  it('is none where nothing was found', () => {
    expect(gravestOf([])).toBeUndefined();
  });

  it('is a broken rule before wrong content before wrong form', () => {
    const all = [finding('profile_outdated'), finding('iban_wrong'), finding('payable_differs')];
    expect(gravestOf(all)?.code).toBe('payable_differs');
    expect(gravestOf(all.slice(0, 2))?.code).toBe('iban_wrong');
    expect(gravestOf(all.slice(0, 1))?.code).toBe('profile_outdated');
  });

  it('is an error before any warning, and the first among equals', () => {
    const warning = finding('payable_differs', { severity: 'warning' });
    expect(gravestOf([warning, finding('profile_outdated')])?.code).toBe('profile_outdated');
    expect(gravestOf([finding('gross_total_differs'), finding('payable_differs')])?.code).toBe('gross_total_differs');
  });

  it('is one of them, and an error where there is one', () => {
    fc.assert(
      fc.property(fc.array(anyFinding, { minLength: 1 }), (made) => {
        const all = made.map(({ code, isError }) => finding(code, { severity: isError ? 'error' : 'warning' }));
        const gravest = gravestOf(all);
        expect(all).toContain(gravest);
        expect(gravest?.severity === 'error').toBe(made.some(({ isError }) => isError));
      }),
    );
  });
});
