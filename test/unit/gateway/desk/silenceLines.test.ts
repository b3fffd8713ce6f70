import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  decideSilenceLines,
  type SilenceStanding,
  type StandingSilence,
} from '../../../../gateway/desk/decideSilenceLines.ts';
import { emptyDesk, evolve, type DeskState } from '../../../../gateway/desk/evolve.ts';

const start = Date.UTC(2026, 10, 21, 3, 0);
const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const gateway = { kind: 'gateway', name: 'gateway' } as const;
const incident = 'INC-2001';

const opened = evolve(emptyDesk, {
  ...{ type: 'incident.opened', at: start, by: gateway, incident, title: 'X on Auth', severity: 'P2' },
  ...{ cause: 'auth:X', firstSignalAt: start, text: 'Opened as P2', alerts: ['am/1', 'am/2'], runbooks: [] },
});
const silence = (part: Partial<StandingSilence> = {}): StandingSilence => ({
  ...{ id: 'am/s', source: 'am', state: 'active', endsAt: start + hourMs, createdBy: 'Ana' },
  ...{ comment: 'deploy\nof auth', hides: ['am/1', 'am/9'] },
  ...part,
});
const heard = (...silences: readonly StandingSilence[]): SilenceStanding => ({
  heard: new Set(['am']),
  silences,
});

/** The desk after what it decided on each look, and what its timeline says of silences. */
function looks(...all: readonly (readonly [now: number, standing: SilenceStanding])[]) {
  let desk: DeskState = opened;
  for (const [now, standing] of all) desk = decideSilenceLines(desk, standing, now).reduce(evolve, desk);
  const lines = desk.incidents.get(incident)?.timeline.filter(({ kind }) => kind === 'signal') ?? [];
  return { desk, lines: lines.map(({ text }) => text) };
}
const made = 'A silence of Ana until 04:00:00 UTC hides 1 of its 2 alerts: deploy of auth';
const at = (minutes: number): number => start + minutes * minuteMs;

