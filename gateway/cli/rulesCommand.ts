import { ruleFile } from '../generate/ruleFile.ts';
import { fail } from './terminal.ts';
import { deliver, policyToWrite } from './writtenFile.ts';

/** What `watchfloor rules` is told. */
export interface RulesChoices {
  readonly policy: string;
  readonly out?: string;
  readonly runbookBase?: string;
  readonly source?: string;
}

/** Writes a Prometheus rule file; answers the exit code. */
export async function writeRules({ policy, out, ...options }: RulesChoices): Promise<number> {
  const loaded = await policyToWrite(policy);
  if (!loaded.ok) return loaded.error;
  const next = 'name it under rule_files in prometheus.yml, then reload Prometheus (SIGHUP).';
  const written = ruleFile(loaded.value, options);
  return written.ok ? deliver(written.value, out, next) : fail(written.error);
}
