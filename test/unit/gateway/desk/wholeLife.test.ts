import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { incidentClocks } from '../../../../shared/rules/clocks.ts';
import { temporaryFolder } from '../../../support/restartable.ts';
import { lives, type Life } from './lives.ts';
import { acgsRules, SimulatedDesk, type Act } from './simulatedDesk.ts';

const secondMs = 1_000;
const minuteMs = 60 * secondMs;
const dayMs = 24 * 60 * minuteMs;

let folder: ReturnType<typeof temporaryFolder>;
let desk: SimulatedDesk;

beforeEach(() => {
  folder = temporaryFolder('life');
  desk = new SimulatedDesk(folder.path);
});
afterEach(() => {
  desk.close();
  folder.remove();
});

/** The next instant at which a UTC clock shows this time; or the instant itself, where it is given as a whole. */
function nextTime(after: number, time: string): number {
  if (time.includes('T')) return Date.parse(time);
  const today = Date.parse(`${new Date(after).toISOString().slice(0, 10)}T${time}Z`);
  return today < after ? today + dayMs : today;
}

/** Lets a day and a bit pass, second by second. */
function live({ detected, people, down }: Pick<Life, 'detected' | 'people' | 'down'>): void {
  const detectedAt = Date.parse(detected);
  const doings: { at: number; act: Act }[] = [];
  for (const [time, act] of people) {
    doings.push({ at: nextTime((doings.at(-1)?.at ?? detectedAt) + 1, time), act });
  }
  const downFrom = down === undefined ? Infinity : nextTime(detectedAt, down[0]);
  const downTo = down === undefined ? Infinity : nextTime(downFrom, down[1]);
  const until = detectedAt + dayMs + 3 * 60 * minuteMs;
  desk.detect(detectedAt);
  for (let now = detectedAt; now <= until; now += secondMs) {
    if (now >= downFrom && now < downTo) continue;
    if (now === downTo) desk.restart();
    for (const { act } of doings.filter(({ at }) => at === now)) desk.give(act, 'M. Tanaka', now);
    desk.beat(now);
  }
}

const clockStates = (): Record<string, string> =>
  Object.fromEntries(
    incidentClocks(desk.incident, acgsRules, Number.MAX_SAFE_INTEGER).map(({ id, state }) => [id, state]),
  );

describe('the whole life of a P0', () => {
  it.each(lives)('%s', (_what, life) => {
    live(life);
    expect(desk.told).toEqual(life.gateway);
    expect(clockStates()).toEqual(life.clocks);
  });

  it('says on its timeline how late the gateway was, after a restart, and only then', () => {
    const line = (text: string): boolean => /: the gateway was not running at its time\)$/.test(text);
    live({ detected: '2026-11-22T23:40:00Z', people: [], down: ['23:44:00', '00:20:00'] });
    const { timeline } = desk.incident;
    const late = timeline.map(({ text }) => text).filter(line);
    expect(late).toEqual([
      'Missed: acknowledge within 5 min, due 23:45:00 UTC (35 min late: the gateway was not running at its time)',
      'Missed: assess within 10 min, due 23:50:00 UTC (30 min late: the gateway was not running at its time)',
      'After 15 min, escalated to Engineering Manager, Emil Example (25 min late: the gateway was not running at its time)',
      'Missed: respond within 15 min, due 23:55:00 UTC (25 min late: the gateway was not running at its time)',
      'Missed: recover within 15 min, due 23:55:00 UTC (25 min late: the gateway was not running at its time)',
      'After 30 min, escalated to VP Engineering, Vito Example (10 min late: the gateway was not running at its time)',
      'Missed: stakeholder update every 30 min, due 00:10:00 UTC (10 min late: the gateway was not running at its time)',
    ]);
    expect(timeline.at(-1)).toMatchObject({
      at: Date.parse('2026-11-23T00:40:00Z'),
      text: 'After 1 h, escalated to CTO, Cora Example',
    });
  });
});
