import { stat } from 'node:fs/promises';
import type { Result } from '../../shared/result.ts';

/** Keeps what was read of files, and reads a file again only when its size, times or node changed. */
export class ReadOnce<Value> {
  readonly #known = new Map<string, { readonly stamp: string; readonly value: Result<Value> }>();

  async read(file: string, read: () => Promise<Result<Value>>): Promise<Result<Value>> {
    const stamp = await stampOf(file);
    const known = this.#known.get(file);
    if (stamp !== undefined && known?.stamp === stamp) return known.value;
    const value = await read();
    if (stamp === undefined) this.#known.delete(file);
    else this.#known.set(file, { stamp, value });
    return value;
  }
}

async function stampOf(file: string): Promise<string | undefined> {
  try {
    const { size, mtimeMs, ctimeMs, ino } = await stat(file);
    return `${size} ${mtimeMs} ${ctimeMs} ${ino}`;
  } catch {
    return undefined;
  }
}
