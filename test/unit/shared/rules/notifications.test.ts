import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { SoundRank } from '../../../../shared/model/soundSettings.ts';
import type { Alarm } from '../../../../shared/rules/alarms.ts';
import {
  mostSingle,
  notificationsNow,
  notificationTag,
  type NotificationState,
} from '../../../../shared/rules/notificationsNow.ts';
import { notificationWords } from '../../../../shared/rules/notificationWords.ts';
import type { SoundHold } from '../../../../shared/rules/soundHolds.ts';
import type { SoundSight } from '../../../../shared/rules/soundNow.ts';
import { frozenAt, frozenDesk } from '../../../support/frozen/frozenEstate.ts';
import { frozenIncident } from '../../../support/frozen/frozenQueue.ts';

const alarm = (id: string, rank: number, since = 0): Alarm => ({ id, rank, since });
const sight = (change: Partial<SoundSight>): SoundSight => ({
  ...{ now: 1_000, link: 'live', alarms: [], isFlood: false },
  ...change,
});

/** Goes through what is seen; gives `+tag` for each shown and `-tag` for each withdrawn, step by step. */
function follow(
  sights: readonly Partial<SoundSight>[],
  least: SoundRank | undefined = 'second',
  holds: readonly SoundHold[] = [],
): readonly (readonly string[])[] {
  let state: NotificationState = { known: {}, shown: {} };
  return sights.map((change) => {
    const outcome = notificationsNow(state, sight(change), least, holds);
    state = outcome.state;
    return [
      ...outcome.show.map((subject) => `+${notificationTag(subject)}`),
      ...outcome.withdraw.map((tag) => `-${tag}`),
    ];
  });
}

