import type { DeskEvent } from '../../../../gateway/desk/events.ts';
import { RecordKeeper, type Records } from '../../../../gateway/figures/incidentRecords.ts';

const minuteMs = 60_000;
/** `10-25 00:50` of 2026, UTC. */
export const utc = (text: string): number => Date.parse(`2026-${text.replace(' ', 'T')}:00Z`);

/**
 * Incidents by hand. Times of acts are minutes after the opening: s first signal (before it), a acknowledged,
 * r resolved, self resolved by the gateway, o reopened, P0/P1/... reclassified, m merged into; declared by a person.
 */
const table = `
 1 auth  unavailable        P0   10-01 00:00 s2   a3 r12          first instant of the span
 2 auth  latency            P1   10-02 08:00 s4   a5 r18
 3 auth  errors             P2   10-03 09:00 s1   a100 r120
 4 auth  disk               P3   10-04 10:00 s3   a717 r900
 5 pg    unavailable        P0   10-05 11:00 s1   a14 r30
 6 pg    unavailable        P0   10-06 11:00 s1   a15 r18         acknowledged on the dot; recurs
 7 pg    unavailable        P0   10-07 11:00 s1   a16 r40         a minute late; recurs
 8 pg    latency            P1   10-08 12:00 s6   a60 r61
 9 pg    latency            P1   10-08 14:00 s6   a61 r70         late; recurs
10 pg    slots              P2   10-09 00:10 s4.5 a10 r50
11 cache hits               P2   09-30 23:50 s5   a15 r40         opened before the span, resolved in it
12 cache hits               P2   10-31 23:50 s5   a15 r40         opened in it, resolved after; 30 d 23 h 20 after 11
13 cache evictions          P3   10-10 23:40 s10  a30 r60         across midnight
14 cache evictions          P3   11-01 00:00 s1   a1 r6           first instant after the span; recurs
15 ui    login              P1   10-25 00:50 s5   a20 r45         Europe's clocks go back at 01:00 UTC
16 ui    login              P1   11-01 05:50 s5   a20 r44         America's clocks go back at 06:00 UTC; recurs
17 ui    errors             P2   10-11 10:00 s2   r30             never acknowledged
18 ui    errors             P2   10-12 10:00 s2   r300            never acknowledged, and too late; recurs
19 ui    slow               P3   10-13 10:00 s2   self20          over by itself in time
20 ui    slow               P0   10-14 10:00 s2   self20          over by itself after a response was due; recurs
21 gw    5xx                P1   10-15 10:00 s3   a10 r30 o60 r90 reopened
22 gw    5xx                P1   10-16 10:00 s3   a10 r30 o40     reopened, still open; recurs
23 gw    cpu                P2   10-17 10:00 s3                   nobody ever
25 gw    memory             P2   10-18 10:00 s1   a5 P0@20 r60    raised after it was acknowledged
26 gw    memory             P3   10-19 10:00 s1   P0@100 a110 r130 raised, then due at 115; recurs
27 gw    memory             P3   10-20 10:00 s1   P0@100 a120 r130 raised, late; recurs
28 gw    memory             P0   10-21 10:00 s1   P3@5 a20 r30    lowered: still late, still P0; recurs
29 -     NodeDown           P1   10-22 10:00 s1   a10 r20         no service
30 -     NodeDown           P1   10-22 12:00 s1   a10 r20         recurs
31 auth  declared           P1   10-23 10:00 s0   declared a1 r31
32 -     declared           P0   10-23 12:00 s0   declared a2 r22
33 auth  constitutional-hash P0  10-24 10:00 s0.5 a1 r10
34 pg    constitutional-hash P0  10-24 11:00 s1   a1 r10
35 auth  weird              SEVX 10-26 10:00 s1   a1 r10          a severity that the policy does not have
36 auth  clock              P2   10-26 12:00 s1   a-1 r-2         the clock was set back
37 auth  queue              P1   10-27 10:00 s1   a2 m38          merged
38 auth  queue              P1   10-27 10:05 s5   a5 r25          no recurrence of 37, which is part of it
39 pg    bloat              P3   09-20 10:00 s1   a10 r60
40 pg    bloat              P3   10-20 11:00 s1   a10 r60         30 d after the end of 39, to the minute: recurs
41 pg    wal                P3   09-20 10:00 s1   a10 r60
42 pg    wal                P3   10-20 11:01 s1   a10 r60         a minute more than 30 d
43 auth  disk               P3   08-01 10:00 s1   a10 r60         long before
44 auth  unavailable        P0   10-28 10:00 s2   a3 r8           27 d after 1: recurs
`;

