import { appendFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { remark } from './terminal.ts';

/** Exit code of a defect (EX_SOFTWARE of sysexits). */
const defectCode = 70;

/** Takes what nobody expected: details to a log, one sentence to the terminal. */
export interface Unexpected {
  /** The file that details go to from now on; standard error without one. */
  readonly logTo: (file: string | undefined) => void;
  /** Reports an error; answers the exit code. */
  report(error: unknown): number;
  dispose(): void;
}

/** Watches for errors that nothing caught, until disposed of. */
export function catchUnexpected(): Unexpected {
  let file: string | undefined = join(tmpdir(), `watchfloor-${process.pid}.log`);
  const report = (error: unknown): number => {
    const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
    const line = JSON.stringify({
      level: 60,
      time: Date.now(),
      pid: process.pid,
      msg: 'unexpected error',
      stack,
    });
    if (file === undefined) {
      process.stderr.write(`${line}\n`);
      return defectCode;
    }
    try {
      appendFileSync(file, `${line}\n`, { mode: 0o600 });
      remark(`stopped by an error that should not happen; details are in ${file}.`);
    } catch {
      remark(`stopped by an error that should not happen, and ${file} can't be written.`);
    }
    return defectCode;
  };
  const onError = (error: unknown): void => process.exit(report(error));
  process.on('uncaughtException', onError);
  process.on('unhandledRejection', onError);
  return {
    logTo: (next) => void (file = next),
    report,
    dispose() {
      process.off('uncaughtException', onError);
      process.off('unhandledRejection', onError);
    },
  };
}
