import {
  mostPassed,
  mostPassedActs,
  type Blind,
  type DeskBetween,
  type Passed,
} from '../../shared/model/between.ts';
import type { Entities } from '../../shared/model/entities.ts';
import type { Incident } from '../../shared/model/incident.ts';
import type { Service } from '../../shared/model/service.ts';

interface Span {
  readonly from: number;
  readonly to: number;
}

const isIn = ({ from, to }: Span, at: number): boolean => at >= from && at < to;

/**
 * What this console alone can tell of a span, from the state that it holds of `asOf`: incidents by their timelines, and
 * services by their present state. What came and went in between is in no state, and the answer says so.
 */
export function heldBetween(entities: Entities, span: Span, asOf: number): DeskBetween {
  const incidents = Object.values(entities.incident).flatMap((incident) => incidentItem(incident, span));
  const services = Object.values(entities.service).flatMap((service) => serviceItem(service, span));
  const items = [...incidents, ...services].sort((one, other) => other.lastAt - one.lastAt);
  const had = (kind: string): number =>
    Object.values(entities.incident).filter(({ timeline }) =>
      timeline.some((entry) => entry.kind === kind && isIn(span, entry.at)),
    ).length;
  const blind: Blind[] = [];
  if (asOf > span.from) {
    const name = 'Alerts and services that came and went';
    blind.push({ kind: 'records', name, from: span.from, to: Math.min(asOf, span.to) });
  }
  if (asOf < span.to) {
    const name = 'Anything after the feed was lost';
    blind.push({ kind: 'records', name, from: Math.max(asOf, span.from) });
  }
  return {
    ...span,
    asOf,
    counts: {
      opened: had('opened'),
      acknowledged: had('acknowledged'),
      escalated: had('escalated'),
      reopened: had('reopened'),
      resolved: had('resolved'),
      ...{ flapped: 0, alerts: 0, services: services.length, silences: 0, runs: 0, changes: 0 },
    },
    blind,
    blindCount: blind.length,
    items: items.slice(0, mostPassed),
    itemCount: items.length,
  };
}

function incidentItem(incident: Incident, span: Span): Passed[] {
  const { id, title, service, severity, status, openedAt, resolved } = incident;
  const own = incident.timeline.filter(({ at }) => isIn(span, at));
  const last = own.at(-1);
  if (last === undefined) return [];
  const acts = own
    .filter(({ kind }) => kind !== 'signal' && kind !== 'notice')
    .map(({ at, by, text }) => ({ at, by: by.kind === 'person' ? by.name : undefined, text }));
  return [
    {
      ...{ kind: 'incident', id, title, service, severity, state: status },
      ...{ from: openedAt, to: status === 'resolved' ? resolved?.at : undefined, lastAt: last.at, times: 0 },
      ...{ acts: acts.slice(-mostPassedActs), actCount: acts.length },
    },
  ];
}

function serviceItem({ id, name, state, since, reason }: Service, span: Span): Passed[] {
  if (state === 'operational' || !isIn(span, since)) return [];
  return [
    {
      ...{
        kind: 'service',
        id: `${id} ${state}`,
        title: name,
        service: id,
        state,
        from: since,
        lastAt: since,
      },
      ...{ times: 1, acts: [{ at: since, text: reason }], actCount: 1 },
    },
  ];
}
