import type { Handoff, HandoffDuty } from '../model/handoff.ts';
import type { Incident } from '../model/incident.ts';
import { isolated } from './isolated.ts';
import { incidentsOwed, itemsOwed, stageOf } from './handoffs.ts';

const counted = (count: number, one: string): string => `${count} ${one}${count === 1 ? '' : 's'}`;

/** Who is on call on one side of a shift's end: `Primary: M. Tanaka, Secondary: nobody (its calendar names nobody)`. */
export const onCallWords = (duties: readonly HandoffDuty[]): string =>
  duties
    .map(
      ({ name, person, hole }) =>
        `${name}: ${person === undefined ? `nobody${hole === undefined ? '' : ` (${hole})`}` : isolated(person)}`,
    )
    .join(', ');

/** Said beside the signature of somebody whom the rota does not have. */
export const offRotaWords = 'not on the rota';

/** What one side still owes, in words: `2 items and a signature`; undefined where it owes nothing. */
export function sideOwes(
  handoff: Handoff,
  incidents: readonly Incident[],
  side: 'outgoing' | 'incoming',
): string | undefined {
  const stage = stageOf(handoff);
  if (stage === 'closed') return undefined;
  if (side === 'outgoing') {
    if (stage !== 'begun') return undefined;
    const items = itemsOwed(handoff).length;
    return items === 0 ? 'a signature' : `${counted(items, 'item')} and a signature`;
  }
  const accepts = incidentsOwed(handoff, incidents).length;
  return accepts === 0 ? 'a signature' : `${counted(accepts, 'acceptance')} and a signature`;
}

/** Who still owes what, in one sentence: `Asia-Pacific owes 2 items and a signature, Europe a signature`. */
export function owedWords(handoff: Handoff, incidents: readonly Incident[]): string {
  const outgoing = sideOwes(handoff, incidents, 'outgoing');
  const incoming = sideOwes(handoff, incidents, 'incoming');
  const { from, to, takeover } = handoff;
  const sides = [
    ...(outgoing === undefined ? [] : [`${from.site} owes ${outgoing}`]),
    ...(incoming === undefined
      ? []
      : [`${takeover?.by ?? to.site} ${outgoing === undefined ? 'owes ' : ''}${incoming}`]),
  ];
  return sides.join(', ');
}
