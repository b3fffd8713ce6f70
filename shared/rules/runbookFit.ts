import type { Alert } from '../model/alert.ts';
import type { Incident } from '../model/incident.ts';
import type { RunbookHead } from '../model/runbook.ts';

/** What a runbook is read for: its incident, and the alerts of it. */
export interface ReadFor {
  readonly incident: Incident;
  readonly alerts: readonly Alert[];
}

/** The runbook that an address or a file name means, by its last part: `https://wiki/runbooks/high-latency.md#top` is `high-latency`. */
export function runbookNamed(written: string): string {
  const path = written.replace(/[?#].*$/, '').replace(/\/+$/, '');
  const name = path.slice(path.lastIndexOf('/') + 1).replace(/\.(md|markdown|html?)$/i, '');
  return name.toLowerCase();
}

/** How well a runbook fits an incident: named by it or by its alerts, then for one of its alerts, then for its service; 0 where not at all. */
export function fitOf(
  runbook: Pick<RunbookHead, 'id' | 'alerts' | 'services'>,
  { incident, alerts }: ReadFor,
): number {
  const named = [...incident.runbooks, ...alerts.flatMap(({ runbookUrl }) => runbookUrl ?? [])];
  const place = named.findIndex((written) => runbookNamed(written) === runbook.id);
  if (place >= 0) return 4 - Math.min(place, 999) / 1000;
  if (alerts.some(({ name }) => runbook.alerts.includes(name))) return 2;
  return incident.service !== undefined && runbook.services.includes(incident.service) ? 1 : 0;
}

/** The runbook that fits an incident best; undefined where none does. */
export function bestRunbook<Runbook extends Pick<RunbookHead, 'id' | 'alerts' | 'services'>>(
  runbooks: readonly Runbook[],
  readFor: ReadFor,
): Runbook | undefined {
  let best: { readonly runbook: Runbook; readonly fit: number } | undefined;
  for (const runbook of runbooks) {
    const fit = fitOf(runbook, readFor);
    if (fit > (best?.fit ?? 0)) best = { runbook, fit };
  }
  return best?.runbook;
}
