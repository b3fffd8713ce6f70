import { keptStateSchema, type LastStateStore } from '../shared/feed/lastState.ts';
import { KeptFile } from './keptFile.ts';

/** The last state in one file, replaced whole. */
export const lastStateFile = (
  path: string,
  now: () => number,
  onProblem: (sentence: string) => void,
): LastStateStore =>
  new KeptFile({
    ...{ path, now, onProblem },
    what: 'The last known state',
    parse: (json) => keptStateSchema.parse(json),
  });
