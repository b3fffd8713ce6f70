import { mkdirSync, openSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';
import pino, { type Logger } from 'pino';
import { err, ok, type Result } from '../../shared/result.ts';

/** A log above this is put aside at the next start; one old log is kept. */
const keptBytes = 20 * 1024 * 1024;

/** Never in a log, at whatever depth they are commonly logged. */
const secretNames = [
  'token',
  'tokenHash',
  'hash',
  'authorization',
  'password',
  'secret',
  'apiKey',
  'routingKey',
];
export const redact = {
  paths: secretNames.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]),
  censor: '[secret]',
};

/** An open log and its file. */
export interface OpenLog {
  readonly log: Logger;
  readonly file: string;
}

/** Opens `<data>/gateway.log`; with `isVerbose`, standard error gets everything too. */
export function openLog(dataFolder: string, isVerbose: boolean): Result<OpenLog> {
  const file = join(dataFolder, 'gateway.log');
  try {
    mkdirSync(dataFolder, { recursive: true, mode: 0o700 });
    if ((statSync(file, { throwIfNoEntry: false })?.size ?? 0) > keptBytes) renameSync(file, `${file}.1`);
    const handle = openSync(file, 'a', 0o600);
    const level = isVerbose ? 'debug' : 'info';
    const streams: pino.StreamEntry[] = [{ level, stream: pino.destination({ fd: handle, sync: true }) }];
    if (isVerbose) streams.push({ level, stream: process.stderr });
    return ok({ file, log: pino({ level, redact }, pino.multistream(streams)) });
  } catch (error) {
    const problem = error instanceof Error ? error.message : String(error);
    return err(`The data folder ${dataFolder} can't be written: ${problem}.`);
  }
}
