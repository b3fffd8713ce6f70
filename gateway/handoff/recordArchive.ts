import type { Handoff } from '../../shared/model/handoff.ts';
import type { DeskEvent } from '../desk/events.ts';
import type { DeskState } from '../desk/evolve.ts';

/** A year of three shifts a day, and some: about 20 kB each. Older records are in the journal. */
const mostKept = 1_200;

/** Closed handoffs at hand for a search, however long ago the desk forgot them. */
export class RecordArchive {
  readonly #records = new Map<string, Handoff>();

  /** Takes in what an event closed; `desk` is as it is after the event. */
  take(event: DeskEvent, { handoffs }: Pick<DeskState, 'handoffs'>): void {
    if (event.type !== 'handoff.signed') return;
    const record = handoffs.all[event.handoff];
    if (record?.closed === undefined || this.#records.has(record.id)) return;
    this.#records.set(record.id, record);
    const [oldest] = this.#records.keys();
    if (this.#records.size > mostKept && oldest !== undefined) this.#records.delete(oldest);
  }

  /** A record by its id. */
  get(id: string): Handoff | undefined {
    return this.#records.get(id);
  }

  /** Every record that is at hand. */
  get all(): Iterable<Handoff> {
    return this.#records.values();
  }
}
