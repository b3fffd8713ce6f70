import pino from 'pino';
import { z } from 'zod';
import { openSqliteJournal } from '../../../../gateway/journal/sqliteJournal.ts';
import { Operations } from '../../../../gateway/operations.ts';
import { loadPolicy } from '../../../../gateway/policy/loadPolicy.ts';
import type { Observation, Source } from '../../../../gateway/sources/source.ts';
import { World } from '../../../../gateway/world.ts';
import type { Command } from '../../../../shared/feed/commands.ts';
import type { EntityKind, EntityOf } from '../../../../shared/model/entities.ts';
import type { Handoff } from '../../../../shared/model/handoff.ts';
import { FakeClock } from '../sources/fakeClock.ts';

const loaded = await loadPolicy('assets/policy/acgs.yaml', {});
if (!loaded.ok) throw new Error(JSON.stringify(loaded.error));
const acgs = loaded.value;
/** The services that are watched on this day. */
export const watched = ['auth', 'integrity'];
/** ACGS's policy with health checks of two services as its only source, and one channel that can be reached. */
const policy = {
  ...acgs,
  policy: {
    ...acgs.policy,
    estate: {
      ...acgs.policy.estate,
      services: acgs.policy.estate.services
        .filter(({ id }) => watched.includes(id))
        .map((service) => ({ ...service, dependsOn: [], up: undefined, figures: [] })),
    },
    objectives: [],
    handoff: { ...acgs.policy.handoff, channels: ['desk'] },
    channels: [
      {
        id: 'desk',
        name: 'Desk',
        kind: 'webhook' as const,
        url: 'http://desk.example/hook',
        simulated: false,
      },
    ],
    sources: [
      { id: 'probes', name: 'Health checks', kind: 'probe' as const, interval: 10_000, freshFor: 45_000 },
    ],
  },
};

const sentSchema = z.object({ attachment: z.object({ name: z.string() }).optional() });

/** A clock that may be put ahead: a day passes in a few steps, and timers run after each. */
class LeapingClock extends FakeClock {
  #aheadMs = 0;
  override now(): number {
    return super.now() + this.#aheadMs;
  }
  leapTo(at: number): void {
    this.#aheadMs += Math.max(0, at - this.now());
  }
}

/** A gateway that is led through a day, its services as they are said to be. */
export function dayUnderTest(folder: string, start: number) {
  const clock = new LeapingClock(start);
  const down = new Set<string>();
  let given = 0;
  let isReachable = true;
  const records: string[] = [];
  const begin = () => {
    const opened = openSqliteJournal(folder);
    if (!opened.ok) throw new Error(opened.error);
    let say: (observation: Observation) => void = () => undefined;
    const source: Source = {
      ...{ id: 'probes', name: 'Health checks', kind: 'probe', freshForMs: 45_000 },
      start: (sink) => void (say = sink),
      stop: async () => undefined,
    };
    const world = new World(clock);
    const operations = new Operations({
      ...{ policy, sources: [source], journal: opened.value, world, clock, name: 'day' },
      log: pino({ level: 'silent' }),
      fetch: async (_url, init) => {
        if (!isReachable) return new Response('gone', { status: 410 });
        const { attachment } = sentSchema.parse(
          JSON.parse(typeof init?.body === 'string' ? init.body : '{}'),
        );
        if (attachment !== undefined) records.push(attachment.name);
        return new Response('ok');
      },
      random: () => 0,
    });
    operations.start();
    const end = async (): Promise<void> => {
      await operations.stop();
      opened.value.close();
    };
    return { operations, world, end, say: (observation: Observation) => say(observation) };
  };
  let running = begin();
  const check = (): void => {
    const expected = policy.policy.compliance.expectedHash;
    const at = clock.now();
    for (const service of watched) {
      const ok = !down.has(service);
      const hash = ok ? { hash: { expected, found: expected } } : {};
      const text = ok ? 'HTTP 200' : 'HTTP 503';
      running.say({ kind: 'probe', source: 'probes', service, at, ok, text, ...hash });
    }
    running.say({ kind: 'heard', source: 'probes', at });
  };
  const all = <Kind extends EntityKind>(kind: Kind): readonly EntityOf<Kind>[] =>
    running.world.ids(kind).flatMap((id) => running.world.get(kind, id) ?? []);
  return {
    clock,
    down,
    all,
    /** Names of the records that the channel took. */
    records,
    /** Whether the channel takes anything. */
    reach: (reachable: boolean) => void (isReachable = reachable),
    /** Time passes, and every health check is made often enough to be believed. */
    async until(at: number): Promise<void> {
      clock.leapTo(at - 3_000);
      for (let second = 0; second < 3; second += 1) {
        check();
        await clock.move(1_000);
      }
    },
    /** `givenAt` is what the console's own clock says. */
    give(person: string, command: Command, givenAt = 0) {
      given += 1;
      const commandId = `command-${given}`;
      return running.operations.submit({ commandId, command, person, role: 'operator', givenAt });
    },
    handoff: (id: string): Handoff | undefined => running.world.get('handoff', id),
    async restart(): Promise<void> {
      await running.end();
      running = begin();
    },
    end: () => running.end(),
  };
}
