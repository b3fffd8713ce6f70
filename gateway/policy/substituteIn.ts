import type { PolicyFault, PolicyPath } from '../../shared/policy/references.ts';
import { substitute, type Environment } from './substitute.ts';

/** What substitution made of a value, and what it could not replace. */
interface Substituted {
  readonly value: unknown;
  readonly faults: readonly PolicyFault[];
}

/** The places where `${NAME}` is replaced. Elsewhere it stays as it is. */
const places: readonly (readonly string[])[] = [
  ['sources', '**'],
  ['estate', 'services', '*', 'probe', 'url'],
  ['rota', '*', 'calendar', 'url'],
  ['rota', 'experts', '*', 'calendar', 'url'],
  ['channels', '*', 'url'],
  ['links', '*', 'url'],
  ['channels', '*', 'server', 'host'],
];

/** Replaces environment variables in every string of `sources`, and in the addresses of probes, calendars, channels and links. */
export function substituteIn(root: unknown, environment: Environment): Substituted {
  const faults: PolicyFault[] = [];
  const visit = (value: unknown, path: PolicyPath): unknown => {
    if (typeof value === 'string' && places.some((place) => covers(place, path))) {
      const result = substitute(value, environment);
      if (result.ok) return result.value;
      faults.push({ path, message: result.error });
      return value;
    }
    if (Array.isArray(value)) return value.map((item: unknown, index) => visit(item, [...path, index]));
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, visit(item, [...path, key])]));
  };
  return { value: visit(root, []), faults };
}

function covers(place: readonly string[], path: PolicyPath): boolean {
  if (place.at(-1) !== '**' && place.length !== path.length) return false;
  return path.every((key, index) => {
    const wanted = index < place.length ? place[index] : place.at(-1);
    return wanted === '**' || wanted === '*' || wanted === key;
  });
}
