import type { Board } from '../../../shared/model/board.ts';
import type { ChainLink } from '../../../shared/model/chain.ts';
import type { Automation, Run } from '../../../shared/model/automation.ts';
import type { Alert } from '../../../shared/model/alert.ts';
import type { DeskInfo } from '../../../shared/model/desk.ts';
import { entityKey, type EntityKind } from '../../../shared/model/entities.ts';
import type { Flood } from '../../../shared/model/flood.ts';
import type { Handoff } from '../../../shared/model/handoff.ts';
import type { Incident } from '../../../shared/model/incident.ts';
import {
  crowdedBudgets,
  liveBudgets,
  quietBudgets,
  unknownBudgets,
  type FrozenObjective,
} from './frozenBudgets.ts';
import type { Drill } from '../../../shared/model/drill.ts';
import type { Readiness } from '../../../shared/model/readiness.ts';
import type { RunbookRun } from '../../../shared/model/runbookRun.ts';
import type { LibraryState } from '../../../shared/model/runbook.ts';
import type { RotaListEntity, RotaOverride } from '../../../shared/model/rota.ts';
import type { Silence } from '../../../shared/model/silence.ts';
import { freshChain, frozenDesk, oneSilentChain, silentChain, type FrozenService } from './frozenEstate.ts';
import { crowdedFloor, liveFloor, quietFloor, unknownFloor } from './frozenFloor.ts';
import { frozenOverrides, frozenRota, quietRota } from './frozenRota.ts';
import { handoffComplete, handoffOverdue, handoffSigned, handoffUnderWay } from './frozenHandoffs.ts';
import { liveRuns, switchedOff } from './frozenRuns.ts';
import { manyAlerts } from './frozenAlerts.ts';
import { frozenLibrary } from './frozenLibrary.ts';
import {
  closedQueue,
  crowdedQueue,
  foldedQueue,
  frozenFlood,
  liveAlerts,
  liveQueue,
  safetyIncident,
} from './frozenQueue.ts';
import { frozenDrills } from './frozenDrills.ts';
import { frozenReadiness } from './frozenReadiness.ts';
import { frozenRunbookRun } from './frozenRunbookRun.ts';
import { frozenSilences } from './frozenSilences.ts';

/** One state of the console, from frozen data. */
export interface FrozenState {
  readonly name: string;
  /** What the gateway does: serves the world, never answers, or turns the console away. */
  readonly gateway: 'serves' | 'absent' | 'refuses';
  /** Ids and whole entities, as a snapshot carries them. */
  readonly upserts: Readonly<Record<string, unknown>>;
  readonly chain: readonly ChainLink[];
  /** The boards that look other than in `live`; all of them where it is not said. */
  readonly boards?: readonly Board[];
  /** How the gateway answers commands. */
  readonly answers: 'never' | 'refused';
  /** What happens before the picture: an act is given, the feed is cut. */
  readonly steps: readonly (
    | 'act'
    | 'note'
    | 'form'
    | 'update'
    | 'silence'
    | 'symptoms'
    | 'merge'
    | 'back'
    | 'passed'
    | 'handoff'
    | 'records'
    | 'cut'
    /** Cut off on purpose for 5 min, from the board of runbooks. */
    | 'drill'
    | 'rejoin'
    | 'outbox'
    | 'sound'
    | 'snoozed'
    | 'silent'
    | QueueStep
    | RunbookStep
  )[];
}

/** What is done in the queue alone: a filter and its completion, all alerts, the view's columns, an act on several. */
export type QueueStep = 'filter' | 'completion' | 'alerts' | 'view' | 'several';

/** What is done on the board of runbooks alone: one is followed for the worst incident, its current step is ticked, its end is asked. */
export type RunbookStep = 'follow' | 'tick' | 'fail' | 'end' | 'holes' | 'drills';

interface World {
  readonly runbookRuns?: readonly RunbookRun[];
  readonly readiness?: Readiness;
  readonly drills?: readonly Drill[];
  readonly desk?: DeskInfo;
  readonly services?: readonly FrozenService[];
  readonly incidents?: readonly Incident[];
  readonly alerts?: readonly Alert[];
  readonly budgets?: readonly FrozenObjective[];
  readonly silences?: readonly Silence[];
  readonly runs?: readonly Run[];
  readonly automation?: Automation;
  readonly library?: LibraryState;
  readonly rota?: readonly RotaListEntity[];
  readonly overrides?: readonly RotaOverride[];
  readonly flood?: Flood;
  readonly handoffs?: readonly Handoff[];
}

