import { letterNumber } from './addressText.ts';
import { splitFrontMatter } from './frontMatter.ts';

/** Lists and quotes within one another, in one line: readers' stacks and patience end somewhere. */
const mostNested = 40;
/** Marks of a kind for which reading Markdown takes their number squared. */
const mostMarks = 5_000;
const costlyMarks = ['[', ']', '~'] as const;

const container = /[ \t]*(?:>|[-*+](?=[ \t]|$)|\d{1,9}[.)](?=[ \t]|$))/y;
/** Marks that turn the direction of writing: a command can look like another with them. */
const turns = /[\u202a-\u202e\u2066-\u2069]/g;

/** Why a runbook's Markdown is not read as Markdown, for a sentence that begins with its name; undefined where it is. */
export function textFault(markdown: string): string | undefined {
  for (const line of markdown.split('\n')) {
    if (nestedIn(line) > mostNested)
      return `has lists or quotes more than ${mostNested} deep; write it flatter`;
  }
  for (const mark of costlyMarks) {
    if (countOf(markdown, mark) > mostMarks)
      return `has more than ${mostMarks} times the mark ${mark}; make several runbooks of it`;
  }
  return undefined;
}

/** A runbook's Markdown from its file's text: without front matter, marks that turn the direction of writing made visible. */
export const runbookBody = (text: string): string =>
  splitFrontMatter(text).body.replaceAll(turns, letterNumber);

/** How deep a line lies: its marks of lists and quotes, and what stands before them, two blanks a level. */
function nestedIn(line: string): number {
  let depth = 0;
  container.lastIndex = 0;
  for (let end = 0; container.test(line); end = container.lastIndex) {
    if (depth === 0)
      depth += Math.floor((/^[ \t]*/.exec(line)?.[0] ?? '').replaceAll('\t', '    ').length / 2);
    depth += 1;
    if (container.lastIndex === end) break;
  }
  return depth;
}

function countOf(text: string, mark: string): number {
  let count = 0;
  for (let at = text.indexOf(mark); at >= 0 && count <= mostMarks; at = text.indexOf(mark, at + 1))
    count += 1;
  return count;
}
