import type { Alert } from '../shared/model/alert.ts';
import type { EntityKind, EntityOf } from '../shared/model/entities.ts';
import type { Incident } from '../shared/model/incident.ts';
import type { Instant } from '../shared/model/instant.ts';
import type { BurnView } from './burn/burnKeeper.ts';
import type { DeskState } from './desk/evolve.ts';
import { signalKeysOf } from './desk/standings.ts';
import type { EstateView } from './health/estateKeeper.ts';
import type { World } from './world.ts';

/** Of an incident's signals so many are shown. */
const mostSignals = 200;

/** Resolved incidents and changes that are done stay on the consoles this long. */
const keepOverMs = 24 * 60 * 60_000;

/** Puts what is known into the world that consoles see, and takes out what is over. */
export class Publisher {
  readonly #world: World;
  /** Alerts as they were shown last: one that is as it was need not be written again to see that. */
  #alerts: ReadonlyMap<Alert, Alert> = new Map();
  /** An incident changes whenever a signal of its own does, so that each is made ready once. */
  readonly #shown = new WeakMap<Incident, Incident>();

  constructor(world: World) {
    this.#world = world;
  }

  /** Services, their figures and their past, and the budgets. */
  estate(view: EstateView, burn: BurnView): void {
    const world = this.#world;
    for (const service of view.services) world.upsert('service', service.id, service);
    for (const telemetry of view.telemetry) world.upsert('telemetry', telemetry.service, telemetry);
    for (const history of view.histories) world.upsert('history', history.service, history);
    for (const objective of burn.objectives) world.upsert('objective', objective.id, objective);
    for (const line of burn.lines) world.upsert('budgetLine', line.id, line);
  }

  /** Incidents that are open, or were until lately. */
  incidents(desk: Pick<DeskState, 'incidents' | 'signals' | 'signalsOf'>, now: Instant): readonly Incident[] {
    const shown = [...desk.incidents.values()]
      .filter(({ resolved }) => resolved === undefined || now - resolved.at < keepOverMs)
      .map((incident) => this.#withSignals(incident, desk));
    this.all('incident', shown);
    return shown;
  }

  /** An open incident with the signals behind it. */
  #withSignals(incident: Incident, desk: Pick<DeskState, 'signals' | 'signalsOf'>): Incident {
    if (incident.resolved !== undefined) return incident;
    const known = this.#shown.get(incident);
    if (known !== undefined) return known;
    const keys = signalKeysOf(desk, incident.id).slice(0, mostSignals);
    const signals = keys.map((key) => ({ key, state: desk.signals.get(key)?.state ?? 'clear' }));
    const shown = { ...incident, signals };
    this.#shown.set(incident, shown);
    return shown;
  }

  /** Alerts, each with the open incident that it belongs to. */
  alerts(alerts: readonly Alert[], incidents: readonly Incident[]): void {
    const incidentOf = new Map(
      incidents
        .filter(({ status }) => status !== 'resolved')
        .flatMap((incident) => incident.alerts.map((alert) => [alert, incident.id])),
    );
    const shown = new Map(
      alerts.map((alert) => {
        const incident = incidentOf.get(alert.id);
        const before = this.#alerts.get(alert);
        return [
          alert,
          before !== undefined && before.incident === incident ? before : { ...alert, incident },
        ];
      }),
    );
    this.#alerts = shown;
    this.all('alert', [...shown.values()]);
  }

  /** Changes that are not done, or were not until lately. */
  changes({ changes }: Pick<DeskState, 'changes'>, now: Instant): void {
    const shown = Object.values(changes).filter(
      ({ endedBy }) => endedBy === undefined || now - endedBy.at < keepOverMs,
    );
    this.all('change', shown);
  }

  /** Runbooks followed for the incidents that are shown. */
  runbookRuns({ runbookRuns }: Pick<DeskState, 'runbookRuns'>, incidents: readonly Incident[]): void {
    const ids = new Set(incidents.map(({ id }) => id));
    this.all(
      'runbookRun',
      Object.values(runbookRuns).filter(({ incident }) => ids.has(incident)),
    );
  }

  /** All entities of a kind; others of it are taken out. */
  all<Kind extends EntityKind>(
    kind: Kind,
    entities: readonly (EntityOf<Kind> & { readonly id: string })[],
  ): void {
    for (const entity of entities) this.#world.upsert(kind, entity.id, entity);
    const kept = new Set(entities.map(({ id }) => id));
    for (const id of this.#world.ids(kind)) if (!kept.has(id)) this.#world.remove(kind, id);
  }
}
