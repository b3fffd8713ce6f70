import type { DeskEvent } from './events.ts';
import { evolve, type DeskState } from './evolve.ts';

/** Events that are decided one after the other, each from the desk as those before it leave it. */
export class Drafted {
  readonly events: DeskEvent[] = [];
  #state: DeskState;

  constructor(before: DeskState) {
    this.#state = before;
  }

  /** The desk after all events so far. */
  get state(): DeskState {
    return this.#state;
  }

  add(event: DeskEvent): void {
    this.events.push(event);
    this.#state = evolve(this.#state, event);
  }
}
