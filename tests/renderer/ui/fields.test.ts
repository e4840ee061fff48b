import { render } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { expect, test, vi } from 'vitest';
import RadioCards from '../../../renderer/ui/RadioCards.svelte';
import Segmented from '../../../renderer/ui/Segmented.svelte';
import Select from '../../../renderer/ui/Select.svelte';
import TextArea from '../../../renderer/ui/TextArea.svelte';
import TextField from '../../../renderer/ui/TextField.svelte';

const options = [
  { value: 'a', label: 'Erstes' },
  { value: 'b', label: 'Zweites' },
] as const;

test('label, hint and error belong to the control', () => {
  const { getByLabelText } = render(TextField, { label: 'Client-ID', hint: 'Von Lexware', error: 'Fehlt noch' });
  const input = getByLabelText('Client-ID');
  expect(input).toHaveAccessibleDescription('Fehlt noch Von Lexware');
  expect(input).toBeInvalid();
});

test('a field without an error is valid and has no description', () => {
  const { getByLabelText } = render(TextField, { label: 'Client-ID' });
  expect(getByLabelText('Client-ID')).toBeValid();
  expect(getByLabelText('Client-ID')).not.toHaveAccessibleDescription();
});

test('a hidden label still names the field', () => {
  const { getByRole } = render(TextField, { label: 'Suchen', hideLabel: true, type: 'search' });
  expect(getByRole('searchbox', { name: 'Suchen' })).toBeVisible();
});

test('attributes and events reach the input', async () => {
  const oninput = vi.fn();
  const { getByRole } = render(TextField, { label: 'Name', maxlength: 3, oninput });
  await userEvent.type(getByRole('textbox'), 'Kontor');
  expect(getByRole('textbox')).toHaveValue('Kon');
  expect(oninput).toHaveBeenCalledTimes(3);
});

test('a text area takes lines', async () => {
  const { getByRole } = render(TextArea, { label: 'Schlusstext', rows: 4, maxlength: 2000 });
  await userEvent.type(getByRole('textbox', { name: 'Schlusstext' }), 'eins{Enter}zwei');
  expect(getByRole('textbox')).toHaveValue('eins\nzwei');
});

test('a select tells what was chosen', async () => {
  const onchange = vi.fn();
  const { getByRole } = render(Select, { label: 'Zahlungsziel', value: 'a', options, onchange });
  const select = getByRole('combobox', { name: 'Zahlungsziel' });
  expect(select).toHaveDisplayValue('Erstes');
  await userEvent.selectOptions(select, 'Zweites');
  expect(onchange).toHaveBeenCalledExactlyOnceWith('b');
  expect(select).toHaveDisplayValue('Zweites');
});

test('a segmented choice is a named group of radio buttons, moved by arrow keys', async () => {
  const onchange = vi.fn();
  const { getByRole } = render(Segmented, { label: 'Sprache', value: 'a', options, onchange });
  expect(getByRole('group', { name: 'Sprache' })).toBeVisible();
  await userEvent.tab();
  expect(getByRole('radio', { name: 'Erstes' })).toHaveFocus();
  await userEvent.keyboard('{ArrowRight}');
  expect(getByRole('radio', { name: 'Zweites' })).toBeChecked();
  expect(onchange).toHaveBeenCalledExactlyOnceWith('b');
});

test('radio cards describe each choice', () => {
  const cards = [{ value: 'keep', label: 'Behalten', hint: 'Geht später weiter.' }];
  const { getByRole } = render(RadioCards, { label: 'Daten', value: 'keep', options: cards });
  expect(getByRole('radio')).toHaveAccessibleDescription('Geht später weiter.');
});
