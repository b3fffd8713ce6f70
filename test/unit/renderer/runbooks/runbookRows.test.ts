import { expect, test } from 'vitest';
import {
  copyLine,
  headLine,
  markedTitle,
  rowWords,
  runbookRows,
} from '../../../../renderer/boards/runbooks/runbookRows.ts';
import { bestRunbook, fitOf, runbookNamed } from '../../../../shared/rules/runbookFit.ts';
import type { KeptRunbook } from '../../../../shared/library/keptLibrary.ts';
import type { Alert } from '../../../../shared/model/alert.ts';
import type { Incident } from '../../../../shared/model/incident.ts';

const now = Date.UTC(2026, 10, 25, 12);
const kept = (id: string, shape: Partial<KeptRunbook> = {}): KeptRunbook => ({
  ...{ id, title: id, services: [], alerts: [], severities: [], attachments: [], from: 'noc-gw-1' },
  copiedAt: now - 3_600_000,
  file: { path: `${id}.md`, digest: '0'.repeat(64), bytes: 1 },
  ...shape,
});
const byId = (runbooks: readonly KeptRunbook[]) => new Map(runbooks.map((one) => [one.id, one]));
// The parts that fitting looks at.
const incident = { id: 'INC-1', service: 'auth', runbooks: ['named', 'second'] } as unknown as Incident;
const alerts = [{ name: 'ServiceDown' }] as unknown as readonly Alert[];
const all = [
  kept('other'),
  kept('service', { services: ['auth'] }),
  kept('alert', { alerts: ['ServiceDown'] }),
  kept('second'),
  kept('named'),
];

test('for an incident: what it names first, then what its alerts name, then its service', () => {
  const rows = runbookRows(byId(all), undefined, { incident, alerts });
  expect(rows.map(({ runbook }) => runbook.id)).toEqual(['named', 'second', 'alert', 'service', 'other']);
  expect(fitOf(kept('other'), { incident, alerts })).toBe(0);
});

test('the best one for an incident: by the address in its alert too; none where none is for it', () => {
  expect(runbookNamed('https://wiki.example/runbooks/High-Latency.md?raw=1#top')).toBe('high-latency');
  expect(bestRunbook(all, { incident, alerts })?.id).toBe('named');
  const url = [
    { name: 'Odd', runbookUrl: 'https://wiki.example/runbooks/other/' },
  ] as unknown as typeof alerts;
  const bare = { ...incident, runbooks: [], service: undefined };
  expect(bestRunbook(all, { incident: bare, alerts: url })?.id).toBe('other');
  expect(bestRunbook(all, { incident: bare, alerts: [] })).toBeUndefined();
});

test('what was searched for comes in the order it was found, and never what is gone', () => {
  const hits = [
    { id: 'alert', terms: ['al'] },
    { id: 'gone', terms: [] },
    { id: 'named', terms: [] },
  ];
  expect(runbookRows(byId(all), hits, { incident, alerts }).map(({ runbook }) => runbook.id)).toEqual([
    'alert',
    'named',
  ]);
});

test('a row says what it is for, how long it takes, and when it was copied', () => {
  const about = { services: ['db', 'auth', 'api'], severities: ['P0'], durationMs: 1_200_000 };
  expect(rowWords(kept('x', about), now)).toMatchObject({
    facts: 'db +2 · P0 · 20 min',
    copied: 'copied 11:00',
  });
  expect(headLine(kept('x'))).toBe('never reviewed · never drilled');
});

test('the title is marked where a word matched, whatever letters the word has', () => {
  expect(markedTitle('PostgreSQL failover', ['postgre'])).toEqual([
    { text: 'Postgre', isMatch: true },
    { text: 'SQL failover', isMatch: false },
  ]);
  expect(markedTitle('C++ (old)', ['c++', '('])).toHaveLength(4);
  expect(markedTitle('None', [])).toEqual([{ text: 'None', isMatch: false }]);
});

test('the copy is said to be here, and checked, only where there is one', () => {
  expect(copyLine(0, undefined, 'browser', true)).toBe('');
  expect(copyLine(14, undefined, 'browser', false)).toMatch(/^In this browser, being checked .* made ready$/);
  expect(copyLine(14, now, 'desktop', true)).toBe(
    'On this machine, checked against their digests at 12:00 UTC',
  );
});
