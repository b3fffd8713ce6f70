import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';

/**
 * One console per data folder, as Electron has it. Who comes second leaves what it hands over as a file; the first
 * looks for such files. Electron's call answers at once, which leaves no time to ask over a socket.
 */
export function takeInstanceLock(
  folder: string,
  handedOver: object | undefined,
  onSecond: (data: unknown) => void,
): boolean {
  const lock = join(folder, 'stand-in-instance');
  const letters = join(folder, 'stand-in-second');
  mkdirSync(letters, { recursive: true });
  if (isHeld(lock)) {
    const letter = join(letters, randomUUID());
    writeFileSync(letter, JSON.stringify(handedOver ?? null));
    renameSync(letter, `${letter}.json`);
    return false;
  }
  writeFileSync(lock, String(process.pid));
  setInterval(() => {
    for (const name of readdirSync(letters).filter((found) => found.endsWith('.json'))) {
      const data = JSON.parse(readFileSync(join(letters, name), 'utf8')) as unknown;
      rmSync(join(letters, name));
      onSecond(data);
    }
  }, 50).unref();
  return true;
}

function isHeld(lock: string): boolean {
  try {
    const pid = Number(readFileSync(lock, 'utf8'));
    // A killed console leaves its lock behind; signal 0 only asks whether somebody has this number.
    process.kill(pid, 0);
    return pid !== process.pid;
  } catch {
    return false;
  }
}
