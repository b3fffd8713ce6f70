import type { Act } from './simulatedDesk.ts';

/** A life of an incident, and what has to come of it. */
export interface Life {
  /** UTC */
  readonly detected: string;
  /** What people do and when, UTC: the next time at which a clock shows it, or a whole instant. */
  readonly people: readonly (readonly [at: string, act: Act])[];
  /** While the gateway does not run. */
  readonly down?: readonly [from: string, to: string];
  /** All that the gateway does by itself, with the second in which it does it. */
  readonly gateway: readonly string[];
  /** How each clock stands at the end. */
  readonly clocks: Readonly<Record<string, string>>;
}

const allMet = { acknowledge: 'met', respond: 'met', assess: 'met', recover: 'met', document: 'met' };

// The rota's turns begin on Mondays at 00:00 UTC. In the week of 16 November Sam is on call and Pia stands for the
// managers; in the week of 23 November Ari and Emil.
export const lives: readonly (readonly [what: string, life: Life])[] = [
  [
    'all in time to the second: nobody but the on-call engineer is paged, and nothing is missed',
    {
      detected: '2026-11-21T02:00:00Z',
      people: [
        ['02:05:00', 'acknowledges'],
        ['02:10:00', 'assesses'],
        ['02:14:59', 'resolves'],
        ['02:14:59', 'reports'],
      ],
      gateway: ['02:00:00 pages On-call Engineer: Sam Example'],
      clocks: allMet,
    },
  ],
  [
    'all late, over the shift change at 08:00: a shift moves nobody of the weekly rota, and every step comes once',
    {
      detected: '2026-11-18T07:30:00Z',
      people: [
        ['07:36:00', 'acknowledges'],
        ['07:41:00', 'assesses'],
        ['08:00:00', 'updates'],
        ['08:31:00', 'updates'],
        ['08:45:00', 'resolves'],
        ['2026-11-19T08:46:00Z', 'reports'],
      ],
      gateway: [
        '07:30:00 pages On-call Engineer: Sam Example',
        '07:35:01 misses acknowledge',
        '07:40:01 misses assess',
        '07:45:00 pages Engineering Manager: Pia Example',
        '07:45:01 misses recover',
        '08:00:00 pages VP Engineering: Vito Example',
        '08:30:00 pages CTO: Cora Example',
        '08:30:01 misses update',
        '08:45:01 misses document',
      ],
      clocks: {
        ...allMet,
        acknowledge: 'metLate',
        assess: 'metLate',
        recover: 'metLate',
        document: 'metLate',
      },
    },
  ],
  [
    'an update each half hour, some missed, over the shift change at 16:00; the step that is due at 16:00 comes then',
    {
      detected: '2026-11-18T15:45:00Z',
      people: [
        ['15:48:00', 'acknowledges'],
        ['15:50:00', 'assesses'],
        ['16:14:00', 'updates'],
        ['16:44:00', 'updates'],
        ['17:20:00', 'updates'],
        ['17:55:00', 'resolves'],
        ['09:00:00', 'reports'],
      ],
      gateway: [
        '15:45:00 pages On-call Engineer: Sam Example',
        '16:00:00 pages Engineering Manager: Pia Example',
        '16:00:01 misses recover',
        '16:15:00 pages VP Engineering: Vito Example',
        '16:45:00 pages CTO: Cora Example',
        '17:14:01 misses update',
        '17:50:01 misses update',
      ],
      clocks: { ...allMet, recover: 'metLate' },
    },
  ],
  [
    'at the end of a week: at 00:00 UTC of Monday the new week is paged, and not before',
    {
      detected: '2026-11-22T23:45:00Z',
      people: [
        ['23:47:00', 'acknowledges'],
        ['23:49:00', 'assesses'],
        ['00:10:00', 'resolves'],
        ['12:00:00', 'reports'],
      ],
      gateway: [
        '23:45:00 pages On-call Engineer: Sam Example',
        '00:00:00 pages Engineering Manager: Emil Example',
        '00:00:01 misses recover',
      ],
      clocks: { ...allMet, recover: 'metLate' },
    },
  ],
  [
    'a second before the end of a week: the old week is paged',
    {
      detected: '2026-11-22T23:44:59Z',
      people: [
        ['23:47:00', 'acknowledges'],
        ['23:49:00', 'assesses'],
        ['00:10:00', 'resolves'],
        ['12:00:00', 'reports'],
      ],
      gateway: [
        '23:44:59 pages On-call Engineer: Sam Example',
        '23:59:59 pages Engineering Manager: Pia Example',
        '00:00:00 misses recover',
      ],
      clocks: { ...allMet, recover: 'metLate' },
    },
  ],
  [
    'detected as the first week of winter time in Europe begins: the rota keeps to UTC, as in summer',
    {
      detected: '2026-10-26T00:00:00Z',
      people: [
        ['00:05:00', 'acknowledges'],
        ['00:10:00', 'assesses'],
        ['00:30:00', 'updates'],
        ['00:59:59', 'resolves'],
        ['12:00:00', 'reports'],
      ],
      gateway: [
        '00:00:00 pages On-call Engineer: Dee Example',
        '00:15:00 pages Engineering Manager: Emil Example',
        '00:15:01 misses recover',
        '00:30:00 pages VP Engineering: Vito Example',
      ],
      clocks: { ...allMet, recover: 'metLate' },
    },
  ],
  [
    'the gateway is down over deadlines and the end of the week: it catches up in order, and pages who is on now',
    {
      detected: '2026-11-22T23:40:00Z',
      down: ['23:44:00', '00:20:00'],
      people: [
        ['00:21:00', 'acknowledges'],
        ['00:22:00', 'assesses'],
        ['00:30:00', 'resolves'],
        ['12:00:00', 'reports'],
      ],
      gateway: [
        '23:40:00 pages On-call Engineer: Sam Example',
        '00:20:00 misses acknowledge',
        '00:20:00 misses assess',
        '00:20:00 pages Engineering Manager: Emil Example',
        '00:20:00 misses respond',
        '00:20:00 misses recover',
        '00:20:00 pages VP Engineering: Vito Example',
        '00:20:00 misses update',
      ],
      clocks: {
        ...{ acknowledge: 'metLate', respond: 'metLate', assess: 'metLate', recover: 'metLate' },
        document: 'met',
      },
    },
  ],
];
