import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { parse, stringify } from 'yaml';
import type { DeskEvent } from '../../gateway/desk/events.ts';
import { openSqliteJournal } from '../../gateway/journal/sqliteJournal.ts';
import type { CommandName } from '../../shared/feed/commands.ts';
import type { Handoff } from '../../shared/model/handoff.ts';
import { startCutter, type Cutter } from '../contract/handoff/cutter.ts';
import { feedClient, until, type FeedClient } from '../support/feedClient.ts';
import { startGatewayProcess } from '../support/gateway.ts';
import type { ConsoleAct } from '../support/handoffConsole.ts';
import { freePort } from '../support/ports.ts';
import { temporaryFolder, type RestartableServer } from '../support/restartable.ts';

const people = { outgoing: 'M. Tanaka', incoming: 'L. Meyer' } as const;
type Side = keyof typeof people;
const sides: readonly Side[] = ['outgoing', 'incoming'];

/** ACGS's policy with an estate that says nothing, so that no evidence changes meanwhile. */
function quietPolicy(): string {
  const acgs = parse(readFileSync('assets/policy/acgs.yaml', 'utf8')) as Record<string, object>;
  const checklist = [
    { id: 'notes', name: 'Update on-call notes', evidence: 'notes' },
    { id: 'keys', name: 'Hand over the keys' },
  ];
  const nobody = { id: 'prometheus', name: 'Prometheus', kind: 'prometheus', url: 'http://127.0.0.1:9' };
  return stringify({ ...acgs, sources: [nobody], handoff: { ...acgs['handoff'], checklist } });
}

let folder: ReturnType<typeof temporaryFolder>;
let gateway: RestartableServer;
let observer: FeedClient;
let cutters: Record<Side, Cutter>;
let consoles: Record<Side, Console>;

/** A console of one side in a process of its own; the same folder at each start. */
function start(side: Side) {
  const script = join(import.meta.dirname, '../support/handoffConsole.ts');
  const args = [script, cutters[side].feedUrl, join(folder.path, side), people[side]];
  const child = spawn(process.execPath, args, { stdio: ['pipe', 'pipe', 'inherit'] });
  let said = '';
  let read = 0;
  child.stdout.setEncoding('utf8').on('data', (text: string) => void (said += text));
  const hear = (what: RegExp): Promise<string> =>
    until(`${people[side]}'s console says ${String(what)}`, () => {
      const lines = said.split('\n').slice(0, -1);
      const place = lines.findIndex((line, index) => index >= read && what.test(line));
      if (place < 0) return undefined;
      read = place + 1;
      return lines[place];
    });
  return {
    hear,
    does(act: ConsoleAct, answer: RegExp): Promise<string> {
      read = said.split('\n').length - 1;
      child.stdin.write(`${JSON.stringify(act)}\n`);
      return hear(answer);
    },
    problems: () => said.split('\n').filter((line) => line.startsWith('problem')),
    async kill(): Promise<void> {
      const ended = once(child, 'close');
      child.kill('SIGKILL');
      await ended;
    },
  };
}
type Console = ReturnType<typeof start>;

beforeEach(async () => {
  folder = temporaryFolder('handoff-kill');
  const policyFile = join(folder.path, 'policy.yaml');
  writeFileSync(policyFile, quietPolicy());
  const port = await freePort();
  gateway = await startGatewayProcess({ port, policyFile, dataDir: join(folder.path, 'gateway') });
  observer = await feedClient(`ws://127.0.0.1:${port}/feed`, 'K. Tester');
  cutters = { outgoing: await startCutter(port), incoming: await startCutter(port) };
  consoles = { outgoing: start('outgoing'), incoming: start('incoming') };
  for (const side of sides) await consoles[side].hear(/^live$/);
}, 60_000);
afterEach(async () => {
  observer.stop();
  for (const side of sides) {
    await consoles[side].kill();
    await cutters[side].stop();
  }
  await gateway.stop();
  folder.remove();
});

const shown = (): Handoff | undefined => Object.values(observer.state().entities.handoff)[0];
const incident = (): string | undefined => Object.keys(observer.state().entities.incident)[0];

