import { currentStep, type Automation, type Run } from '../../../shared/model/automation.ts';
import type { Incident } from '../../../shared/model/incident.ts';
import type { ActDraft } from '../../components/ActForm.tsx';
import { lacks, type ActOutcome } from './actCommand.ts';

/** The key that says yes to what a run asks for; no form asks first. */
export const yesKey = { key: 'y', does: 'approve a proposed run, confirm a step' } as const;

/** What a run asks of a person. */
export interface RunAsk {
  readonly run: Run;
  readonly name: 'automation.approve' | 'automation.confirm';
  readonly params: Readonly<Record<string, string>>;
}

/** What a run asks for now; undefined where it asks for nothing. */
export function askOf(run: Run): RunAsk | undefined {
  if (run.state === 'proposed') return { run, name: 'automation.approve', params: { run: run.id } };
  const step = currentStep(run);
  if (run.state !== 'running' || step?.kind !== 'manual') return undefined;
  return { run, name: 'automation.confirm', params: { run: run.id, action: step.action } };
}

const placeOf = (run: Run): number => (run.state === 'ended' ? 2 : askOf(run) === undefined ? 1 : 0);

/** The runs of an incident, and those of its service that belong to none: what asks for a person first, then the newest. */
export function runsOf(
  runs: Readonly<Record<string, Run>>,
  incident: Pick<Incident, 'id' | 'service' | 'openedAt' | 'resolved'>,
): readonly Run[] {
  return Object.values(runs)
    .filter((run) =>
      run.incident === undefined
        ? run.service === incident.service &&
          run.triggeredAt >= incident.openedAt &&
          run.triggeredAt <= (incident.resolved?.at ?? Infinity)
        : run.incident === incident.id,
    )
    .toSorted((one, other) => placeOf(one) - placeOf(other) || other.triggeredAt - one.triggeredAt);
}

/** The run that waits for approval; undefined where none does. */
export const proposedRun = (runs: readonly Run[]): Run | undefined =>
  runs.find(({ state }) => state === 'proposed');

/** Declines the proposed run. */
export function declineCommand(run: Run | undefined, draft: ActDraft): ActOutcome {
  const reason = draft.text.trim();
  if (run === undefined) return lacks('No run waits for approval any more.');
  if (reason === '') return lacks('Write the reason first.');
  return { ok: true, name: 'automation.decline', params: { run: run.id, reason } };
}

/** True while automation is off; unknown is not off. */
export const isOff = (automation: Automation | undefined): boolean => automation?.on === false;

/** Stops all automation, or starts it again. */
export function switchCommand(automation: Automation | undefined, draft: ActDraft): ActOutcome {
  const reason = draft.text.trim();
  if (reason === '') return lacks('Write the reason first.');
  return { ok: true, name: 'automation.switch', params: { on: isOff(automation), reason } };
}
