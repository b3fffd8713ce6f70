import type { Welcome } from './frames.ts';
import { unnamedOperator } from './person.ts';

/** Who is at a console, and for whom its gateway takes it. */
export class WhoActs {
  readonly #hasToken: boolean;
  #person: string | undefined;
  /** Under the present name; absent before the first welcome. */
  #known: Welcome['session'] | undefined;

  constructor(person: string | undefined, hasToken: boolean) {
    this.#person = person;
    this.#hasToken = hasToken;
  }

  /** The name to say hello with. */
  get person(): string | undefined {
    return this.#person;
  }

  /** Who gives a command now; undefined where a token says it, and its gateway has not answered yet. */
  get giver(): string | undefined {
    if (this.#known !== undefined) return this.#known.person;
    return this.#hasToken ? undefined : this.#person || unnamedOperator;
  }

  welcomed(session: Welcome['session']): void {
    this.#known = session;
  }

  /** Takes another name; true where the gateway must be told. A token says who it is, whatever name is chosen. */
  become(person: string | undefined): boolean {
    if (person === this.#person) return false;
    this.#person = person;
    if (this.#known?.vouched === true) return false;
    this.#known = undefined;
    return true;
  }
}
