import type { Instant } from '../../shared/model/instant.ts';
import { utcMinute, utcSecond, utcSince } from '../../shared/rules/durations.ts';
import type { EventOf } from './events.ts';
import type { DeskState } from './evolve.ts';
import type { SilenceRequest } from './evolveSilence.ts';

/** A silence as its source last told of it. */
export interface StandingSilence {
  /** `<source>/<its id there>` */
  readonly id: string;
  readonly source: string;
  readonly state: 'pending' | 'active' | 'expired';
  readonly endsAt: Instant;
  readonly createdBy: string;
  readonly comment: string;
  /** Ids of all alerts that it hides now. */
  readonly hides: readonly string[];
}

/** All silences, and the sources whose silences were heard since the start. */
export interface SilenceStanding {
  readonly heard: ReadonlySet<string>;
  readonly silences: readonly StandingSilence[];
}

type Told = EventOf<'silence.told'>;
const by = { kind: 'gateway', name: 'gateway' } as const;

/** Of a comment that was written at Alertmanager, this much is told. */
const commentLength = 200;

/**
 * What the timelines of open incidents are told of silences: each that begins to hide alerts of theirs, and how it goes
 * on until its end, whether it was made here or at Alertmanager. A source that was not heard tells of no end. Pure.
 */
export function decideSilenceLines(
  desk: Pick<DeskState, 'incidents' | 'silences'>,
  { heard, silences }: SilenceStanding,
  now: Instant,
): readonly Told[] {
  const { told, requests } = desk.silences;
  const hiding = silences
    .filter(({ state, hides }) => state === 'active' && hides.length > 0)
    .map((silence) => ({ silence, hides: new Set(silence.hides) }));
  if (hiding.length === 0 && Object.keys(told).length === 0) return [];
  const known = new Map(silences.map((silence) => [silence.id, silence]));
  return [...desk.incidents.values()].flatMap(({ id: incident, status, alerts }) => {
    if (status === 'resolved') return [];
    const base = { type: 'silence.told', at: now, by, incident } as const;
    const before = told[incident] ?? {};
    const changed = Object.entries(before).flatMap(([silence, endsAt]): readonly Told[] => {
      const standing = known.get(silence);
      if (standing === undefined && !heard.has(silence.slice(0, silence.indexOf('/')))) return [];
      const change = changeOf(standing, endsAt, { silence, requests, now });
      return change === undefined ? [] : [{ ...base, silence, ...change }];
    });
    const begun = hiding.flatMap(({ silence: { id: silence, endsAt, createdBy, comment }, hides }) => {
      const own = alerts.filter((alert) => hides.has(alert)).length;
      if (own === 0 || before[silence] !== undefined) return [];
      const what = `${own} of its ${alerts.length} ${alerts.length === 1 ? 'alert' : 'alerts'}`;
      const why = comment.replace(/\s+/g, ' ').slice(0, commentLength);
      const text = `A silence of ${createdBy} until ${instantText(endsAt, now)} hides ${what}: ${why}`;
      return [{ ...base, silence, change: 'hides', endsAt, text } as const];
    });
    return [...changed, ...begun];
  });
}

/** What became of a silence that was to end at `endsAt`; undefined where that still holds. */
function changeOf(
  standing: StandingSilence | undefined,
  endsAt: Instant,
  { silence, requests, now }: { silence: string; requests: DeskState['silences']['requests']; now: Instant },
): Pick<Told, 'change' | 'endsAt' | 'text'> | undefined {
  const byWhom = (isAct: (act: SilenceRequest['act']) => boolean): string => {
    // Its Alertmanager may tell of it before the outcome is recorded.
    const done = Object.values(requests).findLast(
      ({ source, act, outcome }) =>
        act.kind !== 'create' &&
        outcome?.ok !== false &&
        `${source}/${act.silence}` === silence &&
        isAct(act),
    );
    return done === undefined ? '' : ` by ${done.by}`;
  };
  const planned = instantText(endsAt, now);
  const endedAt = standing?.endsAt ?? endsAt;
  if (standing?.state === 'active') {
    if (endedAt === endsAt) return undefined;
    const change = endedAt > endsAt ? 'extended' : 'shortened';
    const who = byWhom((act) => act.kind === 'extend' && act.endsAt === endedAt);
    return {
      change,
      endsAt: endedAt,
      text: `The silence was ${change}${who} until ${instantText(endedAt, now)}`,
    };
  }
  if (endedAt >= endsAt && endedAt <= now) {
    return {
      change: 'ended',
      endsAt: endedAt,
      text: `The silence ended at ${instantText(endedAt, now)}, as planned`,
    };
  }
  if (standing === undefined)
    return {
      change: 'gone',
      endsAt: now,
      text: `The silence until ${planned} is gone from its Alertmanager`,
    };
  const who = byWhom((act) => act.kind === 'expire');
  return { change: 'expired', endsAt: endedAt, text: `The silence until ${planned} was expired${who}` };
}

/** `03:16:56 UTC`, or `27 Nov 03:16 UTC` on another day than `now`. */
function instantText(at: Instant, now: Instant): string {
  const day = utcSince(at, now);
  return day.includes(':') ? `${utcSecond(at)} UTC` : `${day} ${utcMinute(at)} UTC`;
}
