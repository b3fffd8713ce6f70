/** The bounds of a target, in the unit of what it bounds. */
export interface Bounds {
  readonly below?: number | undefined;
  readonly above?: number | undefined;
  readonly atLeast?: number | undefined;
  readonly atMost?: number | undefined;
}

/** Whether a value keeps every bound; `below` and `above` are strict. */
export function keepsBounds(value: number, { below, above, atLeast, atMost }: Bounds): boolean {
  return (
    (below === undefined || value < below) &&
    (above === undefined || value > above) &&
    (atLeast === undefined || value >= atLeast) &&
    (atMost === undefined || value <= atMost)
  );
}

/** Bounds in words: `below 5`, `at least 70 and at most 80`. */
export function boundsText({ below, above, atLeast, atMost }: Bounds): string {
  const parts: readonly (readonly [string, number | undefined])[] = [
    ['above', above],
    ['at least', atLeast],
    ['below', below],
    ['at most', atMost],
  ];
  return parts.flatMap(([word, bound]) => (bound === undefined ? [] : [`${word} ${bound}`])).join(' and ');
}
