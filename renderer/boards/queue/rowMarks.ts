/** The rows marked for an act on several, after one step of choosing. */
export type Marks = ReadonlySet<string>;

/** Marks one, or takes its mark off. */
export function toggled(marks: Marks, id: string): Marks {
  const next = new Set(marks);
  if (!next.delete(id)) next.add(id);
  return next;
}

/** Marks all from one row to another, as they stand in the list. */
export function withRange(marks: Marks, ids: readonly string[], from: string | undefined, to: string): Marks {
  const end = ids.indexOf(to);
  if (end < 0) return marks;
  const start = from === undefined ? end : ids.indexOf(from);
  const [first, last] = start < 0 ? [end, end] : [Math.min(start, end), Math.max(start, end)];
  return new Set([...marks, ...ids.slice(first, last + 1)]);
}

/** Stretches the marks by one row: from where the cursor stands to its neighbour; back over marked rows takes them off. */
export function stretched(marks: Marks, from: string, to: string): Marks {
  if (from !== to && marks.has(from) && marks.has(to)) return toggled(marks, from);
  return new Set([...marks, from, to]);
}

/** Marks all rows in view; where all are marked, none. */
export const allOrNone = (marks: Marks, ids: readonly string[]): Marks =>
  ids.every((id) => marks.has(id)) ? new Set() : new Set(ids);
