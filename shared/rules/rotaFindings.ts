import type { Instant } from '../model/instant.ts';
import type { RotaFinding, RotaOverride, RotaSpan } from '../model/rota.ts';
import { holdingAt, spansOf, type RotaList } from './rotaBook.ts';

/** How far ahead the rota is looked through, ms. */
export const rotaAheadMs = 14 * 86_400_000;

/** What the rota is looked through with. */
export interface RotaToCheck {
  readonly lists: readonly (RotaList & { readonly services?: readonly string[] | undefined })[];
  /** In the order of their proposal. */
  readonly overrides: readonly RotaOverride[];
  /** People who can be called, by id. */
  readonly names: ReadonlyMap<string, string>;
  readonly from: Instant;
  readonly to: Instant;
}

/** A finding and the list that tells it. */
export interface ListFinding extends RotaFinding {
  readonly list: string;
}

/**
 * What is wrong with the rota in a stretch of time, the first first: holes, somebody on two lists at once, a calendar
 * that names two at once, somebody with no contact, and stand-ins that nobody has approved. Pure.
 */
export function rotaFindings(rota: RotaToCheck): readonly ListFinding[] {
  const { lists, overrides, from, to } = rota;
  const spans = new Map(lists.map((list) => [list.id, spansOf(list, overrides, from, to)]));
  return [
    ...lists.flatMap((list) => holesAndContacts(list, spans.get(list.id) ?? [], rota)),
    ...doubles(rota, spans),
    ...lists.flatMap((list) => overlaps(list, rota)),
    ...undecided(rota),
  ].sort((one, other) => one.from - other.from);
}

function holesAndContacts(
  list: RotaList,
  spans: readonly RotaSpan[],
  { names }: RotaToCheck,
): readonly ListFinding[] {
  return spans.flatMap((span): readonly ListFinding[] => {
    const { person, hole = 'nobody is named', from, to } = span;
    const base = { list: list.id, from, to };
    if (person === undefined)
      return [{ ...base, kind: 'hole', text: `Nobody is ${list.name} ${spell(span)}: ${hole}` }];
    if (names.has(person)) return [];
    const text = `${person} is ${list.name} ${spell(span)}, and the policy has no contact for them`;
    return [{ ...base, kind: 'contact', text }];
  });
}

/** Whoever is on two lists at once can't stand behind the first. Experts are asked beside their turn, not in place of it. */
function doubles(
  { lists, names }: RotaToCheck,
  spans: ReadonlyMap<string, readonly RotaSpan[]>,
): readonly ListFinding[] {
  const paged = lists.filter(({ services }) => services === undefined);
  return paged.flatMap((list, index) =>
    paged.slice(index + 1).flatMap((other) =>
      (spans.get(list.id) ?? []).flatMap((one) =>
        (spans.get(other.id) ?? []).flatMap((two): readonly ListFinding[] => {
          if (one.person === undefined || one.person !== two.person) return [];
          const both = { from: Math.max(one.from, two.from), to: Math.min(one.to, two.to) };
          if (both.from >= both.to) return [];
          const who = names.get(one.person) ?? one.person;
          const text = `${who} is both ${list.name} and ${other.name} ${spell(both)}`;
          return [{ ...both, list: list.id, kind: 'double', text }];
        }),
      ),
    ),
  );
}

function overlaps(list: RotaList, { names, overrides, from, to }: RotaToCheck): readonly ListFinding[] {
  const booked = [...(list.calendar?.booked ?? [])].sort((one, other) => one.from - other.from);
  const nameOf = (id: string): string => names.get(id) ?? id;
  return booked.flatMap((one, index) => {
    const found: ListFinding[] = [];
    for (const two of booked.slice(index + 1)) {
      if (two.from >= one.to) break;
      const both = { from: Math.max(two.from, from), to: Math.min(one.to, two.to, to) };
      if (one.person === two.person || both.from >= both.to) continue;
      const taken = holdingAt(list, overrides, both.from).person ?? two.person;
      const text =
        `The calendar of ${list.name} names ${nameOf(one.person)} and ${nameOf(two.person)} ${spell(both)}; ` +
        `${nameOf(taken)} is taken`;
      found.push({ ...both, list: list.id, kind: 'overlap', text });
    }
    return found;
  });
}

function undecided({ overrides, lists, names, from, to }: RotaToCheck): readonly ListFinding[] {
  return overrides.flatMap(({ id, status, parts, proposed }) => {
    const first = parts.filter((part) => part.from < to && part.to > from).sort((a, b) => a.from - b.from)[0];
    if (status !== 'proposed' || first === undefined) return [];
    const list = lists.find((known) => known.id === first.list);
    if (list === undefined) return [];
    const who = names.get(first.person) ?? first.person;
    const text = `${id} of ${proposed.by} waits for approval: ${who} as ${list.name} ${spell(first)}`;
    return [{ list: list.id, kind: 'undecided' as const, from: first.from, to: first.to, text }];
  });
}

/** `Fri 27 Nov 08:00`, UTC; the sentence says the zone. */
export const rotaTime = (at: Instant): string => {
  const date = new Date(at);
  const day = date.toLocaleDateString('en-GB', {
    ...{ weekday: 'short', day: 'numeric', month: 'short', timeZone: 'UTC' },
  });
  return `${day.replace(',', '')} ${date.toISOString().slice(11, 16)}`;
};

/** `from Fri 27 Nov 08:00 to Sat 28 Nov 08:00 UTC` */
const spell = ({ from, to }: { readonly from: Instant; readonly to: Instant }): string =>
  `from ${rotaTime(from)} to ${rotaTime(to)} UTC`;
