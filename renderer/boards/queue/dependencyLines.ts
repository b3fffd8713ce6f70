import type { Service } from '../../../shared/model/service.ts';
import { usersOf, needsOf, type Dependency } from '../../../shared/rules/dependencies.ts';
import type { DependencyGroup } from '../../components/DependenciesSection.tsx';

/** What a service needs and what needs it, in words; without a live feed nothing is known of any of them now. */
export function dependencyGroups(
  services: Readonly<Record<string, Service>>,
  id: string,
  live: boolean,
): readonly DependencyGroup[] {
  return [group('Needs', needsOf(services, id), live), group('Needed by', usersOf(services, id), live)];
}

function group(name: string, all: readonly Dependency[], live: boolean): DependencyGroup {
  const direct = all.filter(({ isDirect }) => isDirect).length;
  // What is well and far away is counted, not listed.
  const shown = all.filter(({ isDirect, state }) => isDirect || state !== 'operational');
  return {
    name,
    gist: gistOf(name, all, live),
    worst: live ? (all[0]?.state ?? 'operational') : all.length === 0 ? 'operational' : 'unknown',
    count: all.length === direct ? `${all.length}` : `${all.length}, ${direct} directly`,
    rest: all.length - shown.length,
    lines: shown.map(({ id, name: service, state, isDirect }) => ({
      id,
      name: service,
      state: live ? state : 'unknown',
      word: live ? state : `unknown, was ${state}`,
      isDirect,
    })),
  };
}

/** `needs 5, 1 down` */
function gistOf(name: string, all: readonly Dependency[], live: boolean): string {
  const [worst] = all;
  const total = `${name.toLowerCase()} ${all.length}`;
  if (!live) return all.length === 0 ? total : `${total}, unknown`;
  if (worst === undefined || worst.state === 'operational') return total;
  return `${total}, ${all.filter(({ state }) => state === worst.state).length} ${worst.state}`;
}
