import { readdirSync } from 'node:fs';
import { join } from 'node:path';

/** A file of a data folder, by its path within it, with `/` between. */
export interface DataFile {
  readonly path: string;
  /** A `database` is copied by SQLite, a `file` byte by byte. */
  readonly kind: 'database' | 'file';
}

/** Files of a data folder that count, and what is neither file nor folder. */
export interface DataFiles {
  readonly files: readonly DataFile[];
  /** Links, sockets and the like: they are left out. */
  readonly odd: readonly string[];
}

/** Where a restore keeps what it has not put in place yet; a gateway does not start beside it. */
export const restoringName = 'restoring';
/** What a restore put aside, one folder each. */
export const putAsidePrefix = 'replaced-';

/** What belongs to the running process, to SQLite's own housekeeping, or to an earlier restore. */
const passing =
  /^(journal\.(lock|pid)|gateway\.log(\.1)?|lost\+found|restoring|replaced-.*|backup\.json|SHA256SUMS)$/;
const housekeeping = /(-wal|-shm|-journal|\.tmp)$/;

/** True for what a folder may hold and still count as empty, by its name in the folder. */
export const isPassing = (name: string): boolean => passing.test(name);

/**
 * Everything in a data folder that a backup takes: whatever is not known to be passing is kept, so that a later version's
 * files are not forgotten. The journal comes last: it then tells of everything that the others know. Throws what the file
 * system says.
 */
export function dataFilesOf(folder: string): DataFiles {
  const files: DataFile[] = [];
  const odd: string[] = [];
  const walk = (within: string): void => {
    for (const entry of readdirSync(join(folder, within), { withFileTypes: true })) {
      const path = within === '' ? entry.name : `${within}/${entry.name}`;
      if ((within === '' && isPassing(entry.name)) || housekeeping.test(entry.name)) continue;
      if (entry.isDirectory()) walk(path);
      else if (entry.isFile()) files.push({ path, kind: path.endsWith('.db') ? 'database' : 'file' });
      else odd.push(path);
    }
  };
  walk('');
  const rank = ({ path, kind }: DataFile): number =>
    path === 'journal.db' ? 2 : kind === 'database' ? 1 : 0;
  return {
    files: files.sort((one, other) => rank(one) - rank(other) || (one.path < other.path ? -1 : 1)),
    odd,
  };
}
