/** Scripts that are written from right to left, and signs that turn what follows them. */
const turns =
  /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}\p{Script=Adlam}\p{Bidi_Control}]/u;

/**
 * A name or typed words within a line of ours. What is written from right to left stands in Unicode's isolates (UAX 9),
 * so that a date beside it is not read from its end: `2026-11-20` would be set as `20-11-2026`. Pure.
 */
export const isolated = (text: string): string =>
  text
    .split('\n')
    .map((line) => (turns.test(line) ? `\u2068${line}\u2069` : line))
    .join('\n');
