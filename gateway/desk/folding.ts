import { Drafted } from './drafted.ts';
import type { Incident } from '../../shared/model/incident.ts';
import type { Instant } from '../../shared/model/instant.ts';
import { spanText } from '../../shared/rules/durations.ts';
import type { DeskEvent } from './events.ts';
import { evolve, type DeskState } from './evolve.ts';
import { openIncidents } from './evolveGrouping.ts';
import { symptomsOf } from './symptoms.ts';
import { rankOf, type DeskRules } from './rules.ts';
import { unavailableCause } from './signal.ts';

const by = { kind: 'gateway', name: 'gateway' } as const;

/** What decides whether an incident is a symptom. */
type Suspect = Pick<Incident, 'id' | 'service' | 'cause' | 'category'> & { readonly since: Instant };

/** Under which incident a symptom folds, and why. */
export interface Fold {
  readonly under: string;
  readonly reason: string;
}

/**
 * The incident that accounts for another: it says that a service is unavailable without which this one's can't work,
 * directly or through others, the nearest first. Undefined where there is none, or where the other came too long before.
 */
export function foldOf(state: DeskState, rules: DeskRules, suspect: Suspect): Fold | undefined {
  const { id, service, since } = suspect;
  if (service === undefined || rules.standsAlone(suspect)) return undefined;
  for (const [needed, through] of dependenciesOf(rules, service)) {
    const down = incidentAt(state, state.openByCause.get(unavailableCause(needed)));
    // One that is well again accounts for nothing new.
    if (down === undefined || down.signalsClearAt !== undefined) continue;
    const root = incidentAt(state, down.foldedUnder?.incident) ?? down;
    if (root.id === id || root.status === 'resolved') continue;
    if (since < Math.min(down.firstSignalAt, down.openedAt) - rules.foldWithinMs) continue;
    const name = (of: string): string => rules.services.get(of)?.name ?? of;
    const way = through.length === 0 ? '' : ` through ${through.map(name).join(' and ')}`;
    return { under: root.id, reason: `${name(needed)} is down, which ${name(service)} depends on${way}` };
  }
  return undefined;
}

/** Ids of services, each with those on the way to it. */
type Dependencies = ReadonlyMap<string, readonly string[]>;

/** Searched once for each policy: every incident is held against it at every beat. */
const searched = new WeakMap<DeskRules['services'], Map<string, Dependencies>>();

/** All that a service needs, the nearest first, each once, with the services on the way; services in a ring end there. */
function dependenciesOf({ services }: DeskRules, service: string): Dependencies {
  const known = searched.get(services) ?? new Map<string, Dependencies>();
  searched.set(services, known);
  const before = known.get(service);
  if (before !== undefined) return before;
  const found = new Map<string, readonly string[]>();
  let ring: readonly (readonly [string, readonly string[]])[] = [[service, []]];
  while (ring.length > 0) {
    const next: (readonly [string, readonly string[]])[] = [];
    for (const [from, through] of ring) {
      for (const needed of services.get(from)?.dependsOn ?? []) {
        if (needed === service || found.has(needed)) continue;
        found.set(needed, through);
        next.push([needed, [...through, needed]]);
      }
    }
    ring = next;
  }
  known.set(service, found);
  return found;
}

/**
 * What follows from how incidents stand to one another: symptoms that came before their cause fold under it, a cause is
 * as severe as the worst that it holds, and what is still bad after its cause has been well for long stands up.
 */
export function decideFolding(before: DeskState, rules: DeskRules, now: Instant): readonly DeskEvent[] {
  const drafted = new Drafted(before);
  for (const { id } of openIncidents(before)) {
    const incident = incidentAt(drafted.state, id);
    if (incident === undefined || incident.status === 'resolved') continue;
    if (incident.foldedUnder === undefined) {
      const fold = mayFold(incident) ? foldOf(drafted.state, rules, suspectOf(incident)) : undefined;
      if (fold === undefined) continue;
      // What folded under this one before is held by its cause now, and may be worse.
      const held = [incident, ...symptomsOf(drafted.state, id)];
      drafted.add({ type: 'incident.folded', at: now, by, incident: id, ...fold });
      for (const each of held) raise(each, fold.under);
      continue;
    }
    const under = incident.foldedUnder.incident;
    const wellSince = incidentAt(drafted.state, under)?.signalsClearAt;
    const isUnexplained = wellSince !== undefined && now - wellSince >= rules.foldWithinMs;
    if (isUnexplained && incident.signalsClearAt === undefined) {
      const reason = `the signals of ${under} have been clear for ${spanText(rules.foldWithinMs)}, and this is still bad`;
      drafted.add({ type: 'incident.unfolded', at: now, by, incident: id, from: under, reason });
    } else raise(incident, under);
  }
  return drafted.events;

  function raise(held: Incident, under: string): void {
    const event = raisedBy(drafted.state, rules, held, under);
    if (event !== undefined) drafted.add({ ...event, at: now, by });
  }
}

/** The cause takes the worst severity of what it holds; undefined where it has it. */
function raisedBy(
  state: DeskState,
  rules: DeskRules,
  { id, severity }: Pick<Incident, 'id' | 'severity'>,
  under: string,
): Omit<Extract<DeskEvent, { type: 'incident.reclassified' }>, 'at' | 'by'> | undefined {
  const cause = incidentAt(state, under);
  if (cause === undefined || rankOf(rules, severity) >= rankOf(rules, cause.severity)) return undefined;
  const reason = `${id}, folded under it, is ${severity}`;
  return { type: 'incident.reclassified', incident: under, from: cause.severity, to: severity, reason };
}

/**
 * What becomes of the symptoms of a cause that a person resolves: those that are clear are resolved with it, those still
 * bad fold under another cause that accounts for them, or stand by themselves. `state` is the desk after the resolve.
 */
export function afterResolve(
  before: DeskState,
  rules: DeskRules,
  resolved: Extract<DeskEvent, { type: 'incident.resolved' }>,
): readonly DeskEvent[] {
  let state = before;
  const { at, incident: from, note } = resolved;
  const held = symptomsOf(before, from);
  const services = held.flatMap(({ service }) => service ?? []);
  const needs = ({ service = '' }: Incident): number => {
    const needed = dependenciesOf(rules, service);
    return services.filter((id) => needed.has(id)).length;
  };
  // Those that need none of the others first: what depends on one of them then folds under it.
  return held
    .map((incident) => ({ incident, needs: needs(incident) }))
    .sort((one, other) => one.needs - other.needs)
    .map(({ incident }): DeskEvent => {
      const { id, signalsClearAt } = incident;
      if (signalsClearAt !== undefined) return { ...resolved, incident: id, note: `with ${from}: ${note}` };
      const fold = foldOf(state, rules, { ...suspectOf(incident), since: at });
      const event: DeskEvent =
        fold === undefined
          ? {
              ...{ type: 'incident.unfolded', at, by, incident: id, from },
              reason: `${from} was resolved, and this is still bad`,
            }
          : { type: 'incident.folded', at, by, incident: id, ...fold };
      state = evolve(state, event);
      return event;
    });
}

const mayFold = ({ declaredBy, arranged, signalsClearAt }: Incident): boolean =>
  declaredBy === undefined && arranged !== true && signalsClearAt === undefined;

const suspectOf = ({ id, service, cause, category, clocksFrom, openedAt }: Incident): Suspect => ({
  ...{ id, service, cause, category },
  since: clocksFrom ?? openedAt,
});

const incidentAt = (state: DeskState, id: string | undefined): Incident | undefined =>
  id === undefined ? undefined : state.incidents.get(id);
