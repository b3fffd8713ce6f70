import { assertNever } from '../../../shared/assertNever.ts';
import { rotaTime } from '../../../shared/rules/rotaFindings.ts';
import type { Instant } from '../../../shared/model/instant.ts';
import type { RotaOverride } from '../../../shared/model/rota.ts';

const rankOf = ({ status }: RotaOverride): number =>
  status === 'proposed' ? 0 : status === 'approved' ? 1 : 2;
const beginOf = ({ parts }: RotaOverride): Instant => Math.min(...parts.map(({ from }) => from));
const endOf = ({ parts }: RotaOverride): Instant => Math.max(...parts.map(({ to }) => to));

/** Stand-ins that are not over: those that wait for a decision first, the ended last. */
export const standInRows = (
  overrides: Readonly<Record<string, RotaOverride>>,
  now: Instant,
): readonly RotaOverride[] =>
  Object.values(overrides)
    .filter((each) => endOf(each) > now)
    .sort((one, other) => rankOf(one) - rankOf(other) || beginOf(one) - beginOf(other));

/** How a stand-in came to be what it is. */
export function standInWords({ status, emergency, proposed, approved, ended }: RotaOverride): string {
  const by = `proposed by ${proposed.by}`;
  switch (status) {
    case 'proposed':
      return emergency ? `In force as an emergency, not yet approved, ${by}` : `Waits for approval, ${by}`;
    case 'approved':
      return `Approved by ${approved?.by ?? 'nobody named'}, ${by}`;
    case 'declined':
    case 'cancelled': {
      const word = status === 'declined' ? 'Declined' : 'Cancelled';
      return ended === undefined
        ? word
        : `${word} by ${ended.by} at ${rotaTime(ended.at)} UTC: ${ended.reason}`;
    }
    default:
      return assertNever(status, 'status of a stand-in');
  }
}
