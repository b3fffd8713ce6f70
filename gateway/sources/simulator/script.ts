import type { PolicyService, PolicySource } from '../../../shared/policy/index.ts';
import type { SourceRole } from '../assignment.ts';
import { noise } from './noise.ts';
import { burning, nearlySpent, slowBurning, usualPast, type BudgetPolicy, type Spell } from './pastSpells.ts';

/** What the simulator plays. */
export type Scenario = Extract<PolicySource, { kind: 'simulator' }>['scenario'];
/** How a simulated service does. */
export type Condition = 'fine' | 'down' | 'slow' | 'few-hits';

/** An alert of the script, by name; its time is since the start. */
export interface ScriptedAlert {
  readonly name: string;
  readonly service?: string;
  readonly severity: string;
  readonly firesAfterMs: number;
  readonly endsAfterMs?: number;
  readonly summary: string;
}

/** One step: a service's condition from one time on. */
interface Turn {
  readonly service: string;
  readonly condition: Condition;
  readonly fromMs: number;
  readonly toMs?: number;
}

/** One night, played from its start. */
export interface Script {
  /** What objectives tell of the month before; the other boards begin with the night. */
  readonly past: readonly Spell[];
  readonly turns: readonly Turn[];
  readonly alerts: readonly ScriptedAlert[];
  /** Links that fall silent, and when they come back. */
  readonly losses: readonly { readonly role: SourceRole; readonly fromMs: number; readonly toMs: number }[];
}

/** After this the first trouble comes: a newcomer sees the board at rest before it. */
export const firstTroubleMs = 20_000;

/** Writes the script of a scenario for an estate, of any names. */
export function writeScript(scenario: Scenario, seed: number, policy: BudgetPolicy): Script {
  const { services } = policy.estate;
  const { past = [], ...scene }: Scene = scenes[scenario](services, seed, policy);
  const told = past.map(({ service }) => service);
  return { ...scene, past: [...usualPast(policy, seed, told), ...past] };
}

/** A script whose month before is the usual one, but for the services that it names. */
type Scene = Omit<Script, 'past'> & Partial<Pick<Script, 'past'>>;

const quiet: Scene = { turns: [], alerts: [], losses: [] };

const scenes = {
  'quiet-night': () => quiet,
  'one-p0': (services, _seed, policy) => {
    const victim = pick(services, 'policy-governance', ({ probe }) => probe !== undefined);
    const slow = pick(
      services,
      'constitutional-ai',
      ({ id, figures }) => id !== victim && figures.length > 0,
    );
    const cache = pick(services, 'redis', ({ kind, id }) => kind === 'platform' && id !== slow);
    const [slowFromMs, fewFromMs] = [45_000, 75_000];
    return {
      past: [...nearlySpent(policy, victim), ...burning(slow, slowFromMs), ...slowBurning(cache, fewFromMs)],
      turns: [
        { service: victim, condition: 'down', fromMs: firstTroubleMs },
        { service: slow, condition: 'slow', fromMs: slowFromMs },
        { service: cache, condition: 'few-hits', fromMs: fewFromMs },
      ],
      alerts: [
        down(victim, firstTroubleMs + 15_000),
        trouble('HighLatency', slow, 60_000, 'Responses are slow'),
        trouble('CacheHitRateLow', cache, 90_000, 'Cache hit rate is low'),
      ],
      losses: [],
    };
  },
  'alert-storm': (services, seed) => {
    const names = [
      'HighLatency',
      'HighErrorRate',
      'PodRestarting',
      'QueueGrowing',
      'DiskFilling',
      'MemoryHigh',
    ];
    const alerts = services.flatMap(({ id }) =>
      names.map((name, index) => {
        const firesAfterMs = firstTroubleMs + Math.floor(noise(seed, `${id}/${name}`) * 90_000);
        const endsAfterMs = index % 3 === 0 ? firesAfterMs + 240_000 : undefined;
        return { ...trouble(name, id, firesAfterMs, `${name} during the storm`), endsAfterMs };
      }),
    );
    const root = pick(services, 'postgresql', ({ kind }) => kind === 'platform');
    return {
      turns: services.map(({ id }) => ({
        service: id,
        condition: id === root ? 'down' : 'slow',
        fromMs: firstTroubleMs + (id === root ? 0 : Math.floor(noise(seed, id) * 60_000)),
      })),
      alerts: [down(root, firstTroubleMs + 5_000), ...alerts],
      losses: [],
    };
  },
  'source-loss': (services) => {
    const victim = pick(services, 'integrity', ({ probe }) => probe !== undefined);
    return {
      turns: [{ service: victim, condition: 'down', fromMs: 240_000 }],
      alerts: [down(victim, 255_000)],
      losses: [
        { role: 'prometheus', fromMs: firstTroubleMs, toMs: 420_000 },
        { role: 'alertmanager', fromMs: 300_000, toMs: 600_000 },
      ],
    };
  },
} satisfies Record<
  Scenario,
  (services: readonly PolicyService[], seed: number, policy: BudgetPolicy) => Scene
>;

function pick(
  services: readonly PolicyService[],
  wished: string,
  otherwise: (service: PolicyService) => boolean,
): string {
  const found = services.find(({ id }) => id === wished) ?? services.find(otherwise) ?? services[0];
  return found?.id ?? wished;
}

function down(service: string, firesAfterMs: number): ScriptedAlert {
  const summary = `${service} is down`;
  return { name: 'ServiceDown', service, severity: 'critical', firesAfterMs, summary };
}

function trouble(name: string, service: string, firesAfterMs: number, summary: string): ScriptedAlert {
  return { name, service, severity: 'warning', firesAfterMs, summary };
}

/** A service's condition at a time since the start. */
export function conditionOf(script: Script, service: string, elapsedMs: number): Condition {
  const now = script.turns.findLast(
    (turn) =>
      turn.service === service &&
      elapsedMs >= turn.fromMs &&
      elapsedMs < (turn.toMs ?? Number.POSITIVE_INFINITY),
  );
  return now?.condition ?? 'fine';
}

/** Whether a link is silent at a time since the start. */
export function isLost(script: Script, role: SourceRole, elapsedMs: number): boolean {
  return script.losses.some(
    (loss) => loss.role === role && elapsedMs >= loss.fromMs && elapsedMs < loss.toMs,
  );
}
