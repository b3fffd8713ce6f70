/**
 * The desktop console without its window, to be led through a handoff and killed: main's own link, outbox and drafts on
 * disk. `node handoffConsole.ts FEED FOLDER PERSON`; one JSON act a line on its standard input, and for each a line back:
 * `sent ID` once the outbox has a command, `kept` once a draft is on disk, `draft TEXT`, `waiting COUNT`,
 * `reconnecting`. Beside them `started`, and how the feed stands whenever that changes.
 */
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { z } from 'zod';
import { DraftsFile } from '../../main/draftsFile.ts';
import { ConsoleFeed } from '../../main/feedLink.ts';
import { connectFeed } from '../../main/feedSocket.ts';
import { lastStateFile } from '../../main/lastStateFile.ts';
import { OutboxFile } from '../../main/outboxFile.ts';
import { LastState } from '../../shared/feed/lastState.ts';

const actSchema = z.discriminatedUnion('do', [
  z.object({ do: z.literal('send'), name: z.string(), params: z.record(z.string(), z.unknown()) }),
  z.object({ do: z.literal('type'), draft: z.string(), text: z.string() }),
  z.object({ do: z.literal('read'), draft: z.string() }),
  z.object({ do: z.literal('reconnect') }),
  z.object({ do: z.literal('count') }),
]);
/** What the console may be told to do. */
export type ConsoleAct = z.infer<typeof actSchema>;

const [url = '', folder = '', person = ''] = process.argv.slice(2);
const after = (ms: number, run: () => void): (() => void) => {
  const timer = setTimeout(run, ms);
  return () => clearTimeout(timer);
};
const say = (line: string): void => void process.stdout.write(`${line}\n`);
const onProblem = (sentence: string): void => say(`problem ${sentence}`);
const drafts = new DraftsFile({ path: join(folder, 'drafts.json'), now: Date.now, onProblem });
const feed = new ConsoleFeed({
  version: 'test',
  person: () => person,
  connect: connectFeed,
  clock: { now: Date.now, after },
  random: Math.random,
  newId: randomUUID,
  outbox: new OutboxFile({ path: join(folder, 'outbox.jsonl'), now: Date.now, onProblem }),
  lastState: new LastState({
    store: lastStateFile(join(folder, 'last-state.json'), Date.now, onProblem),
    after,
    onProblem,
  }),
  onState: () => undefined,
});
let waiting = 0;
feed.subscribe((update) => {
  if (update.kind === 'status') say(update.status.kind);
  if (update.kind === 'outgoing')
    waiting = update.outgoing.filter(({ state }) => state === 'queued' || state === 'pending').length;
});
await feed.use({ url, source: url });
say('started');
for await (const line of createInterface({ input: process.stdin })) {
  const act = actSchema.parse(JSON.parse(line));
  switch (act.do) {
    case 'send':
      say(`sent ${await feed.send(act.name, act.params)}`);
      break;
    case 'type':
      await drafts.set(act.draft, { text: act.text, base: 0, keptAt: Date.now() });
      say('kept');
      break;
    case 'read':
      say(`draft ${JSON.stringify((await drafts.get(act.draft))?.text ?? '')}`);
      break;
    case 'reconnect':
      feed.reconnect();
      say('reconnecting');
      break;
    case 'count':
      say(`waiting ${waiting}`);
      break;
  }
}