const state = (
  name: string,
  world: World,
  change: Partial<Omit<FrozenState, 'name' | 'upserts'>> = {},
): FrozenState => ({
  name,
  gateway: 'serves',
  upserts: upsertsOf(world),
  chain: freshChain,
  answers: 'never',
  steps: [],
  ...change,
});

function upsertsOf({
  desk,
  services = [],
  incidents = [],
  alerts = [],
  budgets = [],
  silences = [],
  runs = [],
  runbookRuns = [],
  readiness,
  drills = [],
  automation,
  library,
  rota = [],
  overrides = [],
  flood,
  handoffs = [],
}: World): FrozenState['upserts'] {
  const upserts: Record<string, unknown> = {};
  const put = (kind: EntityKind, id: string, entity: unknown): void => {
    upserts[entityKey(kind, id)] = entity;
  };
  if (desk !== undefined) put('desk', 'desk', desk);
  for (const { service, telemetry, history } of services) {
    put('service', service.id, service);
    put('telemetry', service.id, telemetry);
    put('history', service.id, history);
  }
  for (const incident of incidents) put('incident', incident.id, incident);
  for (const alert of alerts) put('alert', alert.id, alert);
  for (const { objective, line } of budgets) {
    put('objective', objective.id, objective);
    if (line !== undefined) put('budgetLine', line.id, line);
  }
  for (const silence of silences) put('silence', silence.id, silence);
  for (const run of runs) put('run', run.id, run);
  for (const run of runbookRuns) put('runbookRun', run.id, run);
  for (const drill of drills) put('drill', drill.id, drill);
  if (readiness !== undefined) put('readiness', 'readiness', readiness);
  for (const list of rota) put('rota', list.id, list);
  for (const override of overrides) put('rotaOverride', override.id, override);
  if (automation !== undefined) put('automation', automation.id, automation);
  if (library !== undefined) put('library', 'library', library);
  if (flood !== undefined) put('flood', flood.id, flood);
  for (const handoff of handoffs) put('handoff', handoff.id, handoff);
  return upserts;
}

const live: World = {
  desk: frozenDesk,
  services: liveFloor,
  incidents: liveQueue,
  alerts: liveAlerts,
  budgets: liveBudgets,
  library: frozenLibrary,
  readiness: frozenReadiness,
  drills: frozenDrills,
  rota: frozenRota,
  overrides: frozenOverrides,
};
/** No drill begins while a P0 is open. */
const calm: World = { ...live, incidents: liveQueue.filter(({ severity }) => severity !== 'P0') };
const silentB = { chain: oneSilentChain };

/** A state that only some boards show. */
const concerning = (boards: readonly Board[], frozen: FrozenState): FrozenState => ({ ...frozen, boards });

