import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const css = readFileSync('renderer/styles/tokens.css', 'utf8');
const lightAt = css.indexOf("[data-theme='light']");

function colours(text: string): Readonly<Record<string, string>> {
  return Object.fromEntries(
    [...text.matchAll(/--([\w-]+): (#[0-9a-f]{6})/g)].map(([, name = '', hex = '']) => [name, hex]),
  );
}
const contrastAt = css.indexOf("[data-theme='contrast']");
const themes = {
  dark: colours(css.slice(0, lightAt)),
  light: colours(css.slice(lightAt, contrastAt)),
  contrast: colours(css.slice(contrastAt)),
};

/** Relative luminance of an sRGB colour, WCAG 2.2. */
function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5]
    .map((at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255)
    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** Contrast of two colours, 1 to 21, WCAG 2.2. */
function contrast(one: string, other: string): number {
  const [light = 0, dark = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
}

/** Ink that must be read, and every surface that it is written on. */
const written: readonly (readonly [ink: string, surfaces: readonly string[]])[] = [
  ['ink', ['ground', 'panel', 'raised', 'down-wash', 'degraded-wash', 'unknown-wash']],
  ['ink-2', ['ground', 'panel', 'raised', 'down-wash', 'degraded-wash', 'unknown-wash']],
  ['down', ['ground', 'panel', 'raised', 'down-wash']],
  ['degraded', ['ground', 'panel', 'raised', 'degraded-wash']],
  ['unknown', ['ground', 'panel', 'unknown-wash']],
  ['maintenance', ['ground', 'panel']],
  ['p2', ['ground', 'panel']],
  ['p3', ['ground', 'panel']],
  ['on-fill', ['p0', 'p1']],
];

it('gives every theme every colour, and forced colours too', () => {
  const forced = css.slice(css.indexOf('@media (forced-colors'));
  for (const tokens of [themes.light, themes.contrast])
    expect(Object.keys(tokens)).toEqual(Object.keys(themes.dark));
  for (const name of Object.keys(themes.dark))
    expect(forced).toMatch(new RegExp(`--${name}: ([A-Z]|color-mix\\()`));
});

it.each([
  ...written,
  ['ink-3', ['ground', 'panel', 'raised']] as const,
  ['accent', ['ground', 'raised']] as const,
])('writes %s at 10:1 or more in high contrast', (ink, surfaces) => {
  for (const surface of surfaces) {
    const found = contrast(themes.contrast[ink] ?? '', themes.contrast[surface] ?? '');
    expect(found, `on ${surface}`).toBeGreaterThanOrEqual(10);
  }
});

describe.each(Object.entries(themes))('the %s theme', (_, tokens) => {
  it.each(written)('writes %s at 7:1 or more', (ink, surfaces) => {
    for (const surface of surfaces) {
      expect(contrast(tokens[ink] ?? '', tokens[surface] ?? ''), `on ${surface}`).toBeGreaterThanOrEqual(7);
    }
  });
});
