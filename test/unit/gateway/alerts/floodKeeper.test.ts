import { expect, test } from 'vitest';
import { FloodKeeper } from '../../../../gateway/alerts/floodKeeper.ts';
import type { Alert } from '../../../../shared/model/alert.ts';

const t0 = Date.UTC(2026, 10, 21, 3, 12);
const minute = 60_000;
const rule = { within: 10 * minute, above: 10, below: 5 };

const alertAt = (place: number, startsAt: number, change: Partial<Alert> = {}): Alert => ({
  ...{ id: `am/${place}`, source: 'am', fingerprint: `${place}`, name: 'HighLatency' },
  ...{ labels: {}, annotations: {}, state: 'firing', severity: 'P2', severityGuessed: false },
  ...{ startsAt, lastSeenAt: startsAt, silencedBy: [], inhibitedBy: [] },
  ...change,
});
const burst = Array.from({ length: 20 }, (_, place) => alertAt(place, t0 + place * 1_000));
const incidentOf = (alert: string): string | undefined => (alert === 'am/0' ? 'INC-2001' : undefined);

test('a burst is a flood, with its first alert and the incident of it; over, there is none', () => {
  const keeper = new FloodKeeper(rule);
  expect(keeper.judge(burst.slice(0, 10), incidentOf, t0 + 10_000)).toBeUndefined();
  expect(keeper.judge(burst, incidentOf, t0 + 20_000)).toEqual({
    ...{ id: 'flood', since: t0 + 10_000, alerts: 20, withinMs: 10 * minute },
    ...{ firstAlert: 'am/0', firstIncident: 'INC-2001' },
  });
  expect(keeper.judge(burst, incidentOf, t0 + 11 * minute)).toBeUndefined();
});

test('a gateway that starts in it finds the same; one that starts among old alerts finds none', () => {
  expect(new FloodKeeper(rule).judge(burst, incidentOf, t0 + minute)).toMatchObject({
    since: t0 + 10_000,
    firstAlert: 'am/0',
  });
  expect(new FloodKeeper(rule).judge(burst, incidentOf, t0 + 60 * minute)).toBeUndefined();
});

test('what is silenced or inhibited calls nobody, and is no flood', () => {
  const hidden = burst.map((alert) => ({ ...alert, state: 'suppressed' as const }));
  expect(new FloodKeeper(rule).judge(hidden, incidentOf, t0 + minute)).toBeUndefined();
});

test('alerts of a clock that is ahead count as of now', () => {
  const ahead = burst.map((alert) => ({ ...alert, startsAt: t0 + 60 * minute }));
  expect(new FloodKeeper(rule).judge(ahead, incidentOf, t0)).toMatchObject({ since: t0, alerts: 20 });
});
