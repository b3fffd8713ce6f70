import type { Histogram } from './histogram.ts';

export type Labels = Readonly<Record<string, string>>;
export type Sample = readonly [labels: Labels, value: number];

/** The content type of Prometheus's text format. */
export const EXPOSITION_TYPE = 'text/plain; version=0.0.4; charset=utf-8';

function escapeLabel(value: string): string {
  return value.replaceAll('\\', '\\\\').replaceAll('\n', '\\n').replaceAll('"', '\\"');
}

function line(name: string, labels: Labels, value: number): string {
  const pairs = Object.entries(labels).map(([key, text]) => `${key}="${escapeLabel(text)}"`);
  return `${name}${pairs.length > 0 ? `{${pairs.join(',')}}` : ''} ${value}`;
}

function head(name: string, type: string, help: string): readonly string[] {
  return [`# HELP ${name} ${help}`, `# TYPE ${name} ${type}`];
}

/** A family of counters or gauges. */
export function family(
  name: string,
  type: 'counter' | 'gauge',
  help: string,
  samples: readonly Sample[],
): readonly string[] {
  return [...head(name, type, help), ...samples.map(([labels, value]) => line(name, labels, value))];
}

/** A family of one histogram. */
export function histogramFamily(
  name: string,
  help: string,
  labels: Labels,
  histogram: Histogram,
): readonly string[] {
  const { buckets, sum, count } = histogram.read();
  return [
    ...head(name, 'histogram', help),
    ...buckets.map(([bound, cumulative]) => line(`${name}_bucket`, { ...labels, le: bound }, cumulative)),
    line(`${name}_sum`, labels, sum),
    line(`${name}_count`, labels, count),
  ];
}
