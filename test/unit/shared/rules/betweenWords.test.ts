import { expect, it } from 'vitest';
import type { Blind, DeskBetween } from '../../../../shared/model/between.ts';
import {
  blindText,
  briefText,
  countsText,
  gapText,
  stretchText,
  timesText,
} from '../../../../shared/rules/betweenWords.ts';

const at = (text: string): number => Date.parse(`2026-11-${text.replace(' ', 'T')}:00Z`);
const now = at('20 04:00');
const none: DeskBetween['counts'] = {
  ...{ opened: 0, acknowledged: 0, escalated: 0, reopened: 0, resolved: 0, flapped: 0 },
  ...{ alerts: 0, services: 0, silences: 0, runs: 0, changes: 0 },
};

it('says in numbers what happened, and nothing where nothing did', () => {
  expect(countsText(none)).toBe('');
  expect(countsText({ ...none, opened: 3, resolved: 2, flapped: 1, alerts: 1 })).toBe(
    '3 opened, 2 closed, 1 flapped, 1 alert without an incident',
  );
  expect(briefText({ ...none, opened: 3, alerts: 4 })).toBe('3 opened');
  expect(briefText({ ...none, alerts: 4 })).toBe('4 alerts without an incident');
});

it('calls three comings flapping', () => {
  expect([0, 1, 2, 3, 7].map((times) => timesText({ times }))).toEqual([
    '',
    '',
    'came twice',
    'flapped 3 times',
    'flapped 7 times',
  ]);
});

it('names the day where it is another', () => {
  expect(stretchText(at('20 03:12'), at('20 03:15'), now)).toBe('03:12 to 03:15');
  expect(stretchText(at('19 23:58'), undefined, now)).toBe('since 19 Nov 23:58');
  expect(stretchText(at('20 03:12'), at('20 03:12'), now)).toBe('03:12');
});

it('says what could not be seen, and how long it was in all', () => {
  const blind: readonly Blind[] = [
    { kind: 'source', name: 'Prometheus B', from: at('20 03:01'), to: at('20 03:04'), problem: 'refused.' },
    { kind: 'gateway', name: 'The gateway', from: at('20 03:03'), to: at('20 03:06') },
    { kind: 'source', name: 'Alertmanager', from: at('20 03:58') },
  ];
  expect(blind.map((one) => blindText(one, now))).toEqual([
    'Prometheus B was silent 03:01 to 03:04 UTC: refused',
    'The gateway did not run or had heard nothing yet, 03:03 to 03:06 UTC',
    'Alertmanager was silent since 03:58 UTC',
  ]);
  // Overlapping times count once, and what is outside the span does not count.
  const asked = { from: at('20 03:02'), to: now };
  expect(gapText({ ...asked, blind: [...blind] })).toBe(
    'Not all is known: for 6 min not everything was seen',
  );
  expect(gapText({ ...asked, blind: [] })).toBeUndefined();
});
