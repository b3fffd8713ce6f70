import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Plugin } from 'vite';
import type { ShellBuild } from './shellCache.ts';

const worker = 'service-worker.js';
/** Of no use to a page in a browser. */
const isLeftOut = (path: string): boolean =>
  path === worker || path === 'desktop.html' || path.endsWith('.map') || /^assets\/desktop-/.test(path);

/** Writes into the service worker which files make up the build, once all of them are there. */
export const shellBuildPlugin = (): Plugin => ({
  name: 'watchfloor: files of the build',
  writeBundle: {
    order: 'post',
    handler({ dir = '' }) {
      const text = readFileSync(join(dir, worker), 'utf8');
      if (!text.includes('__SHELL_BUILD__')) throw new Error(`${worker} has no place for its files.`);
      writeFileSync(
        join(dir, worker),
        text.replaceAll('__SHELL_BUILD__', () => JSON.stringify(shellBuildOf(dir))),
      );
    },
  },
});

function shellBuildOf(folder: string): ShellBuild {
  const sha256 = (bytes: Uint8Array | string): string => createHash('sha256').update(bytes).digest('hex');
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .map((path) => ({ path: path.slice(folder.length + 1).replaceAll('\\', '/'), file: path }))
    .filter(({ path }) => !isLeftOut(path))
    .sort((a, b) => (a.path < b.path ? -1 : 1))
    .map(({ path, file }) => ({ path, digest: sha256(readFileSync(file)) }));
  return { version: sha256(JSON.stringify(files)).slice(0, 16), files };
}
