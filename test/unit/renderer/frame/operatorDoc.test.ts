import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { boardSections, everywhere } from '../../../../renderer/frame/keySections.ts';

const docs = resolve(import.meta.dirname, '../../../../docs');
const text = readFileSync(join(docs, 'operator.md'), 'utf8');

/** `Shift D P` is `Shift D` and `Shift P`; `g h` is one; `j k` are two, and so are `Shift ↑ ↓`. */
function keysIn(entry: string): readonly string[] {
  if (/^(g .|Ctrl Enter)$/.test(entry)) return [entry];
  const [first = '', ...rest] = entry.split(' ');
  return first === 'Shift' ? rest.map((key) => `Shift ${key}`) : [first, ...rest];
}

const known = new Set(
  [everywhere, ...boardSections].flatMap(({ keys }) => keys.flatMap(([entry]) => keysIn(entry))),
);
const spans = [...text.matchAll(/`([^`\n]+)`/g)].map(([, inside = '']) => inside);
const isKey = (span: string): boolean => /^(Shift |Ctrl |g .$|F\d|Esc$|Space$|Enter$|.$)/.test(span);
const named = new Set(spans.filter(isKey).flatMap(keysIn));

describe('docs/operator.md', () => {
  it('names keys that there are', () => {
    expect(named.size).toBeGreaterThan(30);
    // The views of the queue are one entry in the list of keys.
    const views = ['1', '9'];
    expect([...named].filter((key) => !known.has(key) && !views.includes(key))).toEqual([]);
    expect(known.has('1–9')).toBe(true);
  });

  it('shows pictures that are there, small, and no others', () => {
    const shown = [...text.matchAll(/!\[[^\]]+\]\(pictures\/([^)]+)\)/g)].map(([, name = '']) => name);
    expect([...shown].sort()).toEqual(readdirSync(join(docs, 'pictures')).sort());
    for (const name of shown) expect(statSync(join(docs, 'pictures', name)).size).toBeLessThan(120_000);
  });

  it('points at documents that are there', () => {
    for (const [, link = ''] of text.matchAll(/\]\((\w+\.md)/g))
      expect(existsSync(join(docs, link)), link).toBe(true);
  });
});
