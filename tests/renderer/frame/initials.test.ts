import { fc, test as property } from '@fast-check/vitest';
import { expect, test } from 'vitest';
import { initialsOf } from '../../../renderer/features/frame/initials.ts';

test.each([
  ['Nordlicht Werkstatt GmbH', 'NW'],
  ['Möwe Medien UG (haftungsbeschränkt)', 'MM'],
  ['Praxis Dr. Sönke Brandt', 'PD'],
  ['Tischlerei Ahlers & Söhne OHG', 'TA'],
  ['Café', 'C'],
  ['örtlich', 'Ö'],
  ['1. FC Kiel', '1F'],
  ['GmbH', 'G'],
  ['', ''],
  ['  –  ', ''],
])('%s becomes "%s"', (name, initials) => {
  expect(initialsOf(name)).toBe(initials);
});

property.prop([fc.string({ unit: 'grapheme' })])('never more than two signs, and never an error', (name) => {
  // Some letters grow when they are made capitals: ß becomes SS.
  expect(initialsOf(name).length).toBeLessThanOrEqual(8);
});
