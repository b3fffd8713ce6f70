import { parseJson } from './prometheusAnswer.ts';

/** The text at a dotted path of a JSON body; undefined where there is none. */
export function hashAt(body: string, path: string): string | undefined {
  const json = parseJson(body);
  let found: unknown = json.ok ? json.value : undefined;
  for (const key of path.split('.')) {
    if (typeof found !== 'object' || found === null || !Object.hasOwn(found, key)) return undefined;
    found = (found as Readonly<Record<string, unknown>>)[key];
  }
  return typeof found === 'string' ? found.slice(0, 128) : undefined;
}
