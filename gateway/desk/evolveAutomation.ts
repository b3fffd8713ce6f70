import { assertNever } from '../../shared/assertNever.ts';
import type { Automation, Run, RunStep } from '../../shared/model/automation.ts';
import { roughText } from '../../shared/rules/durations.ts';
import type { EventOf } from './events.ts';

/** The runs of a desk, and the switch. */
export interface AutomationState {
  readonly runs: Readonly<Record<string, Run>>;
  /** The newest run of each trigger and service: whether its episode is over decides whether another may begin. */
  readonly latest: Readonly<Record<string, string>>;
  readonly nextRun: number;
  readonly on: boolean;
  readonly switched?: Automation['switched'];
}

/** Nothing ever ran; automation is on. */
export const emptyAutomation: AutomationState = { runs: {}, latest: {}, nextRun: 101, on: true };

/** Runs kept beside the newest of each trigger and service; the journal keeps all. */
const keptRuns = 500;

/** A trigger's conditions are judged for each service. */
export const episodeKey = (trigger: string, service: string): string => `${trigger}/${service}`;

type AutomationEvent = EventOf<
  | 'automation.triggered'
  | 'automation.approved'
  | 'automation.declined'
  | 'automation.step'
  | 'automation.cleared'
  | 'automation.finished'
  | 'automation.switched'
>;

/** The state after an event, and the line that it leaves on the incident's timeline. */
interface Evolved {
  readonly automation: AutomationState;
  readonly incident?: string | undefined;
  readonly text?: string;
}

/** Folds an event of automation in; one of an unknown run changes nothing. */
export function evolveAutomation(state: AutomationState, event: AutomationEvent): Evolved {
  if (event.type === 'automation.switched') {
    const switched = { at: event.at, by: event.by.name, reason: event.reason };
    return { automation: { ...state, on: event.on, switched } };
  }
  if (event.type === 'automation.triggered') return triggered(state, event);
  const run = state.runs[event.run];
  if (run === undefined) return { automation: state };
  const { change, text } = told(run, event);
  const runs = { ...state.runs, [run.id]: { ...run, ...change } };
  return {
    automation: { ...state, runs },
    incident: run.incident,
    ...(text === undefined ? {} : { text }),
  };
}

function triggered(state: AutomationState, event: EventOf<'automation.triggered'>): Evolved {
  const { run: id, trigger, name, service, incident, severity, mode, because, timeoutMs, simulated } = event;
  const run: Run = {
    ...{ id, trigger, name, service, incident, severity, mode, because, timeoutMs, simulated },
    state: mode === 'automatic' ? 'running' : 'proposed',
    triggeredAt: event.at,
    startedAt: mode === 'automatic' ? event.at : undefined,
    steps: event.steps,
  };
  const latest = { ...state.latest, [episodeKey(trigger, service)]: id };
  const runs = kept({ ...state.runs, [id]: run }, new Set(Object.values(latest)));
  const nextRun = Math.max(state.nextRun, Number(id.replace('RUN-', '')) + 1);
  const text = `${name}${mode === 'proposed' ? ' is proposed' : ''}: ${because}`;
  return { automation: { ...state, runs, latest, nextRun }, incident, text };
}

function kept(runs: AutomationState['runs'], needed: ReadonlySet<string>): AutomationState['runs'] {
  const surplus = Object.keys(runs).length - keptRuns;
  if (surplus <= 0) return runs;
  const dropped = Object.values(runs)
    .filter(({ id, state }) => state === 'ended' && !needed.has(id))
    .toSorted((one, other) => one.triggeredAt - other.triggeredAt)
    .slice(0, surplus);
  const gone = new Set(dropped.map(({ id }) => id));
  return Object.fromEntries(Object.entries(runs).filter(([id]) => !gone.has(id)));
}

function told(
  run: Run,
  event: Exclude<AutomationEvent, { type: 'automation.triggered' | 'automation.switched' }>,
): { readonly change: Partial<Run>; readonly text?: string } {
  const { at, by } = event;
  switch (event.type) {
    case 'automation.approved':
      return {
        change: { state: 'running', startedAt: at, approved: { at, by: by.name } },
        text: `${run.name} approved`,
      };
    case 'automation.declined':
      return {
        change: { state: 'ended', endedAt: at, outcome: 'declined', text: event.reason },
        text: `${run.name} declined: ${event.reason}`,
      };
    case 'automation.cleared':
      return { change: { clearedAt: run.clearedAt ?? at } };
    case 'automation.finished':
      return {
        change: { state: 'ended', endedAt: at, outcome: event.outcome, text: event.text },
        text: `${run.name} ended: ${event.text}`,
      };
    case 'automation.step': {
      const { action, outcome, tookMs, output } = event;
      const ended = { outcome, at, tookMs, output };
      const open = run.steps.findIndex((step) => step.action === action && step.outcome === undefined);
      const steps = run.steps.map((step, place) => (place === open ? { ...step, ...ended } : step));
      const step = run.steps[open];
      return step === undefined
        ? { change: {} }
        : { change: { steps }, text: stepText({ ...step, ...ended }) };
    }
    default:
      return assertNever(event, 'automation event');
  }
}

const outcomeWords = { done: 'done', failed: 'failed', timeout: 'timed out', skipped: 'skipped' } as const;

function stepText({ name, kind, outcome = 'skipped', tookMs = 0, output = '' }: RunStep): string {
  const took = outcome === 'skipped' || kind === 'manual' ? '' : ` after ${roughText(tookMs)}`;
  // The whole output stays with the run; its last line says most.
  const said = output.trim().split('\n').at(-1)?.slice(0, 200) ?? '';
  return `${name} ${outcomeWords[outcome]}${took}${said === '' ? '' : `: ${said}`}`;
}
