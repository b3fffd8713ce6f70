import type { DeskInfo } from '../../../shared/model/desk.ts';

/** How many rows a view shows of how many there are, and which of the worst it hides. */
export interface ShownWords {
  readonly text: string;
  /** True where one of the worst severity is hidden. */
  readonly isGrave: boolean;
}

/** `3 of 41 incidents shown, 1 P0 hidden`: whatever hides something says so. */
export function shownWords<Row>(
  shown: readonly Row[],
  all: readonly Row[],
  severityOf: (row: Row) => string,
  severities: DeskInfo['severities'],
  noun: 'incident' | 'alert',
): ShownWords {
  const count = (rows: number): string => rows.toLocaleString('en-GB');
  const nouns = all.length === 1 ? noun : `${noun}s`;
  if (shown.length >= all.length) return { text: `${count(all.length)} ${nouns}`, isGrave: false };
  const isWorst = worstTest(severities);
  const hidden = new Map<string, number>();
  const seen = new Set(shown);
  for (const row of all) {
    const severity = severityOf(row);
    if (isWorst(severity) && !seen.has(row)) hidden.set(severity, (hidden.get(severity) ?? 0) + 1);
  }
  const graves = [...hidden].map(([severity, rows]) => `, ${count(rows)} ${severity} hidden`);
  return {
    text: `${count(shown.length)} of ${count(all.length)} ${nouns} shown${graves.join('')}`,
    isGrave: graves.length > 0,
  };
}

/** The worst severity, and any that the policy does not know: it may be as bad. */
function worstTest(severities: DeskInfo['severities']): (severity: string) => boolean {
  const worst = Math.min(...severities.map(({ rank }) => rank));
  const harmless = new Set(severities.filter(({ rank }) => rank > worst).map(({ id }) => id));
  return (severity) => !harmless.has(severity);
}
