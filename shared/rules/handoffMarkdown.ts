import type { Handoff } from '../model/handoff.ts';
import { handoffDocument, type DocumentTable } from './handoffDocument.ts';

/** A handoff as Markdown with tables (GitHub's form): what people typed reads as they typed it. Pure. */
export function handoffMarkdown(handoff: Handoff): string {
  const { title, facts, tables, notes } = handoffDocument(handoff);
  const parts = [
    `# ${escaped(title)}`,
    facts.map(([name, value]) => `- **${escaped(name)}**: ${oneLine(value)}`).join('\n'),
    ...tables.slice(0, 1).map(tableText),
    `## Notes\n\n${notes.trim() === '' ? 'None.' : quoted(notes)}`,
    ...tables.slice(1).map(tableText),
  ];
  return `${parts.join('\n\n')}\n`;
}

function tableText({ title, head, rows, none }: DocumentTable): string {
  const row = (cells: readonly string[]): string => `| ${cells.map(oneLine).join(' | ')} |`;
  const table =
    rows.length === 0
      ? none
      : [row(head), `|${head.map(() => ' --- |').join('')}`, ...rows.map(row)].join('\n');
  return `## ${escaped(title)}\n\n${table}`;
}

/** A cell has no lines of its own, and a reader may show no HTML. */
const oneLine = (text: string): string =>
  text
    .split(/\r?\n|\r/)
    .map((line) => escaped(line.trim()))
    .filter((line) => line !== '')
    .join(' · ');

/** Line by line, so that nothing typed becomes a heading, a list or markup. */
const quoted = (text: string): string =>
  text
    .trim()
    .split(/\r?\n|\r/)
    .map((line, place, all) => {
      const words = escaped(line.trim()).replace(/^(?:[-+=:]|\d+(?=[.)]))/, startOfLine);
      const isBroken = words !== '' && (all[place + 1] ?? '').trim() !== '';
      // Two spaces break a line; a backslash would become part of an address before it.
      return words === '' ? '>' : `> ${words}${isBroken ? '  ' : ''}`;
    })
    .join('\n');

/** Markdown takes a backslash before punctuation alone: behind a number it goes before the point. */
const startOfLine = (start: string): string => (/\d/.test(start) ? `${start}\\` : `\\${start}`);

/** An address stands in its own brackets: a backslash within it would not be taken away. */
const escaped = (text: string): string =>
  text
    .split(/(https?:\/\/[^\s<>|\\]+)/i)
    .map((part, place) =>
      place % 2 === 1
        ? `<${part}>`
        : part.replaceAll(/[\\`*_[\]<>#|~&!]|(?<=www)\./gi, (sign) => `\\${sign}`),
    )
    .join('');
