/** What a cell may hold; undefined is an empty one. */
export type Cell = string | number | boolean | undefined;

/** A table as CSV by RFC 4180: CRLF after each line, quotes where a cell needs them. */
export const csvOf = (lines: readonly (readonly Cell[])[]): string =>
  lines.map((cells) => `${cells.map(cellText).join(',')}\r\n`).join('');

/**
 * Text that a spreadsheet would take for a formula gets an apostrophe before it, as OWASP advises against CSV
 * injection (also in full width, for East Asian ones): titles and causes come from alerts, which anybody may write.
 */
function cellText(cell: Cell): string {
  if (cell === undefined) return '';
  if (typeof cell !== 'string') return String(cell);
  const text = /^\s*[=+\-@＝＋－＠]|^[\t\r\n]/.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
