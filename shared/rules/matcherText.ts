import type { LabelMatcher } from '../model/silence.ts';
import { err, ok, type Result } from '../result.ts';

/** `alertname="HighLatency"`, in Prometheus's syntax. */
export function matcherText({ name, value, isRegex, isEqual }: LabelMatcher): string {
  const operator = isRegex ? (isEqual ? '=~' : '!~') : isEqual ? '=' : '!=';
  return `${name}${operator}${JSON.stringify(value)}`;
}

/** A part of a text that could not be read: its place, from 0, and what was expected there. */
export interface TextProblem {
  readonly at: number;
  readonly text: string;
}

/** Where a matcher's value is written out in full. */
const quotedValue = /"(?:[^"\\\n]|\\.)*"/y;

/** The matcher that begins at a place, and where it ends. */
export function matcherAt(
  text: string,
  at: number,
): Result<{ readonly matcher: LabelMatcher; readonly end: number }, TextProblem> {
  const name = /[a-zA-Z_]\w*/.exec(text.slice(at));
  if (name === null || name.index > 0) return err({ at, text: 'expected the name of a field or label' });
  let end = skipped(text, at + name[0].length);
  const operator = /^(?:=~|!~|!=|=)/.exec(text.slice(end, end + 2))?.[0];
  if (operator === undefined) return err({ at: end, text: `expected =, !=, =~ or !~ after ${name[0]}` });
  end = skipped(text, end + operator.length);
  quotedValue.lastIndex = end;
  const quoted = quotedValue.exec(text)?.[0];
  if (quoted === undefined) {
    return err({
      at: end,
      text: text[end] === '"' ? 'this quote is not closed' : 'expected a value in double quotes',
    });
  }
  const value = unquoted(quoted);
  if (value === undefined)
    return err({ at: end, text: 'a backslash in quotes is written twice, as in Prometheus' });
  const matcher = {
    name: name[0],
    value,
    isRegex: operator.endsWith('~'),
    isEqual: operator.startsWith('='),
  };
  return ok({ matcher, end: end + quoted.length });
}

/** The place of the first character from `at` on that is no blank. */
const skipped = (text: string, at: number): number => at + (/^\s*/.exec(text.slice(at))?.[0].length ?? 0);

/** Matchers one a line, or with commas between them, as Prometheus writes them; the error names the one it can't read. */
export function parseMatchers(text: string): Result<readonly LabelMatcher[]> {
  const matchers: LabelMatcher[] = [];
  const trimmed = text.trim();
  let at = 0;
  while (at < trimmed.length) {
    const found = matcherAt(trimmed, at);
    const after = found.ok ? /^[^\S\n]*(?:,|\n|$)\s*/.exec(trimmed.slice(found.value.end)) : null;
    if (!found.ok || after === null) {
      const line = trimmed.slice(at).split('\n', 1)[0] ?? '';
      return err(`"${line}" is not a matcher; write it as label="value".`);
    }
    matchers.push(found.value.matcher);
    at = found.value.end + after[0].length;
  }
  return ok(matchers);
}

/** The text between quotes; undefined where its escapes can't be read. */
function unquoted(text: string): string | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'string' ? value : undefined;
  } catch {
    return undefined;
  }
}
