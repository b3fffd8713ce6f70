import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { LibraryScanner } from '../../../gateway/runbooks/scanLibrary.ts';
import type { LibraryManifest, LibraryState } from '../../../shared/model/runbook.ts';
import { clock } from './frozenEstate.ts';

const folder = resolve(import.meta.dirname, '../../../assets/runbooks');
const scanned = await new LibraryScanner(folder).scan();
if (!scanned.ok) throw new Error(scanned.error);
const { digest, runbooks, files } = scanned.value;
const readAt = clock('02:00:00');

/** The shipped runbooks, as the feed tells of them. */
export const frozenLibrary: LibraryState = {
  ...{ digest, readAt, runbooks: runbooks.length },
  ...{ faults: [], faultsTotal: 0 },
};

/** What the gateway answers at an address of the library; undefined for any other. */
export function libraryAnswer(path: string): string | Buffer | undefined {
  const manifest: LibraryManifest = { digest, readAt, runbooks: [...runbooks] };
  if (path === '/library/manifest') return JSON.stringify(manifest);
  const file = path.startsWith('/library/files/') ? files.get(path.slice(15)) : undefined;
  return file === undefined ? undefined : readFileSync(join(folder, file));
}
