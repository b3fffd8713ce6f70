import { serviceStates, type Service, type ServiceState } from '../model/service.ts';

/** A service that another needs or is needed by. */
export interface Dependency {
  readonly id: string;
  readonly name: string;
  /** Unknown where nothing is held of it. */
  readonly state: ServiceState;
  /** False where it is so through others only. */
  readonly isDirect: boolean;
}

type Services = Readonly<Record<string, Service>>;

/** Everything that a service needs, directly or through others: worst first, the direct before the others. */
export const needsOf = (services: Services, id: string): readonly Dependency[] =>
  reached(services, id, (service) => services[service]?.dependsOn ?? []);

/** Everything that needs a service, directly or through others: worst first, the direct before the others. */
export function usersOf(services: Services, id: string): readonly Dependency[] {
  const users = new Map<string, string[]>();
  for (const { id: user, dependsOn } of Object.values(services))
    for (const needed of dependsOn) users.set(needed, [...(users.get(needed) ?? []), user]);
  return reached(services, id, (service) => users.get(service) ?? []);
}

/** Walks once over everything, so that services which need each other end it too. */
function reached(
  services: Services,
  start: string,
  next: (id: string) => readonly string[],
): readonly Dependency[] {
  const direct = new Set(next(start));
  const seen = new Set([start]);
  const waiting = [...direct];
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
    if (seen.has(id)) continue;
    seen.add(id);
    waiting.push(...next(id));
  }
  seen.delete(start);
  const all = [...seen].map((id): Dependency => {
    const service = services[id];
    return {
      id,
      name: service?.name ?? id,
      state: service?.state ?? 'unknown',
      isDirect: direct.has(id),
    };
  });
  const rank = ({ state }: Dependency): number => serviceStates.indexOf(state);
  return all.sort(
    (one, other) =>
      rank(one) - rank(other) ||
      Number(other.isDirect) - Number(one.isDirect) ||
      (one.name < other.name ? -1 : 1),
  );
}