/** Every state that a board must stand. */
export const frozenStates: readonly FrozenState[] = [
  state('live', live, silentB),
  state('empty', {
    desk: frozenDesk,
    services: quietFloor,
    incidents: closedQueue,
    budgets: quietBudgets,
    rota: quietRota,
  }),
  // In place of every board that needs a state stands the same.
  concerning(['health', 'runbooks'], state('first-contact', {}, { gateway: 'absent' })),
  concerning(['health', 'runbooks'], state('signed-out', {}, { gateway: 'refuses' })),
  state('run', { ...live, runbookRuns: [frozenRunbookRun] }, { ...silentB, steps: ['follow'] }),
  concerning(['runbooks'], state('readiness', live, { ...silentB, steps: ['holes'] })),
  concerning(
    ['runbooks'],
    state(
      'run-lost',
      { ...live, runbookRuns: [frozenRunbookRun] },
      { ...silentB, steps: ['follow', 'cut', 'tick', 'fail', 'end'] },
    ),
  ),
  concerning(['runbooks'], state('drills', live, { ...silentB, steps: ['drills'] })),
  concerning(
    ['health', 'queue', 'runbooks'],
    state('drill', calm, { ...silentB, steps: ['drill', 'act', 'note'] }),
  ),
  concerning(
    ['queue'],
    state('drill-over', calm, { ...silentB, answers: 'refused', steps: ['drill', 'rejoin'] }),
  ),
  concerning(['queue'], state('back-lost', live, { ...silentB, steps: ['cut', 'rejoin', 'back'] })),
  state('lost', live, { ...silentB, steps: ['act', 'note', 'cut'] }),
  concerning(['health'], state('sound', live, { ...silentB, steps: ['sound'] })),
  concerning(['health'], state('snoozed', live, { ...silentB, steps: ['snoozed'] })),
  concerning(['health'], state('sound-refused', live, { ...silentB, steps: ['silent'] })),
  concerning(['queue'], state('acts-waiting', live, { ...silentB, steps: ['cut', 'act', 'note', 'outbox'] })),
  concerning(
    ['health', 'queue'],
    state('rejoined', live, { ...silentB, answers: 'refused', steps: ['cut', 'act', 'rejoin'] }),
  ),
  concerning(
    ['queue'],
    state('acts-refused', live, {
      ...silentB,
      answers: 'refused',
      steps: ['cut', 'act', 'rejoin', 'outbox'],
    }),
  ),
  concerning(['queue'], state('pending', live, { ...silentB, steps: ['act', 'note'] })),
  concerning(['queue'], state('refused', live, { ...silentB, answers: 'refused', steps: ['act'] })),
  concerning(['queue'], state('form', live, { ...silentB, steps: ['form'] })),
  concerning(['queue'], state('update', live, { ...silentB, steps: ['update'] })),
  concerning(['queue'], state('procedure', { ...live, incidents: [safetyIncident, ...liveQueue] }, silentB)),
  concerning(
    ['queue'],
    state('silences', { ...live, silences: frozenSilences }, { ...silentB, steps: ['silence'] }),
  ),
  concerning(
    ['queue'],
    state('symptoms', { ...live, incidents: foldedQueue }, { ...silentB, steps: ['symptoms'] }),
  ),
  concerning(
    ['queue'],
    state('merge', { ...live, incidents: foldedQueue }, { ...silentB, steps: ['merge'] }),
  ),
  concerning(['health', 'queue'], state('back', live, { ...silentB, steps: ['back'] })),
  concerning(['health', 'queue'], state('passed', live, { ...silentB, steps: ['back', 'passed'] })),
  concerning(['health', 'queue'], state('passed-crowded', live, { ...silentB, steps: ['back', 'passed'] })),
  concerning(
    ['health', 'queue'],
    state('passed-lost', live, { ...silentB, steps: ['back', 'cut', 'passed'] }),
  ),
  state(
    'unknown',
    { desk: frozenDesk, services: unknownFloor, incidents: liveQueue.slice(2, 4), budgets: unknownBudgets },
    { chain: silentChain },
  ),
  concerning(
    ['health', 'queue'],
    state('simulated', { ...live, desk: { ...frozenDesk, simulated: true } }, silentB),
  ),
  concerning(['health', 'queue'], state('automation', { ...live, runs: liveRuns }, silentB)),
  concerning(
    ['health', 'queue'],
    state('automation-off', { ...live, runs: liveRuns, automation: switchedOff }, silentB),
  ),
  concerning(['health', 'queue'], state('flood', { ...live, flood: frozenFlood }, silentB)),
  // Two bands take room from every board.
  state('flood-handoff', { ...live, flood: frozenFlood, handoffs: [handoffUnderWay] }, silentB),
  concerning(['health', 'handoff'], state('handoff', { ...live, handoffs: [handoffUnderWay] })),
  concerning(
    ['health', 'handoff'],
    state('handoff-form', { ...live, handoffs: [handoffUnderWay] }, { steps: ['handoff'] }),
  ),
  concerning(['health', 'handoff'], state('handoff-signed', { ...live, handoffs: [handoffSigned] })),
  concerning(['health', 'handoff'], state('handoff-overdue', { ...live, handoffs: [handoffOverdue] })),
  concerning(['health', 'handoff'], state('handoff-complete', { ...live, handoffs: [handoffComplete] })),
  concerning(
    ['handoff'],
    state('handoff-records', { ...live, handoffs: [handoffComplete] }, { steps: ['records'] }),
  ),
  state('crowded', {
    desk: frozenDesk,
    services: crowdedFloor,
    incidents: crowdedQueue,
    budgets: crowdedBudgets,
  }),
  concerning(['queue'], state('filtered', live, { ...silentB, steps: ['filter'] })),
  concerning(['queue'], state('completion', live, { ...silentB, steps: ['completion'] })),
  concerning(['queue'], state('view', live, { ...silentB, steps: ['view'] })),
  concerning(['queue'], state('several', live, { ...silentB, answers: 'refused', steps: ['several'] })),
  concerning(
    ['queue'],
    state('alerts', { ...live, silences: frozenSilences }, { ...silentB, steps: ['alerts'] }),
  ),
  state(
    'ten-thousand-alerts',
    {
      desk: frozenDesk,
      services: crowdedFloor,
      incidents: crowdedQueue,
      alerts: manyAlerts(10_000),
      budgets: crowdedBudgets,
    },
    { steps: ['alerts', 'filter'] },
  ),
  state('no-policy', {
    desk: {
      ...frozenDesk,
      tiers: [],
      severities: [],
      shifts: [],
      sites: [],
      escalation: [],
      people: [],
      onCall: [],
    },
  }),
];
