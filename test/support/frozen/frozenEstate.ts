import type { ChainLink } from '../../../shared/model/chain.ts';
import type { DeskInfo } from '../../../shared/model/desk.ts';
import type { Service, ServiceState } from '../../../shared/model/service.ts';
import type { Figure, History, Telemetry } from '../../../shared/model/telemetry.ts';

/** The instant at which every picture is taken: 03:16:56 UTC. */
export const frozenAt = Date.UTC(2026, 10, 20, 3, 16, 56);

const secondMs = 1_000;
const minuteMs = 60_000;
const hourMs = 3_600_000;

/** An instant before `frozenAt`, on the same UTC day: `clock('03:05:44')`. */
export const clock = (text: string): number => Date.parse(`2026-11-20T${text}Z`);

/** The desk of the pictures: three tiers, four severities, ladders with one hole. */
export const frozenDesk: DeskInfo = {
  id: 'desk',
  title: 'ACGS Operations',
  simulated: false,
  policyDigest: '5f2c',
  gatewayName: 'apac-1',
  sites: [
    { id: 'asia-pacific', name: 'Singapore', timeZone: 'Asia/Singapore' },
    { id: 'europe', name: 'Berlin', timeZone: 'Europe/Berlin' },
  ],
  tiers: [
    { id: 'critical', name: 'Critical', rank: 1, availability: 0.9995 },
    { id: 'core', name: 'Core', rank: 2, availability: 0.999 },
    { id: 'supporting', name: 'Supporting', rank: 3, availability: 0.995 },
  ],
  severities: ['Critical', 'High', 'Medium', 'Low'].map((name, rank) => {
    const rtoMs = [15 * minuteMs, hourMs, 4 * hourMs, 24 * hourMs][rank] ?? 0;
    return {
      id: `P${rank}`,
      rank,
      name,
      meaning: '',
      responseMs: rtoMs,
      rtoMs,
      team: ['noc', 'sre', 'engineering'].slice(0, Math.max(1, 3 - rank)),
    };
  }),
  duties: {
    acknowledgeMs: 5 * minuteMs,
    assessMs: 10 * minuteMs,
    updateMs: 30 * minuteMs,
    documentMs: 24 * hourMs,
  },
  shifts: [
    { id: 'shift-1', name: 'Asia-Pacific', startMinute: 0, endMinute: 480, site: 'asia-pacific' },
    { id: 'shift-2', name: 'Europe', startMinute: 480, endMinute: 960, site: 'europe' },
    { id: 'shift-3', name: 'Americas', startMinute: 960, endMinute: 1440, site: 'asia-pacific' },
  ],
  escalation: [
    {
      severity: 'P0',
      stopsOn: 'resolved',
      steps: [
        { afterMs: 0, role: 'On-call Engineer', person: 'M. Tanaka' },
        { afterMs: 15 * minuteMs, role: 'Engineering Manager', person: 'A. Okafor' },
        { afterMs: 30 * minuteMs, role: 'VP Engineering', person: 'R. Haddad' },
        { afterMs: 60 * minuteMs, role: 'CTO', person: 'E. Novak' },
      ],
    },
    {
      severity: 'P1',
      stopsOn: 'acknowledged',
      steps: [
        { afterMs: 0, role: 'On-call Engineer', person: 'M. Tanaka' },
        { afterMs: 15 * minuteMs, role: 'Team Lead' },
        { afterMs: 30 * minuteMs, role: 'Engineering Manager', person: 'A. Okafor' },
      ],
    },
  ],
  people: ['M. Tanaka', 'A. Okafor', 'J. Rao', 'L. Meyer', 'A. Duarte', 'S. Lindqvist'].map((name) => ({
    id: name.toLowerCase().replace(/[. ]+/g, '-'),
    name,
    title: 'Engineer',
    contact: { phone: '+65 5550 0142', chat: `@${name.slice(3).toLowerCase()}` },
  })),
  onCall: [{ role: 'On-call Engineer', person: 'M. Tanaka' }],
  teams: [
    { id: 'noc', name: 'NOC', people: ['M. Tanaka', 'J. Rao', 'L. Meyer'], channels: [] },
    { id: 'sre', name: 'SRE', people: ['A. Duarte', 'S. Lindqvist'], channels: [] },
    { id: 'engineering', name: 'Engineering', people: ['A. Okafor'], channels: [] },
    { id: 'architecture', name: 'Architecture', people: ['E. Novak'], channels: [] },
    { id: 'ai-safety', name: 'AI Safety Team', people: [], channels: [] },
    { id: 'legal', name: 'Legal Team', people: ['P. Amsel'], channels: ['Legal mailbox'] },
  ],
  levels: ['NOC', 'SRE', 'Engineering', 'Architecture'].map((name, place) => ({
    id: `L${place + 1}`,
    name,
    team: name.toLowerCase(),
  })),
  procedures: [
    {
      id: 'ai-safety-incident',
      name: 'AI Safety Incident',
      does: 'Specialized AI safety team engagement',
      categories: ['ai-safety'],
      teams: ['ai-safety', 'legal'],
      steps: ['Engage the AI safety team', 'Keep the inputs and the decisions in question'],
    },
  ],
  updates: {
    template:
      '{{incident.id}} {{severity}}: {{title}}\nService: {{service}}. Open for {{duration}}.\nImpact: {{impact}}\nNext update by {{next_update}}.',
    channels: ['chat', 'mail'],
  },
  links: [
    { id: 'd', name: 'Performance', kind: 'dashboard', url: 'https://grafana.example/d/p?s={{service}}' },
    { id: 'l', name: 'Logs', kind: 'logs', url: 'https://kibana.example/?s={{service}}&from={{from}}' },
    { id: 't', name: 'Traces', kind: 'traces', url: 'https://jaeger.example/search?service={{service}}' },
  ],
};

