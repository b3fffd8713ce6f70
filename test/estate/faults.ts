import type { EstateService } from './services.ts';

/** What can be made to go wrong with a service. */
export type Fault = 'none' | 'down' | 'slow' | 'errors' | 'wrong-hash' | 'cache-misses';

/** The faults that a service of each kind can show: a database carries no hash, a web service no cache. */
const POSSIBLE: Readonly<Record<EstateService['kind'], readonly Fault[]>> = {
  http: ['none', 'down', 'slow', 'errors', 'wrong-hash'],
  postgresql: ['none', 'down', 'slow', 'errors'],
  redis: ['none', 'down', 'slow', 'errors', 'cache-misses'],
};

/** Reads the name of a fault for a service; the reason says what would have been accepted. */
export function parseFault(
  input: unknown,
  service: EstateService,
): { readonly ok: true; readonly fault: Fault } | { readonly ok: false; readonly reason: string } {
  const possible = POSSIBLE[service.kind];
  const fault = possible.find((one) => one === input);
  if (fault !== undefined) return { ok: true, fault };
  const given = input === undefined ? 'nothing' : JSON.stringify(input);
  return {
    ok: false,
    reason: `"fault" of ${service.id} must be one of ${possible.join(', ')}; got ${given}`,
  };
}
