import type { Instant } from '../../shared/model/instant.ts';
import type { RotaListEntity, RotaOverride } from '../../shared/model/rota.ts';
import type { Policy } from '../../shared/policy/index.ts';
import type { Bookings } from '../../shared/rules/rotaBook.ts';
import { rotaListsOf, type DutyList } from '../duty.ts';
import { rotaView } from './rotaView.ts';

/** What the rota is made of. */
export interface RotaDeskOptions {
  readonly policy: Pick<Policy, 'people' | 'rota'>;
  /** Who stands in, in the order of their proposal; another object whenever one changes. */
  readonly overrides: () => Readonly<Record<string, RotaOverride>>;
  /** What the calendars say, by list; another map whenever one changes. */
  readonly calendars?: () => ReadonlyMap<string, Bookings>;
}

const noCalendars: ReadonlyMap<string, Bookings> = new Map();

/** The rota as it stands: turns, calendars and stand-ins together. */
export class RotaDesk {
  readonly #options: RotaDeskOptions;
  readonly #names: ReadonlyMap<string, string>;
  #lists: { readonly of: ReadonlyMap<string, Bookings>; readonly lists: readonly DutyList[] } | undefined;
  #view: { readonly key: readonly unknown[]; readonly entities: readonly RotaListEntity[] } | undefined;

  constructor(options: RotaDeskOptions) {
    this.#options = options;
    this.#names = new Map(options.policy.people.persons.map(({ id, name }) => [id, name]));
  }

  /** The lists, with what their calendars say. */
  readonly lists = (): readonly DutyList[] => {
    const of = this.#options.calendars?.() ?? noCalendars;
    if (this.#lists?.of !== of) this.#lists = { of, lists: rotaListsOf(this.#options.policy, of) };
    return this.#lists.lists;
  };

  /** Lists and stand-ins. */
  book(): { readonly lists: readonly DutyList[]; readonly overrides: readonly RotaOverride[] } {
    return { lists: this.lists(), overrides: Object.values(this.#options.overrides()) };
  }

  /** What consoles see; worked out anew once a minute, or when something changed. */
  entities(now: Instant): readonly RotaListEntity[] {
    const key = [this.lists(), this.#options.overrides(), Math.floor(now / 60_000)];
    if (this.#view?.key.every((part, index) => part === key[index]) !== true)
      this.#view = { key, entities: rotaView({ ...this.book(), names: this.#names }, now) };
    return this.#view.entities;
  }
}
