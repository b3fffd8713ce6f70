import type { Objective } from '../../../shared/model/objective.ts';
import type { BurnView } from '../../store/uiState.ts';
import type { ObjectiveRow } from './objectiveRow.ts';

/** The filters in the order of their chips. */
export const burnFilters: readonly { readonly id: BurnView['show']; readonly label: string }[] = [
  { id: 'all', label: 'All' },
  { id: 'attention', label: 'Not holding' },
  { id: 'unknown', label: 'Unknown' },
];

/** True where a row belongs under a filter; while the feed is lost, by what was last known. */
export function passesShow(
  { standing, isQuiet }: Pick<ObjectiveRow, 'standing' | 'isQuiet'>,
  show: BurnView['show'],
): boolean {
  if (show === 'attention') return !isQuiet;
  return show === 'all' || standing === 'unknown';
}

const agreements = { sla: 'sla agreement', slo: 'slo objective' } as const;

/** The words that a search looks in: name, service, agreement or objective, tier, state. */
export const searchText = (row: ObjectiveRow, { name, services, agreement, tier, kind }: Objective): string =>
  [row.name, name, ...services, agreements[agreement], tier ?? '', kind, row.word, row.promise]
    .join(' ')
    .toLowerCase();

/** True where every word of a search is in a text. */
export const matchesWords = (text: string, search: string): boolean =>
  search
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
