import type { DeskInfo } from '../../../shared/model/desk.ts';
import { serviceStates, type Service } from '../../../shared/model/service.ts';

const windowMinutes = 30 * 24 * 60;

/** The services of one tier, worst first. */
export interface WallGroup {
  readonly id: string;
  readonly name: string;
  /** "99.95 %"; absent for services whose tier the policy does not know. */
  readonly target?: string;
  /** "21.6 min". */
  readonly allowed?: string;
  readonly services: readonly Service[];
}

/** Worst state first, then by name. */
export function compareServices(one: Service, other: Service): number {
  return (
    serviceStates.indexOf(one.state) - serviceStates.indexOf(other.state) ||
    one.name.localeCompare(other.name)
  );
}

/** Tiers by rank, without the empty ones; services outside every tier come last and are never left out. */
export function wallGroups(
  services: readonly Service[],
  tiers: Readonly<DeskInfo['tiers']>,
): readonly WallGroup[] {
  const inTier = new Map<string, Service[]>();
  for (const service of services) {
    const tier = tiers.find(({ id }) => id === service.tier)?.id ?? '';
    const known = inTier.get(tier);
    if (known === undefined) inTier.set(tier, [service]);
    else known.push(service);
  }
  const named = [...tiers]
    .sort((one, other) => one.rank - other.rank)
    .map(({ id, name, availability }) => ({
      id,
      name,
      target: targetText(availability),
      allowed: allowedText(availability),
      services: (inTier.get(id) ?? []).sort(compareServices),
    }));
  const others = { id: '', name: 'No tier', services: (inTier.get('') ?? []).sort(compareServices) };
  return [...named, others].filter((group) => group.services.length > 0);
}

/** An availability target in per cent: `99.95 %`. */
export const targetText = (availability: number): string => `${Number((availability * 100).toFixed(4))} %`;

/** The downtime that a target allows in 30 days: `21.6 min`, `3.6 h`. */
export function allowedText(availability: number): string {
  const minutes = Number((windowMinutes * (1 - availability)).toFixed(1));
  return minutes < 60 ? `${minutes} min` : `${Number((minutes / 60).toFixed(1))} h`;
}
