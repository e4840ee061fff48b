import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { organisationColours } from '../../domain/organisation.ts';

const css = readFileSync(path.resolve(import.meta.dirname, '../../renderer/styles/tokens.css'), 'utf8');

/** The two colours of a token: `--ink: light-dark(#1c1f22, #e9ebec)`. */
function coloursOf(token: string): { light: string; dark: string } {
  const match = new RegExp(`--${token}: light-dark\\((#[0-9a-f]{6}), (#[0-9a-f]{6})\\);`, 'u').exec(css);
  if (!match?.[1] || !match[2]) throw new Error(`no colours for --${token}`);
  return { light: match[1], dark: match[2] };
}

function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const channel = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return channel <= 0.040_45 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** The contrast of two colours, 1 to 21 (WCAG 2.2, "contrast ratio"). */
function contrast(one: string, other: string): number {
  const [lighter = 0, darker = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (lighter + 0.05) / (darker + 0.05);
}

const planes = ['paper', 'surface', 'raised', 'sunken', 'hover'];
const textOnPlanes = ['ink', 'ink-2', 'ink-3', 'accent-text', 'bad'].flatMap((ink) =>
  planes.map((plane) => [ink, plane] as const),
);
const pairs = [
  ...textOnPlanes,
  ...['ok', 'warn', 'bad', 'info', 'mute'].map((tone) => [tone, `${tone}-soft`] as const),
  ...['ok-soft', 'warn-soft', 'bad-soft', 'info-soft', 'accent-soft'].map((soft) => ['ink', soft] as const),
  ['ink-2', 'accent-soft'],
  ['ink-3', 'accent-soft'],
  ['accent-text', 'accent-soft'],
  ['on-accent', 'accent'],
  ['on-accent', 'accent-hover'],
  ...organisationColours.map((colour) => ['on-company', `company-${colour}`] as const),
  ['on-ink', 'ink'],
  ['on-bad', 'bad'],
  ['on-panel', 'panel'],
  ['on-panel-2', 'panel'],
] as const;

describe.each(['light', 'dark'] as const)('in the %s theme', (theme) => {
  test.each(pairs)('--%s can be read on --%s', (text, ground) => {
    expect(contrast(coloursOf(text)[theme], coloursOf(ground)[theme])).toBeGreaterThanOrEqual(4.5);
  });

  test.each(planes)('the focus ring can be seen on --%s', (plane) => {
    expect(contrast(coloursOf('accent')[theme], coloursOf(plane)[theme])).toBeGreaterThanOrEqual(3);
  });
});