/** Changes by hand: services, start, end and outcome. */
const changes = `
101 pg    10-02 00:00 10-02 02:00 completed
102 auth  10-02 07:00 10-02 07:30 completed    linked: 2 had its first signal at 07:56
103 ui    10-03 07:00 10-03 07:30 rolled-back
104 gw    10-03 07:00 10-03 07:30 failed
105 cache 10-10 20:00 10-10 22:00 completed    13 came at 23:30, more than an hour after
106 pg,ui 10-20 10:30 10-20 10:59 completed    linked: 40 had its first signal at 10:59
107 auth  10-28 09:59 10-28 10:30 completed    44 was bad a minute before it began
108 ui    10-31 22:00 -                        still runs
109 gw    10-30 10:00 11-02 10:00 completed    ended after the span
`;

const person = { kind: 'person', name: 'M. Tanaka' } as const;
const gateway = { kind: 'gateway', name: 'gateway' } as const;
const linesOf = (text: string): string[] =>
  text.split('\n').flatMap((line) => (line.trim() === '' ? [] : [line.trim()]));

/** The events of each incident and change apart, in their order; interleave them as you like. */
export function handMadeEvents(): readonly (readonly DeskEvent[])[] {
  return [...linesOf(table).map(incidentEvents), ...linesOf(changes).map(changeEvents)];
}

function incidentEvents(line: string): DeskEvent[] {
  const [id = '', service = '', cause = '', severity = '', day = '', time = '', signal = '', ...acts] =
    line.split(/\s+/);
  const incident = `INC-${id}`;
  const openedAt = utc(`${day} ${time}`);
  const isDeclared = acts[0] === 'declared';
  const opened: DeskEvent = {
    type: 'incident.opened',
    at: openedAt,
    by: isDeclared ? person : gateway,
    incident,
    title: `${cause} of ${service}`,
    severity,
    service: service === '-' ? undefined : service,
    cause: isDeclared ? `declared:${incident}` : `${service}:${cause}`,
    firstSignalAt: openedAt - Number(signal.slice(1)) * minuteMs,
    text: 'Opened',
    alerts: [],
    runbooks: [],
    declaredBy: isDeclared ? person.name : undefined,
  };
  return [opened, ...acts.flatMap((act) => actEvent(incident, openedAt, act, severity))];
}

function actEvent(incident: string, openedAt: number, act: string, from: string): DeskEvent[] {
  const [, kind = '', number = ''] = /^(a|r|o|self|P\d@)(-?\d+)$/.exec(act) ?? [];
  const base = { at: openedAt + Number(number) * minuteMs, by: person, incident };
  switch (kind) {
    case '':
      return [];
    case 'a':
      return [{ ...base, type: 'incident.acknowledged' }];
    case 'r':
      return [{ ...base, type: 'incident.resolved', note: 'done' }];
    case 'self':
      return [{ ...base, by: gateway, type: 'incident.resolved', note: 'gone' }];
    case 'o':
      return [{ ...base, type: 'incident.reopened', reason: 'again' }];
    default:
      return [{ ...base, type: 'incident.reclassified', from, to: kind.slice(0, 2), reason: 'impact' }];
  }
}

function changeEvents(line: string): DeskEvent[] {
  const [id = '', services = '', startDay = '', startTime = '', ...end] = line.split(/\s+/);
  const change = `CHG-${id}`;
  const startsAt = utc(`${startDay} ${startTime}`);
  const base = { by: person, change };
  const events: DeskEvent[] = [
    {
      ...base,
      at: startsAt,
      type: 'change.planned',
      title: 'Upgrade',
      category: 'standard',
      services: services.split(','),
      startsAt,
      endsAt: startsAt + 60 * minuteMs,
    },
    { ...base, at: startsAt, type: 'change.started' },
  ];
  const [endDay = '', endTime = '', outcome] = end;
  if (outcome !== 'completed' && outcome !== 'rolled-back' && outcome !== 'failed') return events;
  return [
    ...events,
    { ...base, at: utc(`${endDay} ${endTime}`), type: 'change.ended', outcome, note: 'done' },
  ];
}

/** Records of some events; with what no event tells yet, merging, put in by hand. */
export function recordsFrom(events: Iterable<DeskEvent>): Records {
  const keeper = new RecordKeeper();
  for (const event of events) keeper.take(event);
  const incidents = new Map(keeper.incidents);
  for (const line of linesOf(table)) {
    const [, id = '', into] = /^(\d+) .* m(\d+) /.exec(line) ?? [];
    const record = incidents.get(`INC-${id}`);
    if (record !== undefined) incidents.set(record.id, { ...record, mergedInto: `INC-${into}` });
  }
  return { incidents, changes: keeper.changes, pages: keeper.pages, since: keeper.since };
}

/** All of the table. */
export const handMade = (): Records => recordsFrom(handMadeEvents().flat());
