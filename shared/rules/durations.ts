import type { Instant } from '../model/instant.ts';

const secondMs = 1_000;
const minuteMs = 60_000;
const hourMs = 3_600_000;
const dayMs = 86_400_000;
const two = (value: number): string => String(value).padStart(2, '0');

/** An age or a time left, floored: `11:12` (min:s) below an hour, `2 h 08` below a day, then `1 d 2 h`. Negative reads 00:00. */
export function durationText(ms: number): string {
  const value = Math.max(0, ms);
  if (value < hourMs)
    return `${two(Math.floor(value / minuteMs))}:${two(Math.floor((value % minuteMs) / secondMs))}`;
  if (value < dayMs) return `${Math.floor(value / hourMs)} h ${two(Math.floor((value % hourMs) / minuteMs))}`;
  return `${Math.floor(value / dayMs)} d ${Math.floor((value % dayMs) / hourMs)} h`;
}

/** An age in one unit, for words: `12 s`, `4 min`, `14 h`, `3 d`. */
export function roughText(ms: number): string {
  const value = Math.max(0, ms);
  if (value < minuteMs) return `${Math.floor(value / secondMs)} s`;
  if (value < hourMs) return `${Math.floor(value / minuteMs)} min`;
  if (value < 2 * dayMs) return `${Math.floor(value / hourMs)} h`;
  return `${Math.floor(value / dayMs)} d`;
}

/** An age in two units, for sentences: `4 min 12 s`, `2 h 8 min`. */
export function sentenceText(ms: number): string {
  const value = Math.max(0, ms);
  if (value < minuteMs) return `${Math.floor(value / secondMs)} s`;
  if (value < hourMs)
    return `${Math.floor(value / minuteMs)} min ${Math.floor((value % minuteMs) / secondMs)} s`;
  if (value < dayMs) return `${Math.floor(value / hourMs)} h ${Math.floor((value % hourMs) / minuteMs)} min`;
  return `${Math.floor(value / dayMs)} d ${Math.floor((value % dayMs) / hourMs)} h`;
}

/** A length that is a rule: `5 min`, `1 h`, `24 h`. */
export function spanText(ms: number): string {
  if (ms < minuteMs) return `${ms / secondMs} s`;
  if (ms < hourMs) return `${ms / minuteMs} min`;
  return `${ms / hourMs} h`;
}

/** `03:16`, UTC; the caller writes the zone beside it. */
export const utcMinute = (at: Instant): string => new Date(at).toISOString().slice(11, 16);
/** `03:16:56`, UTC; the caller writes the zone beside it. */
export const utcSecond = (at: Instant): string => new Date(at).toISOString().slice(11, 19);

/** `2026-12-05 10:00 UTC`. */
export const utcTime = (at: Instant): string =>
  `${new Date(at).toISOString().slice(0, 10)} ${utcMinute(at)} UTC`;

/** `03:05` on the same UTC day as `now`, else `20 Nov`. */
export function utcSince(at: Instant, now: Instant): string {
  if (Math.floor(at / dayMs) === Math.floor(now / dayMs)) return utcMinute(at);
  return new Date(at).toLocaleDateString('en-GB', { day: 'numeric', month: 'short', timeZone: 'UTC' });
}

/** `11:16`, in a site's own zone (IANA name). */
export function siteMinute(at: Instant, timeZone: string): string {
  return new Date(at).toLocaleTimeString('en-GB', {
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZone,
  });
}
