import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readSound, soundOn, type SoundName } from '../../../../shared/model/soundSettings.ts';
import type { Alarm } from '../../../../shared/rules/alarms.ts';
import { holdsOf } from '../../../../shared/rules/soundHolds.ts';
import { soundNow, type SoundSight, type SoundState } from '../../../../shared/rules/soundNow.ts';

const t0 = Date.UTC(2026, 10, 25, 3, 0);
const usual = soundOn(readSound({}).sound, { mode: 'workstation' });
const alarm = (id: string, rank: number, since = t0): Alarm => ({ id, rank, since });

/** Steps through a scene, second by second where nothing else is said; gives `second: sound`. */
function listen(
  scene: Readonly<Record<number, Partial<Omit<SoundSight, 'now'>>>>,
  seconds: number,
  screen = usual,
): readonly string[] {
  let state: SoundState = {};
  let sight: Omit<SoundSight, 'now'> = { link: 'live', alarms: [], isFlood: false };
  return Array.from({ length: seconds + 1 }, (_, second) => {
    const now = t0 + second * 1_000;
    sight = { ...sight, ...scene[second] };
    const outcome = soundNow(state, { ...sight, now }, screen, holdsOf(screen, now, 'UTC'));
    state = outcome.state;
    return outcome.play.map((name) => `${second}: ${name}`);
  }).flat();
}

describe('what sounds', () => {
  it('is each severity in its own way: until acknowledged, repeated, once, not at all', () => {
    expect(listen({ 1: { alarms: [alarm('a', 0)] }, 40: { alarms: [] } }, 80)).toEqual([
      '1: worst',
      '16: worst',
      '31: worst',
    ]);
    expect(listen({ 1: { alarms: [alarm('a', 1)] } }, 300)).toEqual([
      '1: second',
      '31: second',
      '61: second',
      '91: second',
    ]);
    expect(listen({ 1: { alarms: [alarm('a', 2)] } }, 300)).toEqual(['1: third']);
    expect(listen({ 1: { alarms: [alarm('a', 3)] } }, 300)).toEqual([]);
  });

  it('ends a repetition with the acknowledgement', () => {
    expect(listen({ 1: { alarms: [alarm('a', 1)] }, 20: { alarms: [] } }, 100)).toEqual(['1: second']);
  });

  it('is no news at the start, but for what waits for its acknowledgement', () => {
    expect(listen({ 0: { alarms: [alarm('a', 0), alarm('b', 1), alarm('c', 2)] } }, 14)).toEqual([
      '0: worst',
    ]);
    expect(listen({ 0: { alarms: [alarm('c', 2)] } }, 100)).toEqual([]);
  });

  it('tells again of what became worse, or was opened again, and not of what became better', () => {
    expect(listen({ 1: { alarms: [alarm('a', 2)] }, 5: { alarms: [alarm('a', 1)] } }, 20)).toEqual([
      '1: third',
      '5: second',
    ]);
    expect(listen({ 1: { alarms: [alarm('a', 1)] }, 5: { alarms: [alarm('a', 2)] } }, 20)).toEqual([
      '1: second',
    ]);
    expect(
      listen({ 1: { alarms: [alarm('a', 2)] }, 5: { alarms: [] }, 40: { alarms: [alarm('a', 2)] } }, 60),
    ).toEqual(['1: third', '40: third']);
  });

  it('is one sound for a burst, and the worse breaks in', () => {
    const growing = (from: number, count: number): Record<number, { alarms: Alarm[] }> =>
      Object.fromEntries(
        Array.from({ length: count }, (_, place) => [
          from + place,
          { alarms: Array.from({ length: place + 1 }, (__, id) => alarm(`c${id}`, 2)) },
        ]),
      );
    expect(listen(growing(1, 40), 100)).toEqual(['1: third']);
    expect(
      listen({ 1: { alarms: [alarm('a', 2)] }, 3: { alarms: [alarm('a', 2), alarm('b', 0)] } }, 10),
    ).toEqual(['1: third', '3: worst']);
    // After ten seconds of quiet the next is a burst of its own.
    expect(
      listen({ 1: { alarms: [alarm('a', 2)] }, 12: { alarms: [alarm('a', 2), alarm('b', 2)] } }, 30),
    ).toEqual(['1: third', '12: third']);
  });

  it('of a flood is one, and one more for each worse severity', () => {
    const flood = (count: number, rank: number): { alarms: Alarm[]; isFlood: boolean } => ({
      isFlood: true,
      alarms: Array.from({ length: count }, (_, id) => alarm(`f${id}`, rank)),
    });
    const scene: Record<number, { alarms: Alarm[]; isFlood: boolean }> = {};
    for (let at = 1; at < 20; at += 1) scene[at * 30] = flood(at * 50, 2);
    expect(listen(scene, 600)).toEqual(['30: third']);
    const worse = { alarms: [...(scene[570]?.alarms ?? []), alarm('w', 1)], isFlood: true };
    expect(listen({ ...scene, 580: worse }, 600)).toEqual(['30: third', '580: second']);
  });

  it('says only the worst of what goes on sounding', () => {
    expect(
      listen({ 1: { alarms: [alarm('a', 1)] }, 20: { alarms: [alarm('a', 1), alarm('b', 0)] } }, 66),
    ).toEqual(['1: second', '20: worst', '35: worst', '50: worst', '65: worst']);
  });
});

