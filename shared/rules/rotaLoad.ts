import type { Instant } from '../model/instant.ts';
import type { RotaOverride, RotaSpan } from '../model/rota.ts';
import type { PersonLoad } from '../model/rotaLoad.ts';
import { grouped } from './grouped.ts';
import { spansOf, type RotaList } from './rotaBook.ts';
import { shiftAt } from './shifts.ts';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

/** Somebody was paged for an incident. */
export interface Page {
  readonly at: Instant;
  readonly incident: string;
  /** By name; absent where nobody held the role. */
  readonly person?: string | undefined;
}

/** What the load of a span is worked out from. */
export interface LoadInput {
  /** The lists that are paged. */
  readonly lists: readonly RotaList[];
  readonly overrides: readonly RotaOverride[];
  readonly people: readonly {
    readonly id: string;
    readonly name: string;
    readonly timeZone?: string | undefined;
  }[];
  readonly shifts: Parameters<typeof shiftAt>[0];
  readonly pages: readonly Page[];
  /** ms after midnight by the clock of each person's site; may pass midnight. */
  readonly night: { readonly start: number; readonly end: number };
  readonly guidance: number;
  readonly from: Instant;
  readonly to: Instant;
}

interface Stretch {
  readonly from: Instant;
  readonly to: Instant;
}

/** What the rota asked of each person, the most pages a shift first. Pure. */
export function rotaLoad(input: LoadInput): readonly PersonLoad[] {
  const { lists, overrides, people, from, to } = input;
  const spans = lists.flatMap((list) =>
    spansOf(list, overrides, from, to).map((span) => ({ ...span, list: list.id })),
  );
  const paged = new Set(input.pages.flatMap(({ person }) => person ?? []));
  const ids = new Set([
    ...spans.flatMap(({ person }) => person ?? []),
    ...people.flatMap(({ id, name }) => (paged.has(name) ? [id] : [])),
  ]);
  return [...ids]
    .map((id) => {
      const known = people.find((person) => person.id === id);
      return loadOf({ id, name: known?.name ?? id, timeZone: known?.timeZone }, spans, input);
    })
    .sort(
      (one, other) => (other.pagesPerShift ?? 0) - (one.pagesPerShift ?? 0) || other.onCallMs - one.onCallMs,
    );
}

function loadOf(
  { id, name, timeZone = 'UTC' }: LoadInput['people'][number],
  spans: readonly (RotaSpan & { readonly list: string })[],
  { shifts, pages, night, guidance, from, to }: LoadInput,
): PersonLoad {
  const own = spans.filter(({ person }) => person === id);
  const onCall = united(own);
  const turns = new Set(onCall.flatMap((stretch) => shiftStarts(stretch, shifts)));
  const seen = pages.filter((page) => page.person === name && page.at >= from && page.at < to);
  const byShift = grouped(seen, ({ at }) => [
    shiftAt(shifts, at)?.startsAt ?? Math.floor(at / dayMs) * dayMs,
  ]);
  const counts = [...byShift].map(([at, all]) => ({
    at,
    pages: new Set(all.map(({ incident }) => incident)).size,
  }));
  const total = counts.reduce((sum, { pages: one }) => sum + one, 0);
  // Whoever was paged in a shift without being on call (as CTO, say) worked in it all the same.
  const worked = new Set([...turns, ...counts.map(({ at }) => at)]).size;
  const [worst] = [...counts].sort((one, other) => other.pages - one.pages || one.at - other.at);
  return {
    ...{ person: id, name, nights: nightsIn(onCall, night, timeZone) },
    onCallMs: lengthOf(onCall),
    primaryMs: lengthOf(united(own.filter(({ list }) => list === 'primary'))),
    shifts: turns.size,
    pages: total,
    pagesPerShift: worked === 0 ? undefined : total / worked,
    busyShifts: counts.filter(({ pages: one }) => one > guidance).length,
    worst,
  };
}

/** Stretches as one, in order, none overlapping. */
function united(stretches: readonly Stretch[]): readonly Stretch[] {
  const merged: Stretch[] = [];
  for (const { from, to } of [...stretches].sort((one, other) => one.from - other.from)) {
    const last = merged.at(-1);
    if (last === undefined || last.to < from) merged.push({ from, to });
    else merged[merged.length - 1] = { from: last.from, to: Math.max(last.to, to) };
  }
  return merged;
}

const lengthOf = (stretches: readonly Stretch[]): number =>
  stretches.reduce((sum, { from, to }) => sum + to - from, 0);

function shiftStarts({ from, to }: Stretch, shifts: LoadInput['shifts']): readonly Instant[] {
  const starts: Instant[] = [];
  for (let at = from; at < to;) {
    const turn = shiftAt(shifts, at);
    if (turn !== undefined) starts.push(turn.startsAt);
    at = turn?.endsAt ?? at + hourMs;
  }
  return starts;
}

/** Nights with an hour or more on call. */
function nightsIn(onCall: readonly Stretch[], { start, end }: LoadInput['night'], timeZone: string): number {
  const lastsMs = (end - start + dayMs) % dayMs || dayMs;
  const nights = new Set<number>();
  for (const { from, to } of onCall) {
    for (let day = Math.floor(from / dayMs) - 2; day * dayMs < to + dayMs; day += 1) {
      const begins = day * dayMs + start - offsetAt(day * dayMs + start, timeZone);
      if (Math.min(begins + lastsMs, to) - Math.max(begins, from) >= hourMs) nights.add(day);
    }
  }
  return nights.size;
}

/** What a zone's clocks are ahead of UTC, ms. */
function offsetAt(at: Instant, timeZone: string): number {
  const shown = new Date(at).toLocaleString('sv-SE', { timeZone });
  return Date.parse(`${shown.replace(' ', 'T')}Z`) - Math.floor(at / 1000) * 1000;
}
