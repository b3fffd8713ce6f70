import type { Alert } from '../../../shared/model/alert.ts';
import type { DeskInfo } from '../../../shared/model/desk.ts';
import type { Incident } from '../../../shared/model/incident.ts';
import type { Service } from '../../../shared/model/service.ts';

/** A runbook by name, with its address where one is known. */
export interface RunbookLine {
  readonly name: string;
  readonly url?: string | undefined;
}

const isWebUrl = (text: string): boolean => /^https?:\/\//i.test(text);
const nameOfUrl = (url: string): string =>
  decodeSafely(
    url
      .replace(/[?#].*$/, '')
      .replace(/\/+$/, '')
      .split('/')
      .at(-1) ?? url,
  );

function decodeSafely(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** The runbooks of an incident, its alerts and its service, each once. */
export function runbookLines(
  incident: Incident,
  alerts: readonly Alert[],
  service: Service | undefined,
): readonly RunbookLine[] {
  const lines = new Map<string, RunbookLine>();
  for (const text of [
    ...incident.runbooks,
    ...alerts.map(({ runbookUrl }) => runbookUrl ?? ''),
    ...(service?.runbooks ?? []),
  ]) {
    if (text === '') continue;
    lines.set(text, isWebUrl(text) ? { name: nameOfUrl(text), url: text } : { name: text });
  }
  const all = [...lines.values()];
  // A runbook that has a link is not named a second time without it.
  const linked = new Set(all.flatMap(({ name, url }) => (url === undefined ? [] : [name])));
  return all.filter(({ name, url }) => url !== undefined || !linked.has(name));
}

/** A service's tier by name: `critical tier`. */
export function tierWords(desk: DeskInfo | undefined, service: Service | undefined): string | undefined {
  const tier = service?.tier;
  if (tier === undefined) return undefined;
  return `${desk?.tiers.find(({ id }) => id === tier)?.name ?? tier} tier`;
}

/** The alerts attached to an incident that the console holds. */
export const attachedAlerts = (
  incident: Incident,
  alerts: Readonly<Record<string, Alert>>,
): readonly Alert[] => incident.alerts.flatMap((id) => alerts[id] ?? []);
