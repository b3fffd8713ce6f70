import type { Change } from '../../../shared/model/change.ts';
import type { Instant } from '../../../shared/model/instant.ts';
import { sentenceText, utcMinute } from '../../../shared/rules/durations.ts';
import type { ActDraft } from '../../components/ActForm.tsx';
import { lacks, type ActOutcome } from './actCommand.ts';

const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;
/** Proposed length of a maintenance, and the step that its end is rounded up to. */
const proposedMs = 60 * minuteMs;
const stepMs = 5 * minuteMs;

/** What may become of a running change, in the form's order. */
export const changeEnds = [
  { id: 'completed', name: 'Completed' },
  { id: 'rolled-back', name: 'Rolled back' },
  { id: 'failed', name: 'Failed' },
  { id: 'extend', name: 'Not yet: extend it' },
] as const;

/** The changes that run, the newest first. */
export const runningChanges = (changes: Readonly<Record<string, Change>>): readonly Change[] =>
  Object.values(changes)
    .filter(({ status }) => status === 'running')
    .sort((one, other) => other.startsAt - one.startsAt);

/** The running change that a draft means; undefined for a new one, and for one that ended meanwhile. */
export const changeOf = ({ change }: ActDraft, running: readonly Change[]): Change | undefined =>
  running.find(({ id }) => id === change);

/** A draft kept from before; where its change has ended since, it is one of a new change. */
export const draftNow = (draft: ActDraft, running: readonly Change[]): ActDraft =>
  changeOf(draft, running) === undefined ? { ...draft, change: '' } : draft;

/** What the form begins with: the change that runs on the service, else a new one on it for an hour. */
export function maintenanceDraft(
  running: readonly Change[],
  service: string | undefined,
  now: Instant,
): Partial<ActDraft> {
  const services = service === undefined ? [] : [service];
  const change = running.find((one) => services.every((id) => one.services.includes(id)))?.id ?? '';
  const until = utcMinute(Math.ceil((now + proposedMs) / stepMs) * stepMs);
  return { change, services, until };
}

/** The next time of day `04:00` UTC after now; undefined for what is no time. */
export function untilOf(text: string, now: Instant): Instant | undefined {
  if (!/^([01]\d|2[0-3]):[0-5]\d$/.test(text)) return undefined;
  const [hour = 0, minute = 0] = text.split(':').map(Number);
  const today = now - (now % dayMs) + (hour * 60 + minute) * minuteMs;
  return today > now ? today : today + dayMs;
}

/** How far ahead an end is, so that a time just past is not taken for today's: `in 23 h 59 min, tomorrow`. */
export function untilText(text: string, now: Instant): string {
  const at = untilOf(text, now);
  if (at === undefined) return '';
  const isToday = Math.floor(at / dayMs) === Math.floor(now / dayMs);
  return `in ${sentenceText(at - now)}${isToday ? '' : ', tomorrow'}`;
}

/** What the form's button does. */
export function sendLabelOf(draft: ActDraft, running: readonly Change[]): string {
  if (changeOf(draft, running) === undefined) return 'Start';
  return draft.outcome === 'extend' ? 'Extend' : 'End';
}

/** Turns the filled form into its command. */
export function maintenanceCommand(draft: ActDraft, running: readonly Change[], now: Instant): ActOutcome {
  const text = draft.text.trim();
  const until = untilOf(draft.until, now);
  const change = changeOf(draft, running)?.id;
  if (change === undefined) {
    // Filled in for a change that somebody else has ended meanwhile: nothing new is to start from it.
    if (draft.change !== '') return lacks(`${draft.change} has ended meanwhile; close this form.`);
    const title = draft.title.trim();
    if (title === '') return lacks('Write a title: what is done, in one line.');
    if (draft.category === '') return lacks('Choose a category.');
    if (until === undefined) return lacks('Say until when, as hours and minutes in UTC.');
    if (draft.services.length === 0) return lacks('Choose at least one service.');
    const params = { title, services: draft.services, category: draft.category, until };
    return { ok: true, name: 'change.start', params };
  }
  if (draft.outcome === '') return lacks('Choose what becomes of it.');
  if (draft.outcome === 'extend') {
    if (until === undefined) return lacks('Say until when, as hours and minutes in UTC.');
    if (text === '') return lacks('Write the reason first.');
    return { ok: true, name: 'change.extend', params: { change, until, reason: text } };
  }
  if (text === '') return lacks('Write a note: what was done.');
  return { ok: true, name: 'change.end', params: { change, outcome: draft.outcome, note: text } };
}
