import { parseCommand } from '../../../shared/feed/commands.ts';
import type { RunbookRun, RunbookStepMark } from '../../../shared/model/runbookRun.ts';
import { newestMark, runbookRunId, withEnd, withMark } from '../../../shared/rules/runbookRun.ts';
import type { RunbookStep } from '../../../shared/rules/runbookSteps.ts';
import type { OutgoingCommand } from '../../store/store.ts';

/** A run as the operator sees it: what the gateway has, and what still waits on this console. */
export interface ShownRun {
  readonly run: RunbookRun | undefined;
  /** What the gateway refused of it, in its words. */
  readonly refusals: readonly string[];
}

/** Lays the marks on their way over the run: what was ticked shows at once, feed or no feed. A mark without `sentAt` waits. */
export function shownRun(
  known: RunbookRun | undefined,
  { incident, runbook }: { readonly incident: string; readonly runbook: string },
  outgoing: readonly OutgoingCommand[],
  person: string,
): ShownRun {
  let run = known;
  const refusals: string[] = [];
  const id = runbookRunId(incident, runbook);
  for (const { name, params, state, message, ...given } of outgoing) {
    if (name !== 'runbook.mark' && name !== 'runbook.finish') continue;
    const parsed = parseCommand(name, params);
    if (!parsed.ok) continue;
    const { command } = parsed;
    if (command.name !== 'runbook.mark' && command.name !== 'runbook.finish') continue;
    if (runbookRunId(command.params.incident, command.params.runbook) !== id) continue;
    if (state === 'refused' || state === 'failed') {
      refusals.push(message ?? 'no reason was given');
      continue;
    }
    // Done, and in the patch that is under way: the run has it in a moment.
    const sent = state === 'done' ? { sentAt: command.params.at } : {};
    const stamp = { at: command.params.at, by: given.person ?? person, ...sent };
    if (command.name === 'runbook.mark') {
      const { step, stepTitle: title, number, mark, digest, of } = command.params;
      run = withMark(run, command.params, { ...stamp, step, title, number, mark, digest }, of);
    } else {
      const { outcome, note } = command.params;
      run = withEnd(run, command.params, { ...stamp, outcome, note });
    }
  }
  return { run, refusals };
}

/** The mark of a step, where it is done or failed. */
export function markOf(run: RunbookRun | undefined, step: string): RunbookStepMark | undefined {
  const mark = run?.marks.find((known) => known.step === step);
  return mark?.mark === 'open' ? undefined : mark;
}

/** The step to do now: the one chosen, else the next without a mark after the one done last; undefined where all have one. */
export function currentStep(
  steps: readonly RunbookStep[],
  run: RunbookRun | undefined,
  chosen: string | undefined,
  doneLast: string | undefined,
): RunbookStep | undefined {
  const byHand = steps.find(({ id }) => id === chosen);
  if (byHand !== undefined) return byHand;
  const at = steps.findIndex(({ id }) => id === doneLast);
  const ahead = [...steps.slice(at + 1), ...steps.slice(0, at + 1)];
  return ahead.find(({ id }) => markOf(run, id) === undefined);
}

/** The step whose mark `u` takes back: the current one where it has a mark, else the one marked last. */
export function undoneStep(
  steps: readonly RunbookStep[],
  run: RunbookRun | undefined,
  current: string | undefined,
): RunbookStep | undefined {
  const marks = steps.flatMap(({ id }) => markOf(run, id) ?? []);
  const wanted = marks.some(({ step }) => step === current) ? current : newestMark(marks)?.step;
  return steps.find(({ id }) => id === wanted);
}
