import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { dashboardFiles } from '../generate/dashboards.ts';
import { fail, remark } from './terminal.ts';
import { policyToWrite, writeTo } from './writtenFile.ts';
import { reasonOf } from '../../shared/reasonOf.ts';

/** What `watchfloor dashboards` is told. */
export interface DashboardsChoices {
  readonly policy: string;
  readonly out?: string;
  readonly runbookBase?: string;
}

/** Writes Grafana dashboards, one file each, or all as one list to standard output; answers the exit code. */
export async function writeDashboards({ policy, out, runbookBase }: DashboardsChoices): Promise<number> {
  const loaded = await policyToWrite(policy);
  if (!loaded.ok) return loaded.error;
  const files = dashboardFiles(loaded.value, runbookBase);
  if (files.length === 0)
    return fail(`${policy} has no monitoring.dashboards, so there is nothing to write.`);
  const text = (value: unknown): string => `${JSON.stringify(value, undefined, 2)}\n`;
  if (out === undefined) {
    process.stdout.write(text(files.map(({ dashboard }) => dashboard)));
    return 0;
  }
  try {
    mkdirSync(out, { recursive: true });
  } catch (error) {
    return fail(`The folder ${out} could not be made (${reasonOf(error)}).`);
  }
  for (const { name, dashboard } of files) {
    const written = writeTo(join(out, name), text(dashboard));
    if (!written.ok) return fail(written.error);
  }
  remark(
    `wrote ${files.map(({ name }) => name).join(', ')} to ${out}; let a dashboard provider of Grafana read that folder.`,
  );
  return 0;
}
