import { createHash } from 'node:crypto';
import { closeSync, fsyncSync, mkdirSync, openSync, readSync, writeFileSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';

const chunkBytes = 1024 * 1024;

/** SHA-256 of a file, hex. Throws what the file system says. */
export function sha256Of(file: string): string {
  const hash = createHash('sha256');
  readChunks(file, (chunk) => void hash.update(chunk));
  return hash.digest('hex');
}

/** Copies a file for its owner alone, onto the disk before it returns; answers the SHA-256 of what was written. */
export function copyDurably(from: string, to: string): string {
  mkdirSync(dirname(to), { recursive: true, mode: 0o700 });
  const hash = createHash('sha256');
  const target = openSync(to, 'wx', 0o600);
  try {
    readChunks(from, (chunk) => {
      hash.update(chunk);
      for (let done = 0; done < chunk.length;) done += writeSync(target, chunk, done);
    });
    fsyncSync(target);
  } finally {
    closeSync(target);
  }
  return hash.digest('hex');
}

/** Writes a text for its owner alone, onto the disk before it returns. */
export function writeDurably(file: string, text: string): void {
  writeFileSync(file, text, { flag: 'wx', mode: 0o600 });
  syncPath(file);
}

/** Puts a file, or the names in a folder, onto the disk. */
export function syncPath(path: string): void {
  // Windows opens no folder, and keeps names by itself.
  if (process.platform === 'win32') return;
  const handle = openSync(path, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

function readChunks(file: string, take: (chunk: Buffer) => void): void {
  const source = openSync(file, 'r');
  const buffer = Buffer.alloc(chunkBytes);
  try {
    for (;;) {
      const bytes = readSync(source, buffer);
      if (bytes === 0) return;
      take(buffer.subarray(0, bytes));
    }
  } finally {
    closeSync(source);
  }
}
