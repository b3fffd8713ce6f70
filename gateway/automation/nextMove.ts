import { currentStep, type Run, type RunStep, type StepOutcome } from '../../shared/model/automation.ts';
import type { Instant } from '../../shared/model/instant.ts';
import type { Standing } from './conditions.ts';

/** After an action that was done, the condition is given this long to clear before the next one, at most. */
const settleAtMostMs = 30_000;

/** What becomes of a run now. */
export type Move =
  | { readonly kind: 'wait' }
  | { readonly kind: 'carry-out'; readonly step: RunStep }
  | {
      readonly kind: 'step';
      readonly step: RunStep;
      readonly outcome: StepOutcome;
      readonly output: string;
      readonly tookMs: number;
    }
  | { readonly kind: 'finish'; readonly outcome: NonNullable<Run['outcome']>; readonly text: string };

const wait: Move = { kind: 'wait' };

/** When the actions of a run have had their time. */
export const deadlineOf = ({ startedAt, triggeredAt, timeoutMs }: Run): Instant =>
  (startedAt ?? triggeredAt) + timeoutMs;

/** When a run's current step came up. */
const stepBegan = (run: Run): Instant =>
  run.steps.findLast(({ outcome }) => outcome !== undefined)?.at ?? run.startedAt ?? run.triggeredAt;

/**
 * What becomes of a run now. Its actions are mended with in order: one that failed leads on to the next at once; one that
 * was done is given time, and where the condition clears the rest is not needed. `notify` is no mending, and is carried
 * out whatever became of the others, late too. While the condition's source is stale, nothing more is begun.
 */
export function nextMove(run: Run, standing: Standing | undefined, isOn: boolean, now: Instant): Move {
  if (run.state === 'ended') return wait;
  const isClear = run.clearedAt !== undefined;
  if (run.state === 'proposed') {
    if (!isOn) return { kind: 'finish', outcome: 'stopped', text: 'automation is off' };
    if (isClear) return { kind: 'finish', outcome: 'cleared', text: 'its condition is no longer met' };
    return wait;
  }
  const step = currentStep(run);
  if (step === undefined) return finish(run);
  const skip = (output: string): Move => ({ kind: 'step', step, outcome: 'skipped', output, tookMs: 0 });
  if (!isOn) return skip('automation is off');
  if (step.kind !== 'notify') {
    if (isClear) return skip('its condition is no longer met');
    if (now >= deadlineOf(run)) {
      if (step.kind !== 'manual') return skip('time was up');
      const tookMs = now - stepBegan(run);
      return { kind: 'step', step, outcome: 'timeout', output: 'nobody confirmed it in time', tookMs };
    }
  }
  if (step.kind === 'manual') return wait;
  if (run.simulated) return skip('simulated, not run');
  if (step.kind !== 'notify' && (standing?.state === 'unknown' || isSettling(run, now))) return wait;
  return { kind: 'carry-out', step };
}

function isSettling(run: Run, now: Instant): boolean {
  const last = run.steps.findLast(({ outcome }) => outcome !== undefined);
  if (last?.at === undefined || last.outcome !== 'done' || last.kind === 'notify') return false;
  return now - last.at < Math.min(settleAtMostMs, (deadlineOf(run) - last.at) / 4);
}

function finish({ steps, clearedAt }: Run): Move {
  const outcomes = steps.map(({ outcome }) => outcome);
  const failed = outcomes.filter((outcome) => outcome === 'failed' || outcome === 'timeout').length;
  const stopped = steps.some(({ output }) => output === 'automation is off');
  if (stopped) return { kind: 'finish', outcome: 'stopped', text: 'automation is off' };
  if (clearedAt !== undefined) {
    return { kind: 'finish', outcome: 'cleared', text: 'its condition is no longer met' };
  }
  if (failed > 0) {
    const text = `${failed} of ${steps.length} actions failed, and its condition still holds`;
    return { kind: 'finish', outcome: 'failed', text };
  }
  if (outcomes.every((outcome) => outcome === 'skipped')) {
    return { kind: 'finish', outcome: 'skipped', text: steps[0]?.output ?? 'nothing was run' };
  }
  return { kind: 'finish', outcome: 'done', text: 'all is done; its condition still holds' };
}
