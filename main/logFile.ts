import { appendFileSync, mkdirSync, renameSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { reasonOf } from '../shared/reasonOf.ts';

/** A log file grows to so much, then becomes `<name>.old` in place of the older one; bytes. */
export const logFileBytes = 5 * 1024 * 1024;

/** Appends lines to a file of bounded size. A log that can't be written must not stop the console. */
export function openLogFile(path: string): (line: string) => void {
  let size = 0;
  try {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    size = sizeOf(path);
  } catch (error) {
    process.stderr.write(`The log can't be kept: ${reasonOf(error)}\n`);
  }
  return (line) => {
    try {
      if (size > logFileBytes) {
        renameSync(path, `${path}.old`);
        size = 0;
      }
      appendFileSync(path, line, { mode: 0o600 });
      size += line.length;
    } catch {
      process.stderr.write(line);
    }
  };
}

function sizeOf(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.size ?? 0;
}
