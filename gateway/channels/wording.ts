import { utcTime } from '../../shared/rules/durations.ts';
import type { Notice } from '../../shared/model/notice.ts';
import type { Instant } from '../../shared/model/instant.ts';
import { lateness } from '../../shared/rules/lateness.ts';

/** What people read. */
export interface Wording {
  readonly subject: string;
  readonly text: string;
}

/** A notice's words as of `now`, marked when late, of bounded length. */
export function wordingOf({ subject, text, to, dueAt }: Notice, now: Instant): Wording {
  const late = lateness(now - dueAt);
  const lines = [
    ...(late === undefined ? [] : [`This is ${late}: it was due ${utcTime(dueAt)}.`]),
    ...(to === undefined ? [] : [`For ${[to.person, to.role].filter(Boolean).join(', ')}`]),
    text,
  ];
  return { subject: bounded(oneLine(subject), 300), text: bounded(lines.join('\n'), 3_000) };
}

/** Control characters would end a header or a line; every run of them and of spaces becomes one space. */
export function oneLine(text: string): string {
  return text.replaceAll(/[\u0000-\u0020\u007f\u0085\u2028\u2029]+/g, ' ').trim();
}

/** At most so many UTF-16 units, ending in an ellipsis where something was cut off. */
export function bounded(text: string, length: number): string {
  if (text.length <= length) return text;
  // Half of a pair must not be left behind.
  return `${text.slice(0, length - 1).replace(/[\ud800-\udbff]$/, '')}…`;
}

/** What the other side may deduplicate by: the same each time that a notice is sent. */
export function dedupIdOf({ id, dueAt }: Notice, gatewayName: string): string {
  return `${oneLine(gatewayName)}/${id}/${dueAt}`;
}