const link = (id: string, name: string, kind: ChainLink['kind'], ageMs: number): ChainLink => ({
  id,
  name,
  kind,
  freshness: 'fresh',
  heardAt: frozenAt - ageMs,
  freshForMs: 15 * secondMs,
});

/** Every source answers. */
export const freshChain: readonly ChainLink[] = [
  link('probe', 'Health checks', 'probe', 3_000),
  link('prom-a', 'Prometheus A', 'prometheus', 4_000),
  link('prom-b', 'Prometheus B', 'prometheus', 5_000),
  link('am', 'Alertmanager', 'alertmanager', 2_000),
  link('gateway', 'Gateway', 'gateway', 400),
];

const silent = { freshness: 'silent' as const, silentSince: clock('03:14:46'), heardAt: clock('03:14:31') };

/** Prometheus B answers no more. */
export const oneSilentChain: readonly ChainLink[] = freshChain.map((one) =>
  one.id === 'prom-b' ? { ...one, ...silent } : one,
);

/** Nothing before the gateway answers. */
export const silentChain: readonly ChainLink[] = freshChain.map((one) =>
  one.kind === 'gateway' ? one : { ...one, ...silent },
);

/** A service with its figures and its past. */
export interface FrozenService {
  readonly service: Service;
  readonly telemetry: Telemetry;
  readonly history: History;
}

interface Shape {
  readonly id: string;
  readonly name: string;
  /** Platform parts have none. */
  readonly tier?: string;
  readonly state?: ServiceState;
  readonly since?: string;
  readonly reason?: string;
  readonly p99?: number;
  readonly perSecond?: number;
  /** The state of the last hours, newest last. */
  readonly hours?: readonly ServiceState[];
  readonly headline?: Figure;
  readonly dependsOn?: string[];
}

/** One figure of a frozen service, measured four seconds ago. */
export const frozenFigure = (change: Partial<Figure> & Pick<Figure, 'id' | 'name' | 'unit'>): Figure => ({
  at: frozenAt - 4 * secondMs,
  source: 'prom-a',
  headline: false,
  ...change,
});

/** Builds a service; its past is made from its id, the same every time. */
export function frozenService(shape: Shape): FrozenService {
  const { id, name, tier, state = 'operational', p99 = 2.1, perSecond = 220, hours = [] } = shape;
  const reason = shape.reason ?? 'All checks passed';
  const since = shape.since === undefined ? frozenAt - 9 * hourMs : clock(shape.since);
  const isKnown = state !== 'unknown';
  const headline =
    shape.headline ??
    frozenFigure({ id: 'p99', name: 'p99', unit: 'ms', value: p99, target: { below: 5 }, headline: true });
  const figures = [
    isKnown ? headline : { ...headline, value: undefined },
    frozenFigure({ id: 'rps', name: 'requests', unit: 'req/s', value: isKnown ? perSecond : undefined }),
    ...(tier === undefined
      ? []
      : [
          frozenFigure({ id: 'errorRatio', name: 'errors', unit: '%', value: isKnown ? 0.02 : undefined }),
          frozenFigure({ id: 'availability', name: 'availability, 30 d', unit: '%', value: 99.991 }),
        ]),
  ];
  return {
    service: {
      id,
      name,
      kind: tier === undefined ? 'platform' : 'service',
      tier,
      owner: 'sre',
      dependsOn: shape.dependsOn ?? [],
      state,
      since,
      reason,
      findings: state === 'operational' ? [] : [{ kind: 'probe', state, text: reason, since }],
      restsOn: ['prom-a'],
      runbooks: ['service-unavailable'],
    },
    telemetry: { service: id, figures },
    history: {
      service: id,
      figure: headline.name,
      unit: headline.unit,
      stepMs: 3 * minuteMs,
      endsAt: isKnown ? frozenAt - 20 * secondMs : frozenAt - 24 * minuteMs,
      points: pastOf(id, state),
      hours: [...Array<ServiceState>(24 - hours.length).fill('operational'), ...hours],
    },
  };
}

/** Sixty-one points that wander by a fixed rule, and end as the state says. */
function pastOf(id: string, state: ServiceState): number[] {
  let seed = [...id].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 9973, 7);
  return Array.from({ length: 61 }, (_, place) => {
    seed = (seed * 137 + 71) % 9973;
    const wander = 2 + Math.sin(place / 6) * 0.15 + (seed / 9973) * 0.35;
    const nearEnd = Math.max(0, place - 54);
    if (state === 'down') return Math.max(0, wander - nearEnd * 0.5);
    return state === 'degraded' ? wander + nearEnd * 0.8 : wander;
  });
}
