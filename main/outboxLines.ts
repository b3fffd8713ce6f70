import { z } from 'zod';
import { outgoingSchema, type Outgoing } from '../shared/bridge.ts';
import { sealed, unsealed } from '../shared/sealedText.ts';
import { sha256 } from './keptFile.ts';

/** One line of the outbox's file: a command put, or one that is done with. */
const lineSchema = z.discriminatedUnion('op', [
  z.object({ op: z.literal('put'), entry: outgoingSchema }),
  z.object({ op: z.literal('remove'), id: z.string() }),
  /** The first line: an outbox without commands is not an empty file. */
  z.object({ op: z.literal('begin') }),
]);
export type OutboxLine = z.infer<typeof lineSchema>;

/** One step as its line, which shows whether it is whole. */
export const lineOf = (line: OutboxLine): string => `${sealed(line, sha256)}\n`;

/** What a file holds: the commands in the order they were given, and the lines that can't be read. */
export interface OutboxContents {
  readonly entries: ReadonlyMap<string, Outgoing>;
  readonly unreadable: readonly string[];
}

/** Replays a file's lines; a line that can't be read changes nothing and is reported. */
export function replay(text: string): OutboxContents {
  const entries = new Map<string, Outgoing>();
  const unreadable: string[] = [];
  for (const raw of text.split('\n')) {
    if (raw.trim() === '') continue;
    const line = parseLine(raw);
    if (line === undefined) unreadable.push(raw);
    else if (line.op === 'put') entries.set(line.entry.id, line.entry);
    else if (line.op === 'remove') entries.delete(line.id);
  }
  return { entries, unreadable };
}

function parseLine(raw: string): OutboxLine | undefined {
  try {
    const parsed = lineSchema.safeParse(unsealed(raw, sha256));
    return parsed.success ? parsed.data : undefined;
  } catch {
    return undefined;
  }
}
