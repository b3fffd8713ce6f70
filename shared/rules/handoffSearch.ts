import type { Handoff } from '../model/handoff.ts';
import { mostRecords, type HandoffRecords, type HandoffSummary } from '../model/handoffRecords.ts';
import type { Instant } from '../model/instant.ts';
import { handoffDocument } from './handoffDocument.ts';

/** What records are looked for by; each part is optional. */
export interface RecordQuery {
  /** All of these words stand somewhere in the record; case counts for nothing. */
  readonly words?: string | undefined;
  /** The end of the shift, from then on. */
  readonly from?: Instant | undefined;
  /** Not part of it. */
  readonly to?: Instant | undefined;
}

/** Closed handoffs that fit, the newest first and at most `mostRecords`. Pure; the same at a gateway and without one. */
export function searchRecords(all: Iterable<Handoff>, query: RecordQuery): HandoffRecords {
  const { words = '', from = -Infinity, to = Infinity } = query;
  const wanted = folded(words).split(/\s+/).filter(Boolean);
  const closed = [...all]
    .filter((handoff) => handoff.closed !== undefined)
    .toSorted((one, other) => other.boundaryAt - one.boundaryAt);
  const records: HandoffSummary[] = [];
  let hasMore = false;
  for (const record of closed) {
    if (record.boundaryAt < from || record.boundaryAt >= to) continue;
    const found = foundIn(record, wanted);
    if (found === false) continue;
    hasMore = records.length === mostRecords;
    if (hasMore) break;
    records.push(...summaryOf(record, found));
  }
  return { records, hasMore, since: closed.at(-1)?.boundaryAt };
}

function summaryOf(record: Handoff, found: string | undefined): readonly HandoffSummary[] {
  const { id, boundaryAt, from, to, outgoing, incoming, closed } = record;
  return closed === undefined ? [] : [{ id, boundaryAt, from, to, outgoing, incoming, closed, found }];
}

/** The line with the first word; undefined without a word, false where one is missing. */
function foundIn(record: Handoff, wanted: readonly string[]): string | undefined | false {
  const [first] = wanted;
  if (first === undefined) return undefined;
  const { title, facts, tables, notes } = handoffDocument(record);
  const parts = [
    title,
    ...facts.map(([, value]) => value),
    notes,
    ...tables.flatMap(({ rows }) => rows.flat()),
  ];
  const text = folded(parts.join('\n'));
  if (!wanted.every((word) => text.includes(word))) return false;
  const line =
    parts
      .join('\n')
      .split('\n')
      .find((one) => folded(one).includes(first)) ?? '';
  return line.length > 160 ? `${line.slice(0, 159)}…` : line;
}

const folded = (text: string): string => text.normalize('NFKC').toLowerCase();
