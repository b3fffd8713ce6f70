import { err, ok, type Result } from '../result.ts';

/** Backtracking multiplies the ways to match; more than these open repetitions could hold the desk up. */
const usualRepeats = 4;
/** As many ways as an open repetition is taken to have. */
const waysOfRepeat = 100;
const unlike = (what: string): Result<never> => err(`${what} can't be judged here; write it without.`);

const space = '\\t\\n\\f\\r ';
const sameEscapes = new Set('dDwWbBntrfv');

/**
 * An Alertmanager matcher's expression (Go's RE2 syntax, over the whole value) as JavaScript's. Refuses what the two
 * read differently, and what RE2 does in a moment but backtracking does not: choices multiply, and their product may not
 * exceed what `mostRepeats` open repetitions cost.
 */
export function goRegex(pattern: string, mostRepeats = usualRepeats): Result<RegExp> {
  let source = '';
  let flags = 'u';
  let ways = 1;
  /** Alternatives so far of each group that is open. */
  const groups: number[] = [];
  let inClass = false;
  let at = 0;
  const inlineFlags = /^\(\?([is]+)\)/.exec(pattern);
  if (inlineFlags !== null) {
    at = inlineFlags[0].length;
    for (const flag of new Set(inlineFlags[1])) flags += flag;
  }
  while (at < pattern.length) {
    const rest = pattern.slice(at);
    const char = String.fromCodePoint(rest.codePointAt(0) ?? 0);
    if (char === '\\') {
      const escaped = escapeOf(rest, inClass);
      if (!escaped.ok) return escaped;
      source += escaped.value.source;
      at += escaped.value.length;
      continue;
    }
    at += char.length;
    if (inClass) {
      if (char === '[') return unlike('A class inside a class');
      if (char === ']') inClass = false;
      source += char;
    } else if (char === '[') {
      if (/^\[\^?\]/.test(rest)) return unlike('A class that begins with "]"');
      inClass = true;
      source += char;
    } else if (char === '(' && rest.startsWith('(?')) {
      const named = /^\(\?P?<[A-Za-z_]\w*>/.exec(rest)?.[0];
      const opening = named ?? (rest.startsWith('(?:') ? '(?:' : undefined);
      if (opening === undefined) return unlike(`"${rest.slice(0, 3)}"`);
      groups.push(1);
      source += '(?:';
      at += opening.length - 1;
    } else if (char === '.' && !flags.includes('s')) {
      source += '[^\\n]';
    } else {
      const bounded = /^\{(\d+)(?:,(\d+))?\}/.exec(rest);
      const isRepeat = bounded !== null || /^(?:[*+]|\{\d+,\})/.test(rest);
      if (isRepeat && source.endsWith(')')) return unlike('A repeated group');
      if (char === '(') groups.push(1);
      else if (char === '|' && groups.length > 0) groups.push((groups.pop() ?? 0) + 1);
      else if (char === ')') ways *= groups.pop() ?? 1;
      else if (char === '?') ways *= 2;
      else if (bounded !== null)
        ways *= 1 + Math.max(0, Number(bounded[2] ?? bounded[1]) - Number(bounded[1]));
      else if (isRepeat) ways *= waysOfRepeat;
      if (ways > waysOfRepeat ** mostRepeats) return unlike('An expression with so many ways to match');
      source += char;
    }
  }
  try {
    return ok(new RegExp(`^(?:${source})$`, flags));
  } catch {
    return err(`"${pattern}" is not a regular expression that can be judged here.`);
  }
}

function escapeOf(
  rest: string,
  inClass: boolean,
): Result<{ readonly source: string; readonly length: number }> {
  const next = rest.charAt(1);
  const as = (source: string, length = 2): ReturnType<typeof escapeOf> => ok({ source, length });
  if (next === 's') return as(inClass ? space : `[${space}]`);
  if (next === 'S' && !inClass) return as(`[^${space}]`);
  if ((next === 'b' || next === 'B') && inClass) return unlike(`"\\${next}" inside a class`);
  if (sameEscapes.has(next)) return as(`\\${next}`);
  const property = /^\\([pP])(?:\{([A-Z][a-z]?)\}|([A-Z]))/.exec(rest);
  if (property !== null)
    return as(`\\${property[1] ?? 'p'}{${property[2] ?? property[3] ?? ''}}`, property[0].length);
  // Any ASCII punctuation may be escaped in Go; JavaScript takes a code point for each.
  if (/^[!-/:-@[-`{-~]$/.test(next)) return as(`\\x${next.charCodeAt(0).toString(16).padStart(2, '0')}`);
  return unlike(`"\\${next}"`);
}