describe('the timeline of an incident', () => {
  it.each<[string, readonly (readonly [number, SilenceStanding])[], readonly string[]]>([
    ['a silence is made, once', [1, 2, 3].map((minute) => [at(minute), heard(silence())] as const), [made]],
    [
      'it is extended to another day, then shortened, at its Alertmanager',
      [
        [at(1), heard(silence())],
        [at(2), heard(silence({ endsAt: start + 48 * hourMs, hides: [] }))],
        [at(3), heard(silence({ endsAt: start + 2 * hourMs }))],
      ],
      [
        made,
        'The silence was extended until 23 Nov 03:00 UTC',
        'The silence was shortened until 05:00:00 UTC',
      ],
    ],
    [
      'it lapses, seen late',
      [
        [at(1), heard(silence())],
        [at(63), heard(silence({ state: 'expired', hides: [] }))],
      ],
      [made, 'The silence ended at 04:00:00 UTC, as planned'],
    ],
    [
      'it lapses, and its Alertmanager keeps none that has ended',
      [
        [at(1), heard(silence())],
        [at(63), heard()],
      ],
      [made, 'The silence ended at 04:00:00 UTC, as planned'],
    ],
    [
      'it is expired at its Alertmanager, and made anew',
      [
        [at(1), heard(silence())],
        [at(9), heard(silence({ state: 'expired', endsAt: at(8), hides: [] }))],
        [at(10), heard(silence({ state: 'expired', endsAt: at(8), hides: [] }), silence({ id: 'am/t' }))],
      ],
      [made, 'The silence until 04:00:00 UTC was expired', made],
    ],
    [
      'its Alertmanager has lost it',
      [
        [at(1), heard(silence())],
        [at(2), heard()],
      ],
      [made, 'The silence until 04:00:00 UTC is gone from its Alertmanager'],
    ],
    [
      'its Alertmanager was not heard since a restart: nothing is told',
      [
        [at(1), heard(silence())],
        [at(2), { heard: new Set(['other']), silences: [] }],
        [at(3), heard(silence())],
      ],
      [made],
    ],
    ['it hides alerts of others only', [[at(1), heard(silence({ hides: ['am/9'] }))]], []],
    ['it is not in force yet', [[at(1), heard(silence({ state: 'pending' }))]], []],
  ])('says so where %s', (_what, seen, expected) => {
    expect(looks(...seen).lines).toEqual(expected);
  });

  it('names who extended or expired it at a console, and nobody for what was done elsewhere', () => {
    const ask = (
      desk: DeskState,
      now: number,
      act: { kind: 'extend'; endsAt: number } | { kind: 'expire' },
    ) => {
      const request = `SIL-${desk.silences.next}`;
      const by = { kind: 'person', name: 'M. Tanaka' } as const;
      const asked = { request, source: 'am', at: now };
      return [
        { ...asked, by, type: 'silence.requested', act: { ...act, silence: 's' } } as const,
        { ...asked, by: gateway, type: 'silence.done', silence: 's' } as const,
      ].reduce(evolve, desk);
    };
    const look = (desk: DeskState, now: number, one: StandingSilence): DeskState =>
      decideSilenceLines(desk, heard(one), now).reduce(evolve, desk);
    let desk = look(opened, at(1), silence());
    desk = ask(desk, at(2), { kind: 'extend', endsAt: start + 2 * hourMs });
    desk = look(desk, at(2), silence({ endsAt: start + 2 * hourMs }));
    desk = look(desk, at(3), silence({ endsAt: start + 3 * hourMs }));
    desk = ask(desk, at(4), { kind: 'expire' });
    desk = look(desk, at(4), silence({ state: 'expired', endsAt: at(4) }));
    expect(
      desk.incidents
        .get(incident)
        ?.timeline.slice(-3)
        .map(({ text }) => text),
    ).toEqual([
      'The silence was extended by M. Tanaka until 05:00:00 UTC',
      'The silence was extended until 06:00:00 UTC',
      'The silence until 06:00:00 UTC was expired by M. Tanaka',
    ]);
  });

  it('says nothing of a resolved incident, and keeps nothing of it', () => {
    const hidden = looks([at(1), heard(silence())]).desk;
    const resolved = evolve(hidden, {
      type: 'incident.resolved',
      at: at(2),
      by: gateway,
      incident,
      note: 'x',
    });
    expect(decideSilenceLines(resolved, heard(), at(3))).toEqual([]);
    const other = evolve(resolved, {
      ...{
        type: 'incident.opened',
        at: at(4),
        by: gateway,
        incident: 'INC-2002',
        title: 'Y',
        severity: 'P2',
      },
      ...{ cause: 'Y', firstSignalAt: start, text: 'Opened as P2', alerts: ['am/1'], runbooks: [] },
    });
    const after = decideSilenceLines(other, heard(silence()), at(5)).reduce(evolve, other);
    expect(Object.keys(after.silences.told)).toEqual(['INC-2002']);
  });

  it('tells each change once, however often it is looked at', () => {
    const state = fc.constantFrom('pending' as const, 'active' as const, 'expired' as const);
    const seen = fc.option(fc.record({ state, end: fc.integer({ min: 1, max: 90 }) }));
    fc.assert(
      fc.property(fc.array(seen, { maxLength: 20 }), (all) => {
        let desk: DeskState = opened;
        for (const [minute, one] of all.entries()) {
          const standing = one === null ? heard() : heard(silence({ state: one.state, endsAt: at(one.end) }));
          desk = decideSilenceLines(desk, standing, at(minute)).reduce(evolve, desk);
          expect(decideSilenceLines(desk, standing, at(minute))).toEqual([]);
          const isTold = Object.keys(desk.silences.told).length > 0;
          // What the timeline knows as in force is in force, or ends later than now and is not in force yet.
          if (one === null || one.state === 'expired') expect(isTold).toBe(false);
          if (one?.state === 'active') expect(isTold).toBe(true);
        }
      }),
    );
  });
});
