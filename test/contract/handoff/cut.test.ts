import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openSqliteJournal } from '../../../gateway/journal/sqliteJournal.ts';
import type { DeskEvent } from '../../../gateway/desk/events.ts';
import type { Handoff } from '../../../shared/model/handoff.ts';
import { feedClient, until, type FeedClient } from '../../support/feedClient.ts';
import { startGatewayProcess } from '../../support/gateway.ts';
import { freePort } from '../../support/ports.ts';
import type { RestartableServer } from '../../support/restartable.ts';
import { startCutter, type Cutter } from './cutter.ts';

let folder: string;
let gateway: RestartableServer;
let cutters: { readonly outgoing: Cutter; readonly incoming: Cutter };
let clients: { readonly outgoing: FeedClient; readonly incoming: FeedClient };
const people = { outgoing: 'M. Tanaka', incoming: 'L. Meyer' } as const;
type Side = keyof typeof people;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'watchfloor-cut-'));
  const port = await freePort();
  gateway = await startGatewayProcess({ port, policyFile: 'assets/policy/acgs.yaml', dataDir: folder });
  cutters = { outgoing: await startCutter(port), incoming: await startCutter(port) };
  const open = (side: Side): Promise<FeedClient> => feedClient(cutters[side].feedUrl, people[side]);
  clients = { outgoing: await open('outgoing'), incoming: await open('incoming') };
  for (const client of Object.values(clients))
    await client.until('live', () => (client.status().kind === 'live' ? true : undefined));
}, 60_000);
afterEach(async () => {
  for (const client of Object.values(clients)) client.stop();
  for (const cutter of Object.values(cutters)) await cutter.stop();
  await gateway.stop();
  rmSync(folder, { recursive: true, force: true });
});

const current = (client: FeedClient): Handoff | undefined =>
  Object.values(client.state().entities.handoff)[0];

/** Gives a command on whose way the line is cut; resolves with what became of it once the line is back. */
async function act(
  side: Side,
  when: 'before' | 'after',
  name: string,
  params: Readonly<Record<string, unknown>>,
) {
  const client = clients[side];
  const cutter = cutters[side];
  cutter.arm(when);
  const id = await client.send(name, params);
  await until(`${name} is cut`, () => (cutter.isArmed() ? undefined : true));
  client.reconnect();
  const outcome = await client.until(`${name} by ${people[side]} after the cut`, () => {
    const command = client.outgoing().find((one) => one.id === id);
    return command?.state === 'queued' || command?.state === 'pending' ? undefined : command;
  });
  return outcome;
}

function eventsOf(): readonly DeskEvent[] {
  const opened = openSqliteJournal(folder);
  if (!opened.ok) throw new Error(opened.error);
  try {
    return [...opened.value.entries()].map(({ event }) => event);
  } finally {
    opened.value.close();
  }
}

it.each(['before', 'after'] as const)(
  'a handoff whose network is cut at each step, on either side, %s the gateway has the command, ends complete and single',
  async (when) => {
    const { outgoing, incoming } = clients;
    const done = async (
      side: Side,
      name: string,
      params: Readonly<Record<string, unknown>>,
    ): Promise<void> => {
      expect(await act(side, when, name, params), name).toMatchObject({ state: 'done' });
    };
    const startedAt = Date.now();
    await done('outgoing', 'incident.declare', { title: 'Auth is slow', severity: 'P1', service: 'auth' });
    // A gateway that starts within half an hour of the end of a shift has begun by itself.
    if (current(outgoing) === undefined) await done('outgoing', 'handoff.begin', {});
    const { id, items } = await outgoing.until('the handoff', () => current(outgoing));
    await done('outgoing', 'handoff.note', { handoff: id, base: 0, text: 'Kept through a cut' });
    await done('outgoing', 'handoff.promise', { handoff: id, text: 'A line for the customer desk' });
    await done('incoming', 'handoff.ask', { handoff: id, text: 'Is it throttled?' });
    await done('outgoing', 'handoff.answer', { handoff: id, question: 1, text: 'Yes' });
    await done('outgoing', 'handoff.fulfil', { promise: 'PRM-1' });
    for (const item of items) {
      await done('outgoing', 'handoff.tick', { handoff: id, item: item.id, comment: 'Looked at' });
    }
    await done('outgoing', 'handoff.untick', { handoff: id, item: items[0]?.id, reason: 'once more' });
    // The simulator goes on meanwhile: what has changed since its tick is looked at again, as people would.
    for (let round = 0; current(outgoing)?.outgoing === undefined && round < 20; round += 1) {
      for (const { id: item, tick, changed } of current(outgoing)?.items ?? []) {
        if (tick !== undefined && changed === undefined) continue;
        await done('outgoing', 'handoff.tick', { handoff: id, item, comment: 'Looked at again' });
      }
      await act('outgoing', when, 'handoff.sign', { handoff: id, side: 'outgoing' });
    }
    await incoming.until('the outgoing signature', () => current(incoming)?.outgoing);
    // An incident that the simulator opens meanwhile is accepted too.
    for (let round = 0; current(incoming)?.closed === undefined && round < 20; round += 1) {
      const handoff = current(incoming);
      const open = Object.values(incoming.state().entities.incident).filter(
        ({ status, severity, id: incident }) =>
          status !== 'resolved' &&
          handoff?.accepts.includes(severity) === true &&
          !handoff.acceptances.some((known) => known.incident === incident),
      );
      for (const { id: incident } of open)
        await act('incoming', when, 'handoff.accept', { handoff: id, incident });
      await act('incoming', when, 'handoff.sign', { handoff: id, side: 'incoming' });
    }
    const record = await incoming.until('the record', () =>
      current(incoming)?.closed === undefined ? undefined : current(incoming),
    );
    expect(record).toMatchObject({
      outgoing: { by: people.outgoing },
      incoming: { by: people.incoming },
      closed: { outcome: 'complete' },
      notes: { revision: 1, text: 'Kept through a cut' },
      questions: [{ text: 'Is it throttled?', answer: { text: 'Yes' } }],
    });
    expect(record.incoming?.at).toBeGreaterThan(startedAt);
    await gateway.stop();
    const events = eventsOf();
    const count = (type: DeskEvent['type']): number => events.filter((event) => event.type === type).length;
    for (const type of ['handoff.begun', 'handoff.noted', 'handoff.promised', 'handoff.fulfilled'] as const)
      expect(count(type), type).toBe(1);
    for (const type of ['handoff.asked', 'handoff.answered', 'handoff.unticked'] as const)
      expect(count(type), type).toBe(1);
    expect(count('handoff.signed')).toBe(2);
    const accepted = events.flatMap((event) => (event.type === 'handoff.accepted' ? [event.incident] : []));
    expect(new Set(accepted).size).toBe(accepted.length);
  },
  120_000,
);