describe('a lost feed', () => {
  it('has a sound of its own, repeated, and another for its return; incidents wait meanwhile', () => {
    const alarms = [alarm('a', 0)];
    const scene = { 1: { alarms }, 5: { link: 'lost' as const }, 100: { link: 'live' as const } };
    expect(listen(scene, 101)).toEqual([
      '1: worst',
      '5: lost',
      '35: lost',
      '65: lost',
      '95: lost',
      '100: back',
      '100: worst',
    ]);
  });

  it('that comes and goes is told of once a minute', () => {
    const scene = Object.fromEntries(
      Array.from({ length: 100 }, (_, second) => [
        second,
        { link: second % 2 === 1 ? ('lost' as const) : ('live' as const) },
      ]),
    );
    expect(listen(scene, 99)).toEqual(['1: lost', '2: back', '61: lost', '62: back']);
  });

  it('is told of at a start without a gateway, and a start that takes a while is none', () => {
    expect(listen({ 0: { link: 'starting' }, 5: { link: 'lost' } }, 20)).toEqual(['5: lost']);
    expect(listen({ 0: { link: 'starting' }, 5: { link: 'live' } }, 20)).toEqual([]);
  });
});

describe('what holds a sound back', () => {
  const screen = (sound: unknown, mode: 'wall' | 'workstation' = 'workstation', display?: string) =>
    soundOn(readSound(sound).sound, { mode, display });
  const scene = {
    1: { alarms: [alarm('a', 2)] },
    20: { alarms: [alarm('a', 2), alarm('b', 0, t0 + 20_000)] },
  };

  it('is a switch, which a wall has off and a workstation on', () => {
    expect(listen(scene, 30, screen({ on: false }))).toEqual([]);
    expect(listen(scene, 30, screen({}, 'wall'))).toEqual([]);
    expect(listen(scene, 30, screen({ on: true }, 'wall'))).toEqual(['1: third', '20: worst']);
    const displays = [{ name: 'lobby', on: true }];
    expect(listen(scene, 30, screen({ displays }, 'wall', 'lobby'))).toHaveLength(2);
  });

  it('are quiet hours in the zone of the display, over midnight; a P0 sounds all the same, or does not', () => {
    // 03:00 UTC is 12:00 in Tokyo and 22:00 the day before in New York.
    const quiet = { from: '22:00', to: '06:00', timeZone: 'UTC' };
    expect(listen(scene, 30, screen({ quiet }))).toEqual(['20: worst']);
    expect(listen(scene, 30, screen({ quiet: { ...quiet, worstSounds: false } }))).toEqual([]);
    expect(listen(scene, 30, screen({ quiet: { ...quiet, timeZone: 'Asia/Tokyo' } }))).toHaveLength(2);
    expect(listen(scene, 30, screen({ quiet: { ...quiet, timeZone: 'America/New_York' } }))).toEqual([
      '20: worst',
    ]);
  });

  it('is a snooze, which ends, and which a P0 that came after it breaks', () => {
    const snooze = { from: t0, until: t0 + 60_000 };
    expect(listen(scene, 30, screen({ snooze }))).toEqual(['20: worst']);
    // What was there when it was snoozed is heard again afterwards, as nobody has acknowledged it.
    expect(listen({ 0: { alarms: [alarm('a', 0, t0 - 1)] } }, 61, screen({ snooze }))).toEqual(['60: worst']);
  });

  it('is no snooze without an end that is near', () => {
    const snooze = { from: t0, until: t0 + 5 * 3_600_000 };
    expect(listen(scene, 30, screen({ snooze }))).toHaveLength(2);
  });
});

