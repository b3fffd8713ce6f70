import { assertNever } from '../../shared/assertNever.ts';
import type { ChangeRecord, IncidentRecord } from '../../shared/model/incidentRecord.ts';
import type { Instant } from '../../shared/model/instant.ts';
import type { Page } from '../../shared/rules/rotaLoad.ts';
import { bounded } from '../channels/wording.ts';
import type { DeskEvent, EventOf } from '../desk/events.ts';

/** What the journal adds up to for figures. */
export interface Records {
  readonly incidents: ReadonlyMap<string, IncidentRecord>;
  readonly changes: ReadonlyMap<string, ChangeRecord>;
  /** Who was paged for what, in order. */
  readonly pages: readonly Page[];
  /** When the first event of the journal happened. */
  readonly since: Instant | undefined;
}

/** Characters of a resolution's note that are kept with its record; the journal has all of it. */
const mostOfNote = 400;

/** Keeps the records: each event is folded in once, in the journal's order, and nothing is read again for a figure. */
export class RecordKeeper implements Records {
  readonly #incidents = new Map<string, IncidentRecord>();
  readonly #changes = new Map<string, ChangeRecord>();
  readonly #pages: Page[] = [];
  #since: Instant | undefined;

  get incidents(): ReadonlyMap<string, IncidentRecord> {
    return this.#incidents;
  }

  get changes(): ReadonlyMap<string, ChangeRecord> {
    return this.#changes;
  }

  get pages(): readonly Page[] {
    return this.#pages;
  }

  get since(): Instant | undefined {
    return this.#since;
  }

  /** Folds one event in. Kinds that no figure needs, and acts on unknown incidents or changes, change nothing. */
  take(event: DeskEvent): void {
    this.#since ??= event.at;
    switch (event.type) {
      case 'incident.opened':
      case 'incident.acknowledged':
      case 'incident.reclassified':
      case 'incident.resolved':
      case 'incident.reopened':
      case 'incident.folded':
      case 'incident.unfolded':
      case 'incident.merged': {
        const record = foldIncident(this.#incidents.get(event.incident), event);
        if (record !== undefined) this.#incidents.set(event.incident, record);
        return;
      }
      case 'incident.escalated': {
        const { at, incident, person } = event;
        this.#pages.push({ at, incident, person });
        return;
      }
      case 'change.planned':
      case 'change.started':
      case 'change.ended': {
        const record = foldChange(this.#changes.get(event.change), event);
        if (record !== undefined) this.#changes.set(event.change, record);
        return;
      }
      // Later kinds too: what a figure needs of them is added here on purpose, never by accident.
      default:
    }
  }
}

type IncidentEvent = EventOf<
  | 'incident.opened'
  | 'incident.acknowledged'
  | 'incident.reclassified'
  | 'incident.resolved'
  | 'incident.reopened'
  | 'incident.folded'
  | 'incident.unfolded'
  | 'incident.merged'
>;

/** One incident's record after an event of its own. */
function foldIncident(record: IncidentRecord | undefined, event: IncidentEvent): IncidentRecord | undefined {
  if (event.type === 'incident.opened') return openedRecord(event);
  const last = record?.episodes.at(-1);
  if (record === undefined || last === undefined) return undefined;
  const act = { at: event.at, by: event.by };
  switch (event.type) {
    case 'incident.acknowledged':
      return record.acknowledged === undefined ? { ...record, acknowledged: act } : record;
    case 'incident.reclassified':
      return { ...record, severities: [...record.severities, { severity: event.to, from: event.at }] };
    case 'incident.resolved':
      if (last.resolved !== undefined) return record;
      return {
        ...record,
        episodes: [
          ...record.episodes.slice(0, -1),
          { ...last, resolved: { ...act, note: bounded(event.note, mostOfNote) } },
        ],
      };
    case 'incident.reopened':
      if (last.resolved === undefined) return record;
      return { ...record, mergedInto: undefined, episodes: [...record.episodes, { from: event.at }] };
    case 'incident.folded':
      return { ...record, mergedInto: event.under };
    case 'incident.unfolded':
      return { ...record, mergedInto: undefined, countsFrom: event.at };
    case 'incident.merged': {
      const episodes = [...record.episodes.slice(0, -1), { ...last, resolved: act }];
      return { ...record, mergedInto: event.into, episodes };
    }
    default:
      return assertNever(event, 'incident event');
  }
}

function openedRecord(event: EventOf<'incident.opened'>): IncidentRecord {
  const { incident: id, title, service, category, cause, severity, firstSignalAt, declaredBy, at } = event;
  const { folded, arranged } = event;
  return {
    id,
    title,
    service,
    category,
    cause,
    severities: [{ severity, from: at }],
    firstSignalAt,
    openedAt: at,
    episodes: [{ from: at }],
    declaredBy,
    arranged,
    mergedInto: folded?.under,
  };
}

type ChangeEvent = EventOf<'change.planned' | 'change.started' | 'change.ended'>;

/** One change's record after an event of its own. */
function foldChange(record: ChangeRecord | undefined, event: ChangeEvent): ChangeRecord | undefined {
  if (event.type === 'change.planned')
    return { id: event.change, services: event.services, startsAt: event.startsAt };
  if (record === undefined) return undefined;
  return event.type === 'change.started'
    ? { ...record, startsAt: event.at }
    : { ...record, ended: { at: event.at, outcome: event.outcome } };
}
