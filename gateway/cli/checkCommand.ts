import { loadPolicy } from '../policy/loadPolicy.ts';
import { formatProblem } from '../policy/problem.ts';
import { remark, say } from './terminal.ts';

/** Checks a policy file; answers the exit code. */
export async function checkPolicy(file: string): Promise<number> {
  const loaded = await loadPolicy(file, process.env);
  if (loaded.ok) {
    const { estate, objectives, triggers } = loaded.value.policy;
    say(
      `${file} is valid: ${estate.services.length} services, ${objectives.length} objectives, ` +
        `${triggers.length} triggers; digest ${loaded.value.digest.slice(0, 12)}.`,
    );
    return 0;
  }
  for (const problem of loaded.error) process.stderr.write(`${formatProblem(problem)}\n`);
  const count = loaded.error.length;
  remark(`${file} has ${count} ${count === 1 ? 'problem' : 'problems'}.`);
  return 1;
}
