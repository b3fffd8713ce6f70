import type { Handoff } from '../model/handoff.ts';
import { handoffDocument, recordStanding, type DocumentTable } from './handoffDocument.ts';

/**
 * How a handoff is set on paper, A4 or Letter as the printer has it. A row is never torn but where it is longer than a
 * page; heads of tables come again on each page. Each sheet says of which handoff it is, and whether that is its record.
 */
export const handoffPageStyle = (handoff: Handoff): string => `
@page {
  margin: 16mm 14mm 18mm;
  font: 8.5pt system-ui, "Noto Sans", sans-serif;
  @top-right { content: "Shift handoff ${handoff.id}"; }
  @bottom-left { content: "${recordStanding(handoff)}"; }
  @bottom-right { content: counter(page) " / " counter(pages); }
}
@page :first { @top-right { content: none; } }
:root { color-scheme: light; background: white; color: black; font: 10pt/1.4 system-ui, "Noto Sans", "Noto Sans Arabic", "Noto Sans Hebrew", "Noto Sans CJK JP", sans-serif; }
body { margin: 0 auto; max-width: 190mm; }
h1 { font-size: 16pt; margin: 0 0 4mm; }
h2 { font-size: 11.5pt; margin: 6mm 0 2mm; break-after: avoid; }
table { border-collapse: collapse; width: 100%; table-layout: fixed; }
thead { display: table-header-group; }
tr { break-inside: avoid; }
th, td { text-align: start; vertical-align: top; padding: 1.4mm 2mm; border-bottom: 0.3mm solid silver; white-space: pre-wrap; overflow-wrap: anywhere; unicode-bidi: plaintext; }
thead th { border-bottom-color: black; }
.facts th { width: 30%; font-weight: 600; }
.notes p { margin: 0 0 1.5mm; white-space: pre-wrap; overflow-wrap: anywhere; unicode-bidi: plaintext; orphans: 2; widows: 2; }
`;

/** A handoff as a page that needs nothing beside itself, to be read or printed. Pure. */
export function handoffPage(handoff: Handoff): string {
  const { title, facts, tables, notes } = handoffDocument(handoff);
  return [
    '<!doctype html>',
    '<html lang="en"><head><meta charset="utf-8">',
    `<title>${escaped(title)}</title><style>${handoffPageStyle(handoff)}</style></head><body>`,
    `<h1 dir="auto">${escaped(title)}</h1>`,
    '<table class="facts"><tbody>',
    ...facts.map(([name, value]) => `<tr><th scope="row">${escaped(name)}</th>${cell(value)}</tr>`),
    '</tbody></table>',
    ...tables.slice(0, 1).map(tableText),
    `<h2>Notes</h2><div class="notes">${notes.trim() === '' ? '<p>None.</p>' : paragraphs(notes)}</div>`,
    ...tables.slice(1).map(tableText),
    '</body></html>\n',
  ].join('\n');
}

function tableText({ title, head, widths, rows, none }: DocumentTable): string {
  const heading = `<h2>${escaped(title)}</h2>`;
  if (rows.length === 0) return `${heading}<p>${escaped(none)}</p>`;
  return [
    `${heading}<table><colgroup>`,
    ...widths.map((width) => `<col width="${width}%">`),
    '</colgroup><thead><tr>',
    ...head.map((name) => `<th scope="col">${escaped(name)}</th>`),
    '</tr></thead><tbody>',
    ...rows.map((cells) => `<tr>${cells.map(cell).join('')}</tr>`),
    '</tbody></table>',
  ].join('');
}

/** Each takes the direction of its own text, whatever stands beside it. */
const cell = (text: string): string => `<td dir="auto">${escaped(text)}</td>`;

/** One for each line: lines of both directions may stand in one text. */
const paragraphs = (text: string): string =>
  text
    .trim()
    .split(/\r?\n|\r/)
    .map((line) => `<p dir="auto">${line === '' ? '<br>' : escaped(line)}</p>`)
    .join('');

const signs: Readonly<Record<string, string>> = {
  ...{ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' },
  "'": '&#39;',
};

const escaped = (text: string): string => text.replaceAll(/[&<>"']/g, (sign) => signs[sign] ?? sign);
