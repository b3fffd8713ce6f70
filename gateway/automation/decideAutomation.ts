import { Drafted } from '../desk/drafted.ts';
import { currentStep, type Run } from '../../shared/model/automation.ts';
import type { Instant } from '../../shared/model/instant.ts';
import type { PolicyTrigger } from '../../shared/policy/index.ts';
import { changesInForce } from '../../shared/rules/maintenance.ts';
import type { DeskEvent } from '../desk/events.ts';
import type { DeskState } from '../desk/evolve.ts';
import { episodeKey } from '../desk/evolveAutomation.ts';
import type { Standing, Standings } from './conditions.ts';
import { nextMove } from './nextMove.ts';
import { incidentOf, type TriggerPolicy } from './triggerSignals.ts';

const by = { kind: 'gateway', name: 'gateway' } as const;

/** What automation is decided by, beside the desk. */
export interface AutomationInputs {
  readonly policy: TriggerPolicy;
  readonly standings: Standings;
  /** Runs of which an action is being carried out. */
  readonly busy: ReadonlySet<string>;
  /** True where the gateway watches the simulator. */
  readonly simulated: boolean;
}

/**
 * What follows from where the conditions stand: episodes that end, runs that go on to their next step or end, and runs
 * that begin, one for each episode. A service in maintenance begins none (but for a wrong hash), nor does a switch that
 * is off. Pure.
 */
export function decideAutomation(
  before: DeskState,
  inputs: AutomationInputs,
  now: Instant,
): readonly DeskEvent[] {
  const drafted = new Drafted(before);
  for (const trigger of inputs.policy.triggers) {
    for (const { id: service } of inputs.policy.estate.services) {
      const standing = inputs.standings.get(episodeKey(trigger.id, service));
      if (standing?.state !== 'met' || !mayBegin(drafted.state, trigger, service, now)) continue;
      drafted.add(beginEvent(drafted.state, trigger, service, standing, inputs, now));
    }
  }
  for (const id of Object.keys(drafted.state.automation.runs)) {
    for (;;) {
      const run = drafted.state.automation.runs[id];
      const event = run === undefined ? undefined : runEvent(drafted.state, run, inputs, now);
      if (event === undefined) break;
      drafted.add(event);
    }
  }
  return drafted.events;
}

function runEvent(
  state: DeskState,
  run: Run,
  { standings, busy }: AutomationInputs,
  now: Instant,
): DeskEvent | undefined {
  const key = episodeKey(run.trigger, run.service);
  const standing = standings.get(key);
  const base = { at: now, by, run: run.id };
  const isLatest = state.automation.latest[key] === run.id;
  if (standing?.state === 'not' && run.clearedAt === undefined && isLatest) {
    return { ...base, type: 'automation.cleared' };
  }
  if (busy.has(run.id)) return undefined;
  const move = nextMove(run, standing, state.automation.on, now);
  switch (move.kind) {
    case 'wait':
    case 'carry-out':
      return undefined;
    case 'step': {
      const { step, outcome, output, tookMs } = move;
      return { ...base, type: 'automation.step', action: step.action, outcome, output, tookMs };
    }
    case 'finish':
      return { ...base, type: 'automation.finished', outcome: move.outcome, text: move.text };
  }
}

function mayBegin(state: DeskState, trigger: PolicyTrigger, service: string, now: Instant): boolean {
  const { automation, changes } = state;
  if (!automation.on) return false;
  const isPlanned = changesInForce(Object.values(changes), service, now).length > 0;
  if (isPlanned && trigger.condition.kind !== 'hash-mismatch') return false;
  const last = automation.runs[automation.latest[episodeKey(trigger.id, service)] ?? ''];
  if (last === undefined) return true;
  const { endedAt, clearedAt } = last;
  // Its episode goes on, or its actions do.
  if (clearedAt === undefined || endedAt === undefined) return false;
  return now - endedAt >= trigger.cooldown;
}

function beginEvent(
  state: DeskState,
  trigger: PolicyTrigger,
  service: string,
  standing: Extract<Standing, { state: 'met' }>,
  { policy, simulated }: AutomationInputs,
  now: Instant,
): DeskEvent {
  const incident = incidentOf(state, trigger, service, standing, policy);
  const severity = state.incidents.get(incident ?? '')?.severity ?? trigger.opens;
  const steps = trigger.actions.flatMap((id) => {
    const action = policy.actions.find((known) => known.id === id);
    if (action === undefined) return [];
    const { name, kind } = action;
    return [{ action: id, name, kind, ...(kind === 'manual' ? { instruction: action.instruction } : {}) }];
  });
  return {
    at: now,
    by,
    type: 'automation.triggered',
    run: `RUN-${state.automation.nextRun}`,
    trigger: trigger.id,
    name: trigger.name,
    service,
    incident,
    severity,
    mode: trigger.mode,
    because: standing.text,
    timeoutMs: trigger.timeout,
    steps,
    simulated,
  };
}

/**
 * What was under way when the gateway stopped: whether it was carried out is not known, and it is not tried again. A run
 * that waits for a person goes on waiting.
 */
export function interruptedEvents({ automation }: DeskState, now: Instant): readonly DeskEvent[] {
  return Object.values(automation.runs).flatMap((run): readonly DeskEvent[] => {
    const step = currentStep(run);
    if (run.state !== 'running' || step === undefined || step.kind === 'manual' || run.simulated) return [];
    const base = { at: now, by, run: run.id };
    const output = 'interrupted: the gateway stopped, so whether it was carried out is not known';
    const open = run.steps.slice(run.steps.indexOf(step));
    return [
      ...open.map(({ action }, place): DeskEvent => {
        const isFirst = place === 0;
        const ended = {
          outcome: isFirst ? 'failed' : 'skipped',
          output: isFirst ? output : 'interrupted',
        } as const;
        return { ...base, type: 'automation.step', action, tookMs: 0, ...ended };
      }),
      { ...base, type: 'automation.finished', outcome: 'failed', text: 'interrupted: the gateway stopped' },
    ];
  });
}
