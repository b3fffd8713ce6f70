import type { OperatorChoice } from '../shared/desktop.ts';
import { mostOperators, readOperators, type SavedOperator } from '../shared/model/savedOperator.ts';
import { err, ok, type Result } from '../shared/result.ts';
import type { SettingsKeeper } from './settings.ts';

/** The operators of a shared machine, each with how they sign in. */
export class Operators {
  readonly #settings: Pick<SettingsKeeper, 'current' | 'change'>;
  /** Told when somebody else signed in, or the list is another. */
  readonly #onChange: () => void;

  constructor(settings: Pick<SettingsKeeper, 'current' | 'change'>, onChange: () => void) {
    this.#settings = settings;
    this.#onChange = onChange;
  }

  /** Who may be chosen, in the order of their names; no page learns a token. */
  list(): readonly OperatorChoice[] {
    const { person } = this.#settings.current();
    return this.#all()
      .map(({ name, token }) => ({ name, hasToken: token !== undefined, isPresent: name === person }))
      .toSorted((one, other) => one.name.localeCompare(other.name));
  }

  /** Keeps an operator, in place of one of that name. */
  keep(operator: SavedOperator): Result<undefined> {
    const others = this.#all().filter(({ name }) => name !== operator.name);
    if (others.length >= mostOperators) return err(`A console keeps ${mostOperators} operators at most.`);
    return this.#change({ operators: [...others, operator] });
  }

  forget(name: string): Result<undefined> {
    return this.#change({ operators: this.#all().filter((one) => one.name !== name) });
  }

  /** Signs an operator in, and whoever was here out. A token that was in use and is nobody's yet is kept as theirs. */
  switchTo(name: string): Result<undefined> {
    const all = this.#all();
    const chosen = all.find((one) => one.name === name);
    if (chosen === undefined) return err(`No operator "${name}" is kept here.`);
    const { person = 'Before the first switch', token } = this.#settings.current();
    const isLost = token !== undefined && !all.some((one) => one.token === token);
    const kept = isLost ? [...all.filter((one) => one.name !== person), { name: person, token }] : all;
    return this.#change({ operators: kept, person: chosen.name, token: chosen.token ?? '' });
  }

  #all(): readonly SavedOperator[] {
    return readOperators(this.#settings.current().operators);
  }

  #change(patch: object): Result<undefined> {
    const changed = this.#settings.change(patch);
    if (!changed.ok) return changed;
    this.#onChange();
    return ok(undefined);
  }
}
