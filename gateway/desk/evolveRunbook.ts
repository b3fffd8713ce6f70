import { assertNever } from '../../shared/assertNever.ts';
import type { Instant } from '../../shared/model/instant.ts';
import type { RunbookOutcome, RunbookRun, StepMark } from '../../shared/model/runbookRun.ts';
import { isAfter, runbookRunId, withEnd, withMark } from '../../shared/rules/runbookRun.ts';
import type { EventOf } from './events.ts';
import { clock } from './handler.ts';

/** Runbooks followed for the incidents that the desk remembers, by their ids. */
export type RunbookRunsState = Readonly<Record<string, RunbookRun>>;

type RunbookEvent = EventOf<'runbook.begun' | 'runbook.marked' | 'runbook.finished'>;

/** A tick that took longer than this to arrive was given with no feed, and its line says so. ms */
const lateMs = 60_000;
const marks: Readonly<Record<StepMark, string>> = { done: 'done', failed: 'failed', open: 'taken back' };
const outcomes: Readonly<Record<RunbookOutcome, string>> = {
  worked: 'worked',
  wanting: 'found wanting',
  stopped: 'stopped',
};

/** Folds an event of a run in; `text` is its line on the incident's timeline, where it has one. */
export function evolveRunbook(
  runs: RunbookRunsState,
  event: RunbookEvent,
): { readonly runs: RunbookRunsState; readonly text?: string } {
  const { at, by, givenAt, incident, runbook, title } = event;
  const id = runbookRunId(incident, runbook);
  const run = runs[id];
  const stamp = { at: givenAt, by: by.name, sentAt: at };
  const when = lateWords(givenAt, at);
  switch (event.type) {
    case 'runbook.begun':
      return { runs, text: `Runbook begun: ${title}${when}` };
    case 'runbook.marked': {
      const { step, stepTitle, number, of, mark, digest } = event;
      const one = { ...stamp, step, title: stepTitle, number, mark, digest };
      const before = run?.marks.find((known) => known.step === step);
      const next = { ...runs, [id]: withMark(run, event, one, of) };
      // Two people ticked the same: the run has both, the timeline tells it once.
      if (before?.mark === mark) return { runs: next };
      const isOvertaken = before !== undefined && !isAfter(one, before);
      const since = isOvertaken ? `; ${marks[before.mark]} by ${before.by} since` : '';
      return {
        runs: next,
        text: `Step ${number} of ${of} ${marks[mark]}: ${stepTitle} (${title})${when}${since}`,
      };
    }
    case 'runbook.finished': {
      const { outcome, note } = event;
      const next = { ...runs, [id]: withEnd(run, event, { ...stamp, outcome, note }) };
      const said = note === undefined ? '' : `: ${note}`;
      return { runs: next, text: `Runbook ${outcomes[outcome]}, ${title}${said}${when}` };
    }
    default:
      return assertNever(event, 'runbook event');
  }
}

/** Only the runs of incidents that are remembered. */
export const withoutForgottenRuns = (
  runs: RunbookRunsState,
  isKept: (incident: string) => boolean,
): RunbookRunsState =>
  Object.fromEntries(Object.entries(runs).filter(([, { incident }]) => isKept(incident)));

const lateWords = (givenAt: Instant, at: Instant): string =>
  at - givenAt < lateMs ? '' : ` (ticked ${clock(givenAt)}, sent ${clock(at)} UTC)`;
