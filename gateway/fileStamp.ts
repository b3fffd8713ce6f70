import { statSync } from 'node:fs';

/** Changes whenever the file does; undefined where there is none. */
export function stampOf(file: string): string | undefined {
  const stat = statSync(file, { throwIfNoEntry: false });
  return stat === undefined ? undefined : `${stat.mtimeMs}/${stat.size}/${stat.ino}/${stat.mode}`;
}