it.each(['before', 'after'] as const)(
  'a console killed in a network that is cut, at each step of a handoff, on either side, %s the gateway has the command, loses no draft and no act',
  async (when) => {
    const killedAt = async (
      side: Side,
      name: CommandName,
      params: Readonly<Record<string, unknown>>,
      isDone: () => boolean,
    ): Promise<void> => {
      const [typed, inside] = [`Typed before ${name}: עברית`, `Typed in the cut at ${name}`];
      const cutter = cutters[side];
      await consoles[side].does({ do: 'type', draft: 'typed', text: typed }, /^kept$/);
      cutter.stayCut();
      cutter.arm(when);
      await consoles[side].does({ do: 'send', name, params: { ...params } }, /^sent /);
      await until(`${name} is cut`, () => (cutter.isArmed() ? undefined : true));
      await consoles[side].does({ do: 'type', draft: 'inside', text: inside }, /^kept$/);
      if (when === 'before') expect(isDone(), `${name} in the cut`).toBe(false);
      await consoles[side].kill();
      consoles[side] = start(side);
      await consoles[side].hear(/^started$/);
      for (const [draft, text] of Object.entries({ typed, inside }))
        expect(await consoles[side].does({ do: 'read', draft }, /^draft /)).toBe(
          `draft ${JSON.stringify(text)}`,
        );
      expect(await consoles[side].does({ do: 'count' }, /^waiting /), name).toBe('waiting 1');
      cutter.mend();
      await consoles[side].does({ do: 'reconnect' }, /^live$/);
      await observer.until(`${name} by ${people[side]}`, () => (isDone() ? true : undefined));
      expect(consoles[side].problems()).toEqual([]);
    };
    const tick = (item: string): Promise<void> =>
      killedAt('outgoing', 'handoff.tick', { handoff: id, item, comment: 'Looked at' }, () =>
        Boolean(shown()?.items.find((one) => one.id === item)?.tick),
      );
    let id = '';
    await killedAt(
      'outgoing',
      'incident.declare',
      { title: 'Auth is slow', severity: 'P1', service: 'auth' },
      () => incident() !== undefined,
    );
    // A gateway that starts shortly before the end of a shift has begun by itself.
    if (shown() === undefined) await killedAt('outgoing', 'handoff.begin', {}, () => shown() !== undefined);
    id = shown()?.id ?? '';
    await killedAt(
      'outgoing',
      'handoff.note',
      { handoff: id, base: 0, text: 'Kept through a kill' },
      () => shown()?.notes.revision === 1,
    );
    await killedAt(
      'outgoing',
      'handoff.promise',
      { handoff: id, text: 'A line for the customer desk' },
      () => shown()?.promises.length === 1,
    );
    await killedAt('outgoing', 'handoff.fulfil', { promise: 'PRM-1' }, () =>
      Boolean(shown()?.promises[0]?.done),
    );
    await tick('notes');
    await killedAt(
      'outgoing',
      'handoff.untick',
      { handoff: id, item: 'notes', reason: 'once more' },
      () => shown()?.items[0]?.unticked.length === 1,
    );
    await tick('notes');
    await tick('keys');
    await killedAt(
      'incoming',
      'handoff.ask',
      { handoff: id, text: 'Is it throttled?' },
      () => shown()?.questions.length === 1,
    );
    await killedAt('outgoing', 'handoff.answer', { handoff: id, question: 1, text: 'Yes' }, () =>
      Boolean(shown()?.questions[0]?.answer),
    );
    await killedAt('outgoing', 'handoff.sign', { handoff: id, side: 'outgoing' }, () =>
      Boolean(shown()?.outgoing),
    );
    await killedAt(
      'incoming',
      'handoff.accept',
      { handoff: id, incident: incident() },
      () => shown()?.acceptances.length === 1,
    );
    await killedAt('incoming', 'handoff.sign', { handoff: id, side: 'incoming' }, () =>
      Boolean(shown()?.closed),
    );
    expect(shown()).toMatchObject({
      ...{ outgoing: { by: people.outgoing }, incoming: { by: people.incoming } },
      ...{ closed: { outcome: 'complete' }, notes: { revision: 1, text: 'Kept through a kill' } },
    });
    await gateway.stop();
    expect(countsOf(join(folder.path, 'gateway'))).toEqual({
      ...{ begun: 1, noted: 1, promised: 1, fulfilled: 1, ticked: 3, unticked: 1 },
      ...{ asked: 1, answered: 1, accepted: 1, signed: 2 },
    });
  },
  180_000,
);

/** How often each event of a handoff is in the journal. */
function countsOf(data: string): Readonly<Record<string, number>> {
  const opened = openSqliteJournal(data);
  if (!opened.ok) throw new Error(opened.error);
  const counts: Record<string, number> = {};
  for (const { event } of opened.value.entries() as Iterable<{ readonly event: DeskEvent }>) {
    const [room, act = ''] = event.type.split('.');
    if (room === 'handoff') counts[act] = (counts[act] ?? 0) + 1;
  }
  opened.value.close();
  return counts;
}
