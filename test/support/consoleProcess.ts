/**
 * The desktop console without its window, to be killed: main's own link, outbox and last state on disk.
 * `node consoleProcess.ts FEED FOLDER INCIDENT give ROUND` says which state it came up with, then gives notes and ticks
 * of a runbook and says which were accepted; `… drain` gives none and says `drained` once nothing waits any more;
 * `… visit` says `visited` once the state of a live gateway is on disk.
 */
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { ConsoleFeed } from '../../main/feedLink.ts';
import { connectFeed } from '../../main/feedSocket.ts';
import { lastStateFile } from '../../main/lastStateFile.ts';
import { OutboxFile } from '../../main/outboxFile.ts';
import { LastState } from '../../shared/feed/lastState.ts';

const [url = '', folder = '', incident = '', mode, round = ''] = process.argv.slice(2);
const actsPerRound = 5;
/** Rounds that one run of a runbook holds: a run has at most 200 steps, an incident at most 50 runs. */
const roundsPerRun = 20;

const after = (ms: number, run: () => void): (() => void) => {
  const timer = setTimeout(run, ms);
  return () => clearTimeout(timer);
};
const say = (line: string): void => void process.stdout.write(`${line}\n`);
const lastState = new LastState({
  store: lastStateFile(join(folder, 'last-state.json'), Date.now, (sentence) => say(`problem ${sentence}`)),
  after,
  onProblem: (sentence) => say(`problem ${sentence}`),
});
const feed = new ConsoleFeed({
  version: 'test',
  person: () => 'K. Tester',
  connect: connectFeed,
  clock: { now: Date.now, after },
  random: Math.random,
  newId: randomUUID,
  outbox: new OutboxFile({ path: join(folder, 'outbox.jsonl'), now: Date.now, onProblem: say }),
  lastState,
  onState: () => undefined,
});
let isLive = false;
feed.subscribe((update) => {
  if (update.kind === 'status') isLive = update.status.kind === 'live';
  if (update.kind !== 'outgoing' || mode !== 'drain' || !isLive) return;
  if (update.outgoing.every(({ state }) => state === 'done')) say('drained');
});
say('started');
await feed.use({ url, source: url });
const title = (): string | undefined => feed.state()?.entities.incident[incident]?.title;
if (mode === 'visit') {
  while (!isLive || title() === undefined) await pause(5);
  await lastState.flush();
  say('visited');
}
if (mode === 'give') say(`has ${title() ?? 'nothing'}`);
for (let index = 0; mode === 'give' && index < actsPerRound; index += 1) {
  const text = `round ${round} act ${index}`;
  if (index % 2 === 0) await feed.send('incident.note', { incident, text });
  else await feed.send('runbook.mark', tick(Number(round), index, text));
  say(`accepted ${text}`);
  await pause(5);
}

function tick(turn: number, index: number, stepTitle: string): Readonly<Record<string, unknown>> {
  const place = (turn % roundsPerRun) * actsPerRound + index;
  return {
    ...{
      incident,
      runbook: `kill-test-${Math.floor(turn / roundsPerRun)}`,
      title: 'Kill test',
      at: Date.now(),
    },
    ...{ step: `step-${place}`, stepTitle, number: place + 1, of: roundsPerRun * actsPerRound, mark: 'done' },
  };
}
