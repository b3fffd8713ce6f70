import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { ChainLink } from '../../shared/model/chain.ts';
import { instantSchema, type Instant } from '../../shared/model/instant.ts';
import type { Policy } from '../../shared/policy/index.ts';
import { linkFreshness } from '../../shared/rules/freshness.ts';
import type { Bookings } from '../../shared/rules/rotaBook.ts';
import type { SourceDependencies } from '../sources/dependencies.ts';
import { whyFailed } from '../sources/http.ts';
import { startLoop } from '../sources/loop.ts';
import { fetchCalendar, type FetchedCalendar, type PolicyCalendar } from './fetchCalendar.ts';
import { readCalendar } from './readCalendar.ts';
import { bookingsOf } from './whoIsMeant.ts';

const dayMs = 86_400_000;
const daysBack = 40;
const daysAhead = 100;

/** What a calendar said last, as it is kept on disk. */
const keptSchema = z.object({ text: z.string(), readAt: instantSchema, tag: z.string().optional() });
type Kept = z.infer<typeof keptSchema>;

/** What the calendars of a rota need. */
export interface CalendarsOptions {
  readonly policy: Pick<Policy, 'people' | 'rota'>;
  readonly deps: Pick<SourceDependencies, 'fetch' | 'clock'>;
  /** Where what was read last is kept: `<folder>/calendars/<list>.json`. */
  readonly dataFolder: string;
  /** Told of what went wrong, once a change. */
  readonly onProblem: (list: string, problem: string) => void;
}

interface Held {
  readonly list: string;
  readonly name: string;
  readonly calendar: PolicyCalendar;
  kept: Kept | undefined;
  problem: string | undefined;
}

/**
 * The calendars that stand in place of turns: read again and again, the last good one kept on disk and gone on with, for
 * a rota that is a day old is better than none. How old it is, its link in the chain says.
 */
export class Calendars {
  readonly #options: CalendarsOptions;
  readonly #held: readonly Held[];
  readonly #startedAt: Instant;
  #stops: readonly (() => Promise<void>)[] = [];
  #bookings: ReadonlyMap<string, Bookings> = new Map();
  #expandedOn = Number.NaN;

  constructor(options: CalendarsOptions) {
    this.#options = options;
    this.#startedAt = options.deps.clock.now();
    this.#held = calendarsIn(options.policy).map(({ list, name, calendar }) => ({
      ...{ list, name, calendar },
      kept: recall(options.dataFolder, list),
      problem: undefined,
    }));
  }

  /** What the calendars say, by list; another map whenever one changed, or a day has passed. */
  readonly bookings = (): ReadonlyMap<string, Bookings> => {
    const today = Math.floor(this.#options.deps.clock.now() / dayMs);
    if (today !== this.#expandedOn) this.#expand(today);
    return this.#bookings;
  };

  start(): void {
    const { clock } = this.#options.deps;
    this.#stops = this.#held.map((held) =>
      startLoop(
        clock,
        { everyMs: held.calendar.interval },
        async (signal) => this.#read(held, signal),
        (defect) => this.#failed(held, defect),
      ),
    );
  }

  async stop(): Promise<void> {
    await Promise.all(this.#stops.map((stop) => stop()));
  }

  /** The calendars' links of the chain. They say nothing about services. */
  links(now: Instant): readonly ChainLink[] {
    return this.#held.map(({ list, name, calendar, kept, problem }) => {
      const heardAt = kept?.readAt;
      const { freshFor } = calendar;
      const freshness = linkFreshness({ heardAt, freshForMs: freshFor, startedAt: this.#startedAt }, now);
      const from = heardAt === undefined ? this.#startedAt : heardAt + 2 * freshFor;
      return {
        id: `calendar-${list}`,
        name: `Calendar of ${name}`,
        // Older consoles know no other kind that is neither a service's nor Prometheus's.
        kind: 'gateway',
        ...{ freshness, heardAt, problem },
        freshForMs: freshFor,
        silentSince: freshness === 'silent' ? from : undefined,
      };
    });
  }

  async #read(held: Held, signal: AbortSignal): Promise<void> {
    const { deps } = this.#options;
    const fetched = await fetchCalendar(held.calendar, held.kept?.tag, deps, signal);
    if (signal.aborted) return;
    if (!fetched.ok) return this.#failed(held, fetched.error);
    this.#take(held, fetched.value);
  }

  #take(held: Held, fetched: FetchedCalendar): void {
    const readAt = this.#options.deps.clock.now();
    const text = fetched.text ?? held.kept?.text;
    if (text === undefined) return this.#failed(held, 'it says that nothing changed, but was never read');
    const isNew = text !== held.kept?.text;
    // A file that can't be read must not take the place of one that can.
    const sound = isNew ? readCalendar(text, { from: readAt, to: readAt + dayMs }) : undefined;
    if (sound?.ok === false) return this.#failed(held, sound.error);
    held.kept = { text, readAt, tag: fetched.tag ?? (isNew ? undefined : held.kept?.tag) };
    held.problem = undefined;
    try {
      keep(this.#options.dataFolder, held.list, held.kept);
    } catch (error) {
      this.#failed(held, `read, but not kept on disk: ${whyFailed(error)}`);
    }
    if (isNew) this.#expand(Math.floor(readAt / dayMs));
  }

  #failed(held: Held, problem: string): void {
    if (held.problem !== problem) this.#options.onProblem(held.list, problem);
    held.problem = problem;
  }

  #expand(today: number): void {
    this.#expandedOn = today;
    const window = { from: (today - daysBack) * dayMs, to: (today + daysAhead) * dayMs };
    this.#bookings = new Map(
      this.#held.flatMap(({ list, kept, calendar }) => {
        const read = kept === undefined ? undefined : readCalendar(kept.text, window);
        if (read?.ok !== true) return [];
        const { people } = this.#options.policy;
        const booked = bookingsOf(read.value, people.persons, calendar.persons);
        return [[list, { ...window, booked }] as const];
      }),
    );
  }
}

/** What the calendars said when they were last read, from disk alone: for programs beside a gateway. */
export const keptBookings = (options: Omit<CalendarsOptions, 'onProblem'>): ReadonlyMap<string, Bookings> =>
  new Calendars({ ...options, onProblem: () => undefined }).bookings();

function calendarsIn({ rota }: Pick<Policy, 'rota'>): readonly Pick<Held, 'list' | 'name' | 'calendar'>[] {
  const { primary, secondary, escalation, executive, experts } = rota;
  const four = Object.entries({ primary, secondary, escalation, executive });
  return [...four, ...experts.map((expert) => [expert.id, expert] as const)].flatMap(
    ([list, { name, calendar }]) => (calendar === undefined ? [] : [{ list, name, calendar }]),
  );
}

const fileOf = (dataFolder: string, list: string): string => join(dataFolder, 'calendars', `${list}.json`);

/** What was kept; undefined where there is nothing, or nothing that can be read: it is read anew then. */
function recall(dataFolder: string, list: string): Kept | undefined {
  try {
    const kept = keptSchema.safeParse(JSON.parse(readFileSync(fileOf(dataFolder, list), 'utf8')));
    return kept.success ? kept.data : undefined;
  } catch {
    return undefined;
  }
}

/** Whole or not at all: a half-written file would lose the last good one. */
function keep(dataFolder: string, list: string, kept: Kept): void {
  const file = fileOf(dataFolder, list);
  mkdirSync(join(dataFolder, 'calendars'), { recursive: true, mode: 0o700 });
  writeFileSync(`${file}.new`, JSON.stringify(kept), { mode: 0o600 });
  renameSync(`${file}.new`, file);
}
