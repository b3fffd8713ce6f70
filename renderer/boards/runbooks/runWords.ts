import type { RunbookOutcome, RunbookRun, RunbookStepMark } from '../../../shared/model/runbookRun.ts';
import { utcMinute, utcSince } from '../../../shared/rules/durations.ts';
import { markedSteps } from '../../../shared/rules/runbookRun.ts';

/** How a run came out, in words. */
export const outcomeWords: Readonly<Record<RunbookOutcome, string>> = {
  worked: 'worked',
  wanting: 'found wanting',
  stopped: 'stopped',
};

/** "03:11 M. Tanaka", with what a tick still waits for, and with what it is where it is not done. */
export function markWords({ at, by, mark, sentAt }: RunbookStepMark, now: number): string {
  const when = `${utcSince(at, now)} ${by}`;
  return `${mark === 'failed' ? 'failed ' : ''}${when}${sentAt === undefined ? ' · waits to be sent' : ''}`;
}

/** "2 of 6 steps marked, begun 03:08 UTC by M. Tanaka". */
export function runWords(run: RunbookRun | undefined, steps: number): string {
  if (run === undefined) return `not begun, ${steps} ${steps === 1 ? 'step' : 'steps'}`;
  const { begun, end } = run;
  if (end !== undefined) {
    const note = end.note === undefined ? '' : `: ${end.note}`;
    const waits = end.sentAt === undefined ? ' (waits to be sent)' : '';
    return `${outcomeWords[end.outcome]}, said ${end.by} at ${utcMinute(end.at)} UTC${note}${waits}`;
  }
  const marked = markedSteps(run).length;
  return `${marked} of ${steps} steps marked, begun ${utcMinute(begun.at)} UTC by ${begun.by}`;
}
