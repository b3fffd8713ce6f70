import { currentStep, type Run, type RunStep } from '../../../shared/model/automation.ts';
import { assertNever } from '../../../shared/assertNever.ts';
import { durationText, roughText, spanText, utcSecond } from '../../../shared/rules/durations.ts';
import type { AutomationLine, AutomationStepLine } from '../../components/AutomationCard.tsx';

/** A run in words: its steps, and what it waits for. */
export function automationLine(run: Run, now: number): AutomationLine {
  const { id, name, state, timeoutMs, steps, text, endedAt, because, simulated } = run;
  const current = state === 'running' ? currentStep(run) : undefined;
  const note = `${name}, ${spanText(timeoutMs)} in all${simulated ? ', simulated' : ''}`;
  const lines = steps.map((step) => stepLine(step, step === current, run, now));
  const end = endedAt === undefined ? undefined : `Ended ${utcSecond(endedAt)}: ${text ?? ''}`;
  return { id, note, steps: lines, ask: askText(run, current, now), end: end ?? because };
}

function askText(run: Run, current: RunStep | undefined, now: number): AutomationLine['ask'] {
  if (run.state === 'proposed') {
    return { title: `Proposed: ${run.steps[0]?.name ?? run.name}`, text: run.because, button: 'Approve' };
  }
  if (current?.kind !== 'manual') return undefined;
  const leftMs = (run.startedAt ?? run.triggeredAt) + run.timeoutMs - now;
  const left = leftMs > 0 ? `within ${durationText(leftMs)}` : 'its time is up';
  return { title: `For you: ${current.name}`, text: `${current.instruction ?? ''}, ${left}`, button: 'Done' };
}

function stepLine(step: RunStep, isCurrent: boolean, run: Run, now: number): AutomationStepLine {
  const { action, name, kind, outcome, at, output = '', tookMs = 0 } = step;
  const base = { id: action, name, time: at === undefined ? '' : utcSecond(at) };
  const took = roughText(tookMs);
  // What a program wrote is shown on demand; one line is said at once.
  const more = outcome !== 'skipped' && output !== '' ? { output } : {};
  switch (outcome) {
    case undefined: {
      if (!isCurrent) return { ...base, state: 'ahead', words: run.state === 'ended' ? 'not run' : '' };
      if (kind === 'manual') return { ...base, state: 'current', words: 'waits for you' };
      const since = run.steps.findLast((other) => other.outcome !== undefined)?.at ?? run.startedAt ?? now;
      return { ...base, state: 'current', words: `under way, ${roughText(now - since)}` };
    }
    case 'done':
      return {
        ...base,
        ...more,
        state: 'done',
        words: kind === 'manual' ? `confirmed, ${took}` : `done, ${took}`,
      };
    case 'failed':
      return { ...base, ...more, state: 'bad', words: `failed, ${took}` };
    case 'timeout':
      return { ...base, ...more, state: 'bad', words: `timed out, ${took}` };
    case 'skipped':
      return { ...base, state: 'ahead', words: `skipped: ${output}` };
    default:
      return assertNever(outcome, 'outcome');
  }
}
