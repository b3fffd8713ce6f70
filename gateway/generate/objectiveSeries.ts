import type { CountedObjective } from '../../shared/policy/objectiveList.ts';
import { slothLabels } from '../burn/recordedNames.ts';

/** The labels of everything that is recorded for an objective. */
export const labelsOf = (counted: CountedObjective): Readonly<Record<string, string>> => ({
  ...slothLabels(counted),
});

/** `{sloth_id="auth-x", ...}`: selects what is recorded for an objective. */
export function seriesOf(counted: CountedObjective): string {
  const matchers = Object.entries(labelsOf(counted)).map(
    ([name, value]) => `${name}=${JSON.stringify(value)}`,
  );
  return `{${matchers.join(', ')}}`;
}
