import { pino } from 'pino';
import { openSqliteJournal } from '../../../gateway/journal/sqliteJournal.ts';
import { Operations } from '../../../gateway/operations.ts';
import { loadPolicy } from '../../../gateway/policy/loadPolicy.ts';
import { createSources } from '../../../gateway/sources/createSources.ts';
import { World, type WorldClock } from '../../../gateway/world.ts';
import type { Command } from '../../../shared/feed/commands.ts';
import type { CommandResult } from '../../../shared/feed/frames.ts';
import type { LabelMatcher, Silence } from '../../../shared/model/silence.ts';

const clock: WorldClock = {
  now: () => Date.now(),
  after: (ms, run) => {
    const timer = setTimeout(run, ms);
    return () => clearTimeout(timer);
  },
};

/** Between the desk and a real Alertmanager: what comes back can be lost. */
export interface Wire {
  /** Answers to POSTs that are lost after Alertmanager did what they ask. */
  losePosts: number;
  posts: number;
}

/** A desk on a journal folder, with one real Alertmanager as its only source. */
export async function silencedDesk(url: string, folder: string) {
  const loaded = await loadPolicy('assets/policy/acgs.yaml', {});
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.error));
  const services = loaded.value.policy.estate.services.map((service) => ({
    ...service,
    ...{ probe: undefined, up: undefined, figures: [] },
  }));
  const policy = {
    ...loaded.value,
    policy: {
      ...loaded.value.policy,
      estate: { ...loaded.value.policy.estate, services },
      objectives: [],
      sources: [
        { id: 'am', name: 'Alertmanager', kind: 'alertmanager', url, interval: 300, freshFor: 5_000 },
      ],
    } as typeof loaded.value.policy,
  };
  const journal = openSqliteJournal(folder);
  if (!journal.ok) throw new Error(journal.error);
  const wire: Wire = { losePosts: 0, posts: 0 };
  const carry: typeof fetch = async (input, init) => {
    const answer = await fetch(input, init);
    if (init?.method !== 'POST') return answer;
    wire.posts += 1;
    if (wire.losePosts === 0) return answer;
    wire.losePosts -= 1;
    throw new Error('socket hang up');
  };
  const sources = createSources(policy.policy, {
    fetch: (url_, init) => carry(url_, init),
    clock,
    random: () => 0,
  });
  const world = new World(clock);
  const log = pino({ level: 'silent' });
  const operations = new Operations({
    ...{ policy, sources, journal: journal.value, world, clock, name: 'test', log },
    fetch: () => Promise.reject(new Error('no channel is set up')),
    random: () => 0,
  });
  const started = operations.start();
  if (!started.ok) throw new Error(started.error);
  return {
    wire,
    operations,
    world,
    give: (commandId: string, command: Command, person = 'M. Tanaka'): CommandResult =>
      operations.submit({ commandId, command, person, role: 'operator', givenAt: Date.now() }),
    silences: (): readonly Silence[] => world.ids('silence').flatMap((id) => world.get('silence', id) ?? []),
    events: (): readonly string[] =>
      [...journal.value.entries()]
        .map(({ event }) => event.type)
        .filter((type) => type.startsWith('silence.') && type !== 'silence.told'),
    async stop() {
      await operations.stop();
      journal.value.close();
    },
  };
}

/** `equals('alertname', 'X')` */
export const equals = (name: string, value: string): LabelMatcher => ({
  ...{ name, value, isRegex: false, isEqual: true },
});

/** Waits until `look` finds something; polls, since nothing of Alertmanager announces itself. */
export async function until<Found>(
  what: string,
  look: () => Found | undefined | Promise<Found | undefined>,
  withinMs = 20_000,
): Promise<Found> {
  const end = Date.now() + withinMs;
  for (;;) {
    const found = await look();
    if (found !== undefined) return found;
    if (Date.now() > end) throw new Error(`Not within ${withinMs} ms: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