describe('a notification', () => {
  it('tells once of what is new and urgent enough, and is withdrawn when somebody acknowledged it', () => {
    const alarms = [alarm('a', 0), alarm('b', 1), alarm('c', 2)];
    expect(follow([{ alarms }, { alarms }, { alarms: alarms.slice(1) }, {}])).toEqual([
      ['+a', '+b'],
      [],
      ['-a'],
      ['-b'],
    ]);
    expect(follow([{ alarms }], 'worst')).toEqual([['+a']]);
  });

  it('tells of what became worse', () => {
    expect(follow([{ alarms: [alarm('a', 2)] }, { alarms: [alarm('a', 0)] }])).toEqual([[], ['+a']]);
  });

  it('is one in a flood and where many come at once, and stands while one of them waits', () => {
    const some = Array.from({ length: mostSingle + 1 }, (_, id) => alarm(`i${id}`, 1));
    expect(follow([{ alarms: some }, { alarms: some.slice(3) }, {}])).toEqual([['+group'], [], ['-group']]);
    expect(
      follow([
        { alarms: [alarm('a', 1)], isFlood: true },
        { alarms: [alarm('a', 1), alarm('b', 1)], isFlood: true },
        { alarms: [alarm('b', 1), alarm('c', 0)], isFlood: true },
        { alarms: [alarm('b', 1)], isFlood: true },
        { isFlood: true },
      ]),
    ).toEqual([['+group'], [], ['+group'], [], ['-group']]);
  });

  it('is held back as a sound is: off, quiet hours, a snooze that a later P0 breaks', () => {
    const scene = [{ alarms: [alarm('b', 1)] }, { alarms: [alarm('b', 1), alarm('a', 0)] }];
    expect(follow(scene, 'second', [{ kind: 'off' }])).toEqual([[], []]);
    const quiet: SoundHold = { kind: 'quiet', to: '06:00', timeZone: 'UTC', worstSounds: true };
    expect(follow(scene, 'second', [quiet])).toEqual([[], ['+a']]);
    expect(follow(scene, 'second', [{ kind: 'snoozed', from: 500, until: 2_000 }])).toEqual([[], ['+a']]);
  });

  it('tells that the feed is lost, keeps what stands meanwhile, and withdraws it at the return', () => {
    const alarms = [alarm('a', 0)];
    expect(follow([{ alarms }, { alarms: [], link: 'lost' }, { link: 'lost' }, { alarms }])).toEqual([
      ['+a'],
      ['+feed'],
      [],
      ['-feed'],
    ]);
    const flapping = Array.from(
      { length: 6 },
      (_, at) => ({ link: at % 2 === 0 ? 'lost' : 'live' }) as const,
    );
    expect(follow(flapping)).toEqual([['+feed'], ['-feed'], [], [], [], []]);
  });

  it('at a start tells of a P0 that waits, and of nothing else', () => {
    const alarms = [alarm('a', 0), alarm('b', 1)];
    const { show } = notificationsNow({ shown: {} }, sight({ alarms }), 'rest', []);
    expect(show).toEqual([{ kind: 'incident', id: 'a' }]);
  });

  it('is not shown where nobody asked for it, and all go when it is switched off', () => {
    const alarms = [alarm('a', 0)];
    expect(notificationsNow({ known: {}, shown: {} }, sight({ alarms }), undefined, []).show).toEqual([]);
    const shown = { a: { kind: 'incident', id: 'a' } } as const;
    expect(notificationsNow({ known: { a: 0 }, shown }, sight({ alarms }), undefined, []).withdraw).toEqual([
      'a',
    ]);
  });

  it('says what it is about', () => {
    const incident = frozenIncident(7, { title: 'Auth is down', severity: 'P0', openedAt: frozenAt });
    const lesser = frozenIncident(8, { title: 'Slow', severity: 'P2', openedAt: frozenAt });
    const lost = {
      kind: 'lost',
      ...{ url: '', since: 0, problem: 'gone' },
      drill: { id: 'd', from: 0, until: 1 },
    } as const;
    const words = (subject: Parameters<typeof notificationWords>[0]) =>
      notificationWords(
        subject,
        { [incident.id]: incident, [lesser.id]: lesser },
        frozenDesk.severities,
        lost,
      );
    expect(words({ kind: 'feed' }).title).toBe('DRILL: Feed lost');
    expect(words({ kind: 'incident', id: 'INC-7' })).toEqual({
      title: 'P0 Auth is down',
      body: 'INC-7 · open since 03:16 UTC · nobody has acknowledged it',
      incident: 'INC-7',
    });
    expect(words({ kind: 'group', incidents: ['INC-8', 'INC-7'], rank: 0 })).toEqual({
      title: 'Several incidents wait for an acknowledgement',
      body: 'The worst: P0 Auth is down',
      incident: 'INC-7',
    });
  });

  it('never stands for what does not wait, and is never shown twice', () => {
    const sights = fc.array(
      fc.record({
        alarms: fc.uniqueArray(
          fc.record({
            id: fc.constantFrom<string>('a', 'b', 'c', 'd', 'e'),
            rank: fc.nat(3),
            since: fc.constant(0),
          }),
          { selector: ({ id }) => id },
        ),
        link: fc.constantFrom('live' as const, 'lost' as const),
        isFlood: fc.boolean(),
      }),
    );
    fc.assert(
      fc.property(sights, (steps) => {
        let state: NotificationState = { shown: {} };
        for (const step of steps) {
          const now = sight(step);
          const outcome = notificationsNow(state, now, 'rest', []);
          state = outcome.state;
          expect(notificationsNow(state, now, 'rest', [])).toMatchObject({ show: [], withdraw: [] });
          if (step.link !== 'live') continue;
          const waiting = new Set(step.alarms.map(({ id }) => id));
          for (const subject of Object.values(state.shown)) {
            if (subject.kind === 'incident') expect(waiting.has(subject.id)).toBe(true);
            if (subject.kind === 'group') expect(subject.incidents.some((id) => waiting.has(id))).toBe(true);
            expect(subject.kind).not.toBe('feed');
          }
        }
      }),
    );
  });
});