describe('at any time', () => {
  const sights = fc.array(
    fc.record({
      wait: fc.integer({ min: 0, max: 40 }),
      alarms: fc.uniqueArray(
        fc.record({ id: fc.constantFrom<string>('a', 'b', 'c', 'd', 'e'), rank: fc.nat(3) }),
        {
          selector: ({ id }) => id,
        },
      ),
      link: fc.constantFrom('live' as const, 'live' as const, 'lost' as const),
      isFlood: fc.boolean(),
    }),
    { maxLength: 60 },
  );
  const run = (steps: typeof sights extends fc.Arbitrary<infer Step> ? Step : never, screen = usual) => {
    let state: SoundState = {};
    let now = t0;
    return steps.map(({ wait, alarms, ...rest }) => {
      now += wait * 1_000;
      const sight = { ...rest, now, alarms: alarms.map(({ id, rank }) => alarm(id, rank)) };
      const outcome = soundNow(state, sight, screen, holdsOf(screen, now, 'UTC'));
      const again = soundNow(outcome.state, sight, screen, holdsOf(screen, now, 'UTC'));
      state = outcome.state;
      return { sight, play: outcome.play, again: again.play };
    });
  };

  it('asking twice says nothing twice, and a sound has something that it is about', () => {
    fc.assert(
      fc.property(sights, (steps) => {
        for (const { sight, play, again } of run(steps)) {
          expect(again).toEqual([]);
          for (const name of play) {
            if (name === 'lost') expect(sight.link).toBe('lost');
            else expect(sight.link).toBe('live');
            const rank = (['worst', 'second', 'third', 'rest'] as readonly SoundName[]).indexOf(name);
            if (rank >= 0) expect(sight.alarms.some((one) => one.rank === rank)).toBe(true);
          }
        }
      }),
    );
  });

  it('a P0 that nobody acknowledged is never silent for longer than its interval', () => {
    fc.assert(
      fc.property(sights, (steps) => {
        const always = steps.map((step) => ({
          ...step,
          wait: Math.min(step.wait, 15),
          link: 'live' as const,
          alarms: [...step.alarms, { id: 'p0', rank: 0 }],
        }));
        let lastAt = t0;
        for (const { sight, play } of run(always)) {
          if (play.includes('worst')) lastAt = sight.now;
          expect(sight.now - lastAt).toBeLessThan(30_000);
        }
      }),
    );
  });

  it('nothing sounds while it is off, and no more than one alarm and one word of the feed at once', () => {
    fc.assert(
      fc.property(sights, (steps) => {
        expect(run(steps, { ...usual, on: false }).flatMap(({ play }) => play)).toEqual([]);
        for (const { play } of run(steps)) expect(play.length).toBeLessThanOrEqual(2);
      }),
    );
  });

  it('as many sounds come of a thousand arrivals as of two', () => {
    fc.assert(
      fc.property(fc.integer({ min: 6, max: 1_000 }), fc.integer({ min: 0, max: 50 }), (count, seconds) => {
        let state: SoundState = { known: {} };
        let sounds = 0;
        for (let place = 0; place < count; place += 1) {
          const now = t0 + Math.floor((place * seconds * 1_000) / count);
          const alarms = Array.from({ length: Math.min(place + 1, 20) }, (_, id) =>
            alarm(`x${place - id}`, 2),
          );
          const outcome = soundNow(state, { now, link: 'live', isFlood: false, alarms }, usual, []);
          state = outcome.state;
          sounds += outcome.play.length;
        }
        expect(sounds).toBe(1);
      }),
      { numRuns: 20 },
    );
  });

  it('a clock that is set back silences nothing', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 10_000_000 }), (back) => {
        const sight = { link: 'live' as const, alarms: [alarm('a', 0)], isFlood: false };
        const told = soundNow({ known: {} }, { ...sight, now: t0 }, usual, []);
        expect(soundNow(told.state, { ...sight, now: t0 - back }, usual, []).play).toEqual(['worst']);
      }),
    );
  });
});
