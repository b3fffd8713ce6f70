import { capital } from '../../shared/rules/capital.ts';
import type { Capacity } from '../../shared/model/objective.ts';
import { utcMinute } from '../../shared/rules/durations.ts';
import { dayText } from '../../shared/rules/objectiveWords.ts';
import { valueText } from './figures.ts';

const rangeOf = ({ low, high, unit }: Capacity): string => {
  const [from, to] = [low, high].map((value) => valueText({ value, unit }));
  return from === to ? `about ${from ?? ''}` : `${from ?? ''} to ${to ?? ''}`;
};

/** For a wall: "lowest in 24 h 1,180 to 1,320". */
export const capacityShort = (capacity: Capacity): string => `${capacity.worst} in 24 h ${rangeOf(capacity)}`;

/** For a workstation, without the full stop: what is expected, against the bound, and how well that held before. */
export function capacityText(capacity: Capacity): string {
  const { worst, unit, at, triedDays, heldDays } = capacity;
  const until = `${dayText(at)} ${utcMinute(at)} UTC`;
  const record =
    triedDays === 0 ? 'not yet tried on past days' : `held on ${heldDays} of ${triedDays} past days`;
  const parts = [
    `${rangeOf(capacity)} ${unit} in its ${worst} hour until ${until}`,
    headroomText(capacity),
    record,
  ];
  return capital(parts.filter((part) => part !== '').join('; '));
}

function headroomText({ bound, headroom, worst, unit }: Capacity): string {
  if (bound === undefined || headroom === undefined) return '';
  const limit = `its bound of ${valueText({ value: bound, unit })} ${unit}`;
  const side = (worst === 'lowest') === headroom >= 0 ? 'above' : 'below';
  const reach = headroom < 0 ? 'may come to' : 'at its worst';
  if (headroom > 1) return `${reach} ${(1 + headroom).toFixed(1)} times ${limit}`;
  return `${reach} ${(Math.abs(headroom) * 100).toFixed(1)} % ${side} ${limit}`;
}
