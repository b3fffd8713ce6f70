import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dependencyGroups } from '../../../../renderer/boards/queue/dependencyLines.ts';
import { serviceStates, type Service, type ServiceState } from '../../../../shared/model/service.ts';
import { needsOf, usersOf } from '../../../../shared/rules/dependencies.ts';
import { frozenService } from '../../../support/frozen/frozenEstate.ts';

const service = (id: string, dependsOn: string[], state: ServiceState = 'operational'): Service => ({
  ...frozenService({ id, name: id.toUpperCase(), state }).service,
  dependsOn,
});
const estate = (...all: readonly Service[]): Record<string, Service> =>
  Object.fromEntries(all.map((one) => [one.id, one]));
const services = estate(
  service('web', ['api', 'cache']),
  service('api', ['db', 'auth'], 'degraded'),
  service('auth', ['db']),
  service('cache', [], 'unknown'),
  service('db', [], 'down'),
);

describe('dependencies', () => {
  it('are those needed directly and through others, each once, worst first', () => {
    expect(needsOf(services, 'web').map(({ id, isDirect }) => `${id} ${isDirect}`)).toEqual([
      'db false',
      'cache true',
      'api true',
      'auth false',
    ]);
    expect(usersOf(services, 'db').map(({ id, isDirect }) => `${id} ${isDirect}`)).toEqual([
      'api true',
      'auth true',
      'web false',
    ]);
    expect(needsOf(services, 'db')).toEqual([]);
  });

  it('of which nothing is held are unknown, and never well', () => {
    expect(needsOf(estate(service('web', ['gone'])), 'web')).toEqual([
      { id: 'gone', name: 'gone', state: 'unknown', isDirect: true },
    ]);
    expect(usersOf(services, 'nothing')).toEqual([]);
  });

  it('end in any estate, mirror one another, and never hold the service itself', () => {
    const ids = ['a', 'b', 'c', 'd', 'e'];
    const one = fc.record({ needs: fc.subarray(ids), state: fc.constantFrom(...serviceStates) });
    fc.assert(
      fc.property(fc.tuple(one, one, one, one, one), (shapes) => {
        const all = estate(
          ...shapes.map(({ needs, state }, place) => service(ids[place] ?? '', needs, state)),
        );
        for (const id of ids) {
          const needed = needsOf(all, id);
          expect(needed.some((each) => each.id === id)).toBe(false);
          for (const each of needed) expect(usersOf(all, each.id).some((user) => user.id === id)).toBe(true);
          const ranks = needed.map(({ state }) => serviceStates.indexOf(state));
          expect(ranks).toEqual(ranks.toSorted((left, right) => left - right));
        }
      }),
    );
  });
});

describe('dependencies in words', () => {
  it('count what is well and far away, and say the worst', () => {
    const [needs, users] = dependencyGroups(services, 'web', true);
    expect(needs).toMatchObject({ gist: 'needs 4, 1 down', count: '4, 2 directly', worst: 'down', rest: 1 });
    expect(needs?.lines.map(({ word }) => word)).toEqual(['down', 'unknown', 'degraded']);
    expect(users).toMatchObject({ gist: 'needed by 0', count: '0', worst: 'operational', lines: [] });
  });

  it('are all unknown without a live feed, with what they were', () => {
    const well = estate(service('web', ['db']), service('db', []));
    const [needs] = dependencyGroups(well, 'web', false);
    expect(needs).toMatchObject({ gist: 'needs 1, unknown', worst: 'unknown' });
    expect(needs?.lines[0]).toMatchObject({ state: 'unknown', word: 'unknown, was operational' });
  });
});
