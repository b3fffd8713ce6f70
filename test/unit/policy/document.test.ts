import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { policySchema } from '../../../shared/policy/index.ts';

const text = readFileSync('docs/policy.md', 'utf8');
const examples = [...text.matchAll(/```yaml\n([\s\S]*?)```/g)].map(([, yaml = '']): unknown => parse(yaml));
const sections = Object.keys(policySchema.shape);

describe('docs/policy.md', () => {
  it('describes every section under its own heading', () => {
    const headings = [...text.matchAll(/^### (.*)$/gm)].flatMap(([, names = '']) => names.split(', '));
    expect([...headings].sort()).toEqual([...sections].sort());
  });

  it.each(examples.map((example) => [Object.keys(z.looseObject({}).parse(example)).join(', '), example]))(
    'has an example of %s that the schema knows',
    (_names, example) => {
      const result = policySchema.partial().safeParse(example);
      // Examples are excerpts: what is left out of them and sums over the whole are no faults here.
      const faults = result.error?.issues.filter(
        ({ code, message }) => code !== 'custom' && !message.endsWith('received undefined'),
      );
      expect(faults ?? []).toEqual([]);
    },
  );
});
