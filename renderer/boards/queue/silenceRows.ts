import type { Alert } from '../../../shared/model/alert.ts';
import type { ChainLink } from '../../../shared/model/chain.ts';
import type { DeskInfo } from '../../../shared/model/desk.ts';
import type { Instant } from '../../../shared/model/instant.ts';
import type { Silence } from '../../../shared/model/silence.ts';
import { roughText, utcMinute, utcSince } from '../../../shared/rules/durations.ts';
import { matcherText } from '../../../shared/rules/matcherText.ts';
import { shiftAt } from '../../../shared/rules/shifts.ts';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
/** An end is warned of from here on. */
const soonMs = 15 * minuteMs;
const extendMs = hourMs;
/** As far ahead as a gateway takes; a little less, since clocks differ. */
const atMostMs = 7 * 24 * hourMs - minuteMs;
const namesShown = 3;

/** One silence in words. */
export interface SilenceRow {
  readonly silence: Silence;
  readonly matchers: string;
  readonly ends: string;
  readonly isSoon: boolean;
  readonly hides: string;
}

/** Silences that are in force, to come or asked for: what ends first, first. */
export function silenceRows(
  silences: Readonly<Record<string, Silence>>,
  alerts: Readonly<Record<string, Alert>>,
  now: Instant,
): readonly SilenceRow[] {
  return Object.values(silences)
    .filter(({ state, request }) => state !== 'expired' || request !== undefined)
    .sort((one, other) => one.endsAt - other.endsAt || one.id.localeCompare(other.id))
    .map((silence) => ({
      silence,
      matchers: silence.matchers.map(matcherText).join(', '),
      ends: endsWords(silence, now),
      isSoon: endsSoon(silence, now),
      hides: hidesWords(silence, alerts),
    }));
}

const endsSoon = ({ state, endsAt }: Silence, now: Instant): boolean =>
  state === 'active' && endsAt - now <= soonMs;

function endsWords({ state, startsAt, endsAt }: Silence, now: Instant): string {
  if (state === 'requested') return 'not in force';
  if (state === 'expired' || endsAt <= now) return 'expired';
  if (state === 'pending') return `starts ${utcSince(startsAt, now)} UTC`;
  return `ends in ${roughText(endsAt - now)}`;
}

function hidesWords({ state, hides, hidesTotal }: Silence, alerts: Readonly<Record<string, Alert>>): string {
  if (state !== 'active') return '';
  if (hidesTotal === 0) return 'hides nothing now';
  const names = [...new Set(hides.flatMap((id) => alerts[id]?.name ?? []))].slice(0, namesShown);
  return `hides ${hidesTotal}: ${names.join(', ')}${hidesTotal > names.length ? ' …' : ''}`;
}

/** What the switch of the panel says: `Silences 3, one ends in 12 min`. */
export function silencesTitle(
  rows: readonly SilenceRow[],
  now: Instant,
): { readonly text: string; readonly isSoon: boolean; readonly isFailed: boolean } {
  const active = rows.filter(({ silence }) => silence.state === 'active').length;
  const soon = rows.filter(({ isSoon }) => isSoon);
  const isFailed = rows.some(({ silence }) => silence.request?.state === 'failed');
  const [first] = soon;
  const warning =
    first === undefined
      ? ''
      : `, ${soon.length === 1 ? 'one ends' : `${soon.length} end, the first`} in ${roughText(first.silence.endsAt - now)}`;
  return { text: `${active}${isFailed ? ', one failed' : ''}${warning}`, isSoon: soon.length > 0, isFailed };
}

/** What comes back before the shift ends; undefined where nothing does. */
export function comesBack(
  rows: readonly SilenceRow[],
  shifts: DeskInfo['shifts'],
  now: Instant,
): string | undefined {
  const turn = shiftAt(shifts, now);
  if (turn === undefined) return undefined;
  const back = rows.filter(
    ({ silence }) => silence.state === 'active' && silence.hidesTotal > 0 && silence.endsAt < turn.endsAt,
  );
  if (back.length === 0) return undefined;
  const alerts = back.reduce((sum, { silence }) => sum + silence.hidesTotal, 0);
  const times = back.map(
    ({ silence, hides }) => `${utcMinute(silence.endsAt)} ${hides.replace(/^hides \d+: /, '')}`,
  );
  const end = utcMinute(turn.endsAt);
  return `Comes back before the shift ends at ${end} UTC, unless it is resolved: ${alerts} ${alerts === 1 ? 'alert' : 'alerts'}. ${times.slice(0, 4).join('; ')}${times.length > 4 ? ' …' : ''}`;
}

/** Why the silences of a source may be old; undefined while they are fresh. */
export function staleWords(chain: readonly ChainLink[], now: Instant): readonly string[] {
  return chain
    .filter(({ kind }) => kind === 'alertmanager')
    .flatMap(({ name, freshness, heardAt, problem }) => {
      if (freshness === 'fresh') return problem?.includes('silences') === true ? [`${name}: ${problem}`] : [];
      if (heardAt === undefined) return [`${name} was not heard yet: its silences are not known.`];
      return [`${name} is ${freshness}: its silences are as of ${utcSince(heardAt, now)} UTC.`];
    });
}

/** The end of a silence that is extended by an hour. */
export const extendedEnd = ({ endsAt }: Pick<Silence, 'endsAt'>, now: Instant): Instant =>
  Math.min(Math.max(endsAt, now) + extendMs, now + atMostMs);

/** True where a silence can be changed now: it is in force or to come, and nothing is under way. */
export const mayChange = ({ state, request }: Silence): boolean =>
  (state === 'active' || state === 'pending') && request?.state !== 'pending';
