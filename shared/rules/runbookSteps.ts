/** One step of a runbook: a heading of the third level below "Steps". */
export interface RunbookStep {
  /** Its heading as an anchor, unique in its runbook: `fence-the-old-primary`. Runs tick steps by it. */
  readonly id: string;
  readonly title: string;
  /** Markdown between the title and the marked lines. */
  readonly body: string;
  /** What one sees when it went well: the text after `Expect:`. */
  readonly expect?: string;
  /** Where to go when one does not: the text after `If not:`. */
  readonly ifNot?: string;
  /** The way back: the text after `Back:`. */
  readonly back?: string;
  /** How long to wait within the step, ms: from `Wait: 30 s`. */
  readonly waitMs?: number;
}

/** A runbook's Markdown taken apart. */
export interface RunbookParts {
  /** Before the steps. */
  readonly before: string;
  readonly steps: readonly RunbookStep[];
  /** After them, from the next heading of the second level on. */
  readonly after: string;
}

const unitMs = { s: 1000, min: 60_000, h: 3_600_000 } as const;
/** Commands carry anchors, and everything on the feed has a bound. */
const mostAnchor = 100;
const marks = { Expect: 'expect', 'If not': 'ifNot', Back: 'back' } as const;

/**
 * Takes the Markdown of a runbook (without its front matter) apart. Steps stand below `## Steps`, each with a heading of
 * the third level; headings and marks inside fenced code are code. Text without such a section is all `before`.
 */
export function runbookParts(markdown: string): RunbookParts {
  const before: string[] = [];
  const after: string[] = [];
  const drafts: { readonly title: string; readonly lines: { text: string; isCode: boolean }[] }[] = [];
  let place: 'before' | 'steps' | 'after' = 'before';
  for (const line of codeLines(markdown)) {
    const heading = line.isCode ? null : /^(#{2,3})\s+(.+?)\s*#*$/.exec(line.text);
    const isSection = heading?.[1] === '##';
    if (isSection && place === 'before' && /^steps$/i.test(heading?.[2] ?? '')) place = 'steps';
    else if (isSection && place === 'steps') {
      place = 'after';
      after.push(line.text);
    } else if (place === 'before') before.push(line.text);
    else if (place === 'after') after.push(line.text);
    else if (heading?.[2] !== undefined) drafts.push({ title: heading[2], lines: [] });
    // What stands between "Steps" and the first step introduces them.
    else if (drafts.length === 0) before.push(line.text);
    else drafts.at(-1)?.lines.push(line);
  }
  const taken = new Set<string>();
  const steps = drafts.map(({ title, lines }) => ({ id: anchor(title, taken), title, ...stepOf(lines) }));
  return { before: before.join('\n').trim(), steps, after: after.join('\n').trim() };
}

function stepOf(lines: readonly { text: string; isCode: boolean }[]): Omit<RunbookStep, 'id' | 'title'> {
  const body: string[] = [];
  const marked: { expect?: string; ifNot?: string; back?: string } = {};
  let waitMs: number | undefined;
  let open: keyof typeof marked | undefined;
  for (const { text, isCode } of lines) {
    const mark = isCode ? null : /^(Expect|If not|Back|Wait):\s*(.*)$/.exec(text);
    const wait = mark?.[1] === 'Wait' ? /^(\d+(?:\.\d+)?)\s*(s|min|h)\.?$/.exec(mark[2] ?? '') : null;
    // The pattern allows no other units.
    if (wait) waitMs = (waitMs ?? 0) + Number(wait[1]) * unitMs[wait[2] as keyof typeof unitMs];
    else if (mark && mark[1] !== 'Wait') {
      // The pattern allows no other marks.
      open = marks[mark[1] as keyof typeof marks];
      marked[open] = [marked[open], mark[2]].filter(Boolean).join(' ');
    } else if (open !== undefined && !isCode && text.trim() !== '') {
      marked[open] = `${marked[open] ?? ''} ${text.trim()}`;
    } else {
      open = undefined;
      body.push(text);
    }
  }
  return { body: body.join('\n').trim(), ...marked, ...(waitMs === undefined ? {} : { waitMs }) };
}

/** Lines, each with whether it lies in fenced code (CommonMark 4.5: a fence ends with one at least as long). */
function* codeLines(markdown: string): Generator<{ text: string; isCode: boolean }> {
  let fence: string | undefined;
  for (const text of markdown.split(/\r?\n/)) {
    const found = /^ {0,3}(`{3,}|~{3,})(.*)$/.exec(text);
    const isFence = found?.[1] !== undefined;
    yield { text, isCode: isFence || fence !== undefined };
    if (!isFence) continue;
    if (fence === undefined) fence = found[1];
    else if (
      found[1]?.[0] === fence[0] &&
      (found[1]?.length ?? 0) >= fence.length &&
      found[2]?.trim() === ''
    ) {
      fence = undefined;
    }
  }
}

/** A title as an anchor that no earlier step has. */
function anchor(title: string, taken: Set<string>): string {
  const plain = title
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, '-')
    .slice(0, mostAnchor)
    .replaceAll(/^-+|-+$/g, '');
  const base = plain === '' ? 'step' : plain;
  let free = base;
  for (let times = 2; taken.has(free); times += 1) free = `${base}-${times}`;
  taken.add(free);
  return free;
}
