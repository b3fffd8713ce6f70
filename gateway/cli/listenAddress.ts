import { InvalidArgumentError } from 'commander';
import type { ListenAddress } from '../server/options.ts';

/** Where a gateway listens unless told otherwise. */
export const usualListen = '127.0.0.1:8450';

/** Reads `HOST:PORT`, `[::1]:PORT` or `PORT`. */
export function readListenAddress(text: string): ListenAddress {
  const found = /^(?:(?:\[([0-9a-fA-F:.]+)\]|([\w.-]+)):)?(\d{1,5})$/.exec(text);
  const port = Number(found?.[3]);
  if (found === null || port > 65_535) {
    throw new InvalidArgumentError(`It is written HOST:PORT, as in ${usualListen}.`);
  }
  return { host: found[1] ?? found[2] ?? '127.0.0.1', port };
}
