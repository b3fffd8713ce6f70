import { join } from 'node:path';
import pino, { type Logger } from 'pino';
import { err, ok, type Result } from '../../shared/result.ts';
import { prepareFolder } from '../dataFolder.ts';
import { LogFile } from './logFile.ts';
import { readableLine } from './readableLine.ts';
import { reasonOf } from '../../shared/reasonOf.ts';

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

/** Opens `<data>/gateway.log`, JSON lines; with `isVerbose`, standard error gets everything too. */
export function openLog(dataFolder: string, isVerbose: boolean): Result<OpenLog> {
  const file = join(dataFolder, 'gateway.log');
  const folderProblem = prepareFolder(dataFolder);
  if (folderProblem !== undefined) return err(folderProblem);
  try {
    const level = isVerbose ? 'debug' : 'info';
    const streams: pino.StreamEntry[] = [{ level, stream: new LogFile(file) }];
    if (isVerbose) streams.push({ level, stream: logToTerminal() });
    return ok({ file, log: pino({ level, redact }, pino.multistream(streams)) });
  } catch (error) {
    const problem = reasonOf(error);
    return err(`The log ${file} can't be written: ${problem}.`);
  }
}

/** A log on standard error alone, for a supervisor that keeps it: JSON lines, or words where a person reads them. */
export const logOnStandardError = (isVerbose: boolean): Logger =>
  pino({ level: isVerbose ? 'debug' : 'info', redact }, logToTerminal());

const logToTerminal = (): pino.DestinationStream =>
  process.stderr.isTTY
    ? { write: (line) => void process.stderr.write(readableLine(line)) }
    : { write: (line) => void process.stderr.write(line) };
