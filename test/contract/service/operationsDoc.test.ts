import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createMetrics } from '../../../gateway/server/metrics.ts';
import { commandLine, unknownIn } from '../../support/commandLine.ts';

const root = resolve(import.meta.dirname, '../../..');
const file = join(root, 'docs/operations.md');
const text = readFileSync(file, 'utf8').replace(/\\\n\s*/g, '');
const fences = [...text.matchAll(/^```\w*\n([^]*?)^```/gm)].map(([, inside = '']) => inside);
const spans = [...text.replace(/^```\w*\n[^]*?^```/gm, '').matchAll(/`([^`\n]+)`/g)].map(
  ([, inside = '']) => inside,
);

/** `watchfloor gateway --policy ...` wherever it stands, a comment cut off. */
const commands = [...fences.flatMap((fence) => fence.split('\n')), ...spans].flatMap((line) => {
  const found = /(?:^|\s)(?:bin\/watchfloor\.mjs|watchfloor) ([a-z][a-z-]*(?:\s.*)?)$/.exec(
    line.replace(/\s#.*/, ''),
  );
  return found?.[1] === undefined ? [] : [found[1]];
});

describe('docs/operations.md', () => {
  it('names commands that exist, with flags that they take', () => {
    expect(commands.length).toBeGreaterThan(15);
    const known = commandLine();
    expect(commands.flatMap((command) => unknownIn(command, known) ?? [])).toEqual([]);
    const flags = new Set(['--help', ...[...known.flags.values()].flatMap((names) => [...names])]);
    const alone = spans.flatMap((span) => /^--[a-z-]+/.exec(span)?.[0] ?? []);
    expect(alone.filter((flag) => !flags.has(flag))).toEqual([]);
  });

  it('names every command and flag of the service', () => {
    const { flags } = commandLine();
    for (const command of ['gateway', 'backup', 'restore', 'health'])
      for (const flag of flags.get(command) ?? [])
        if (!['--renderer', '--client-cert', '--client-key'].includes(flag)) expect(text).toContain(flag);
  });

  it('names the metrics that there are, all of them', async () => {
    const now = Date.now();
    const rendered = await createMetrics(() => 1).render({
      ...{ now, sessions: 0, chain: [] },
      tls: { expiresAt: now, problem: undefined },
    });
    const there = new Set(rendered.match(/(?<=^# HELP )watchfloor_\w+/gm));
    const named = new Set(text.match(/\bwatchfloor_\w+/g));
    expect([...named].filter((name) => !there.has(name))).toEqual([]);
    expect([...there].filter((name) => !named.has(name))).toEqual([]);
  });

  it('names variables that exist', () => {
    const { variables } = commandLine();
    const named = text.match(/WATCHFLOOR_[A-Z_]+/g) ?? [];
    expect(named.length).toBeGreaterThan(2);
    expect(named.filter((name) => !variables.has(name))).toEqual([]);
  });

  it('quotes sentences that the gateway says', () => {
    const sources = readdirSync(join(root, 'gateway'), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts'))
      .map((name) => readFileSync(join(root, 'gateway', name), 'utf8'))
      .join('\n');
    const table = text.slice(text.indexOf('## When something is wrong'));
    const quoted = [...table.matchAll(/^\| (?:[^|`]*)`([^`]+)`/gm)].flatMap(([, quote = '']) =>
      quote.split('...').map((piece) => piece.trim()),
    );
    const sentences = quoted.filter((piece) => piece.includes(' '));
    expect(sentences.length).toBeGreaterThan(10);
    const commandsThere = new Set(commandLine().flags.keys());
    expect(sentences.filter((piece) => !sources.includes(piece) && !commandsThere.has(piece))).toEqual([]);
  });

  it('points at files that are there', () => {
    const links = [...text.matchAll(/\]\(([^)#]+)/g)].map(([, link = '']) => link);
    for (const link of links) expect(existsSync(join(dirname(file), link)), link).toBe(true);
    for (const path of text.match(/\b(packaging|assets)\/[\w./-]+\w/g) ?? []) {
      if (!path.includes('*') && /\.\w+$|Containerfile$/.test(path))
        expect(existsSync(join(root, path)), path).toBe(true);
    }
  });
});
