import { execFileSync } from 'node:child_process';
import { closeSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { requireProgram } from './prerequisites.ts';
import { temporaryFolder } from './restartable.ts';

/** A series that a Prometheus is to have from its start. */
export interface BackfilledSeries {
  /** As in OpenMetrics: `requests_total{service="auth"}`. Series of one name have to follow one another. */
  readonly series: string;
  /** Instants in ms, rising, and values. */
  readonly samples: Iterable<readonly [at: number, value: number]>;
}

/** Writes a Prometheus's past into its data folder, before it starts. */
export function backfill(dataDir: string, all: Iterable<BackfilledSeries>): void {
  const folder = temporaryFolder('backfill');
  const path = join(folder.path, 'history.om');
  const file = openSync(path, 'w');
  for (const { series, samples } of all) {
    const lines = [...samples].map(([at, value]) => `${series} ${value} ${(at / 1000).toFixed(3)}\n`);
    if (lines.length > 0) writeSync(file, lines.join(''));
  }
  writeSync(file, '# EOF\n');
  closeSync(file);
  // Long blocks: promtool reads the whole file once for each.
  const args = [
    'tsdb',
    'create-blocks-from',
    '--max-block-duration=240h',
    'openmetrics',
    '-q',
    path,
    dataDir,
  ];
  execFileSync(requireProgram('promtool'), args, { stdio: ['ignore', 'ignore', 'pipe'] });
  folder.remove();
}
