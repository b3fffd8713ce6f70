import type { Policy } from '../../shared/policy/index.ts';

type PolicyUnit = NonNullable<
  Policy['monitoring']
>['dashboards'][number]['panels'][number]['queries'][number]['unit'];

/** Grafana's names of the policy's units. */
export const grafanaUnits = {
  ms: 'ms',
  s: 's',
  min: 'm',
  '%': 'percent',
  'req/s': 'reqps',
  ratio: 'percentunit',
  count: 'short',
  'per day': 'short',
  points: 'short',
  bytes: 'bytes',
} as const satisfies Record<PolicyUnit, string>;

/** One line of a panel. */
export interface Line {
  readonly expr: string;
  /** What it is called, `{{label}}` for a label's value; `__auto` lets Grafana choose. */
  readonly legend: string;
}

/** A link to a runbook. */
export interface PanelLink {
  readonly title: string;
  readonly url: string;
  readonly targetBlank: true;
}

/** A colour from a value on; `null` is from below everything. */
interface ThresholdStep {
  readonly color: 'green' | 'red';
  readonly value: number | null;
}

/** A panel of a dashboard, before it has its place. `width` is in Grafana's 24 columns. */
export interface Panel {
  readonly type: 'timeseries' | 'stat' | 'bargauge' | 'state-timeline' | 'text';
  readonly title: string;
  readonly width: number;
  readonly height: number;
  readonly body: Readonly<Record<string, unknown>>;
}

/** The bounds of a target, in the figure's unit. */
export interface Bounds {
  readonly below?: number | undefined;
  readonly above?: number | undefined;
  readonly atLeast?: number | undefined;
  readonly atMost?: number | undefined;
}

/** Green inside the bounds, red outside. */
export function thresholds({ below, above, atLeast, atMost }: Bounds): readonly ThresholdStep[] {
  const low = above ?? atLeast;
  const high = below ?? atMost;
  return [
    { color: low === undefined ? 'green' : 'red', value: null },
    ...(low === undefined ? [] : [{ color: 'green' as const, value: low }]),
    ...(high === undefined ? [] : [{ color: 'red' as const, value: high }]),
  ];
}

/** What every panel that asks Prometheus has in common. */
export interface Asking {
  readonly title: string;
  readonly lines: readonly Line[];
  readonly unit: PolicyUnit;
  /** The target; without it, nothing is coloured good or bad. */
  readonly bounds?: Bounds | undefined;
  readonly description?: string | undefined;
  readonly links?: readonly PanelLink[];
  readonly decimals?: number;
}

/** The dashboard's variable, so that whoever loads it chooses the Prometheus. */
export const datasource = { type: 'prometheus', uid: '${datasource}' } as const;

function asking(
  { lines, unit, bounds, description, links = [], decimals }: Asking,
  instant: boolean,
  custom: object = {},
): Readonly<Record<string, unknown>> {
  return {
    datasource,
    ...(description === undefined ? {} : { description }),
    ...(links.length === 0 ? {} : { links }),
    targets: lines.map(({ expr, legend }, index) => ({
      refId: `Q${index + 1}`,
      datasource,
      expr,
      legendFormat: legend,
      ...(instant ? { instant: true, range: false } : { instant: false, range: true }),
    })),
    fieldConfig: {
      defaults: {
        unit: grafanaUnits[unit],
        ...(decimals === undefined ? {} : { decimals }),
        ...(bounds === undefined ? {} : { thresholds: { mode: 'absolute', steps: thresholds(bounds) } }),
        custom,
      },
      overrides: [],
    },
  };
}

/** Lines over time, with the target as a line. */
export const timeSeries = (shown: Asking): Panel => ({
  type: 'timeseries',
  title: shown.title,
  width: 12,
  height: 8,
  body: {
    ...asking(shown, false, {
      // A gap is a gap: what was not measured is not drawn.
      spanNulls: false,
      ...(shown.bounds === undefined ? {} : { thresholdsStyle: { mode: 'line' } }),
    }),
    options: {
      legend: { displayMode: 'list', placement: 'bottom' },
      tooltip: { mode: 'multi', sort: 'desc' },
    },
  },
});

/** One large number, coloured by the target. */
export const stat = (shown: Asking): Panel => ({
  type: 'stat',
  title: shown.title,
  width: 6,
  height: 5,
  body: {
    ...asking(shown, true),
    options: {
      colorMode: shown.bounds === undefined ? 'none' : 'value',
      graphMode: 'none',
      reduceOptions: { calcs: ['lastNotNull'], fields: '', values: false },
    },
  },
});

/** A bar for each line, coloured by the target. */
export const bars = (shown: Asking): Panel => ({
  type: 'bargauge',
  title: shown.title,
  width: 24,
  height: 10,
  body: {
    ...asking(shown, true),
    options: {
      orientation: 'horizontal',
      displayMode: 'basic',
      reduceOptions: { calcs: ['lastNotNull'], fields: '', values: false },
    },
  },
});

/** A lane for each line: 1 is up, 0 is down, nothing is unknown. */
export function upLanes(shown: Asking): Panel {
  const mappings = [
    {
      type: 'value',
      options: {
        '0': { text: 'DOWN', color: 'red', index: 0 },
        '1': { text: 'up', color: 'green', index: 1 },
      },
    },
    { type: 'special', options: { match: 'null', result: { text: 'UNKNOWN', color: 'purple', index: 2 } } },
  ];
  const body = asking(shown, false, { fillOpacity: 70, spanNulls: false });
  const { defaults, overrides } = body['fieldConfig'] as { defaults: object; overrides: object };
  return {
    type: 'state-timeline',
    title: shown.title,
    width: 24,
    height: 10,
    body: {
      ...body,
      fieldConfig: { defaults: { ...defaults, mappings }, overrides },
      options: {
        mergeValues: true,
        showValue: 'never',
        legend: { displayMode: 'list', placement: 'bottom' },
      },
    },
  };
}

/** Words, in Markdown. */
export const words = (title: string, content: string): Panel => ({
  type: 'text',
  title,
  width: 12,
  height: 5,
  body: { options: { mode: 'markdown', content } },
});
