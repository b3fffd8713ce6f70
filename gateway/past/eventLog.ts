import type { Instant } from '../../shared/model/instant.ts';
import type { DeskEvent } from '../desk/events.ts';

/** Events that are kept in memory; the journal keeps all. */
export const keptEvents = 20_000;
const dropAtOnce = 1_000;

/** Kinds of which nothing is told: acts that others tell of, and notices that did arrive. */
const untold: ReadonlySet<DeskEvent['type']> = new Set([
  'command.refused',
  'notice.due',
  'notice.failed',
  'notice.delivered',
  'automation.step',
  'automation.cleared',
  'silence.requested',
  'silence.done',
]);

/** The newest events of the journal, for what happened between two instants. */
export class EventLog {
  #events: DeskEvent[] = [];
  #since: Instant | undefined;

  /** In the journal's order. */
  get events(): readonly DeskEvent[] {
    return this.#events;
  }

  /** Events up to here are kept no longer; undefined where the whole journal is. */
  get since(): Instant | undefined {
    return this.#since;
  }

  /** Takes each event once, in the journal's order. */
  take(event: DeskEvent): void {
    if (untold.has(event.type)) return;
    this.#events.push(event);
    if (this.#events.length < keptEvents + dropAtOnce) return;
    const dropped = this.#events.slice(0, dropAtOnce);
    this.#events = this.#events.slice(dropAtOnce);
    this.#since = dropped.reduce((latest, { at }) => Math.max(latest, at), this.#since ?? 0);
  }
}
