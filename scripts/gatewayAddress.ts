import { z } from 'zod';
import { whyFailed } from '../gateway/sources/http.ts';
import { err, ok, type Result } from '../shared/result.ts';

const schemes: Readonly<Record<string, string>> = {
  'http:': 'http:',
  'https:': 'https:',
  'ws:': 'http:',
  'wss:': 'https:',
};
const patienceMs = 5_000;
const healthSchema = z.object({ ready: z.boolean() });

/** Where a browser finds the console of a gateway, from its address or its feed's. */
export function consoleAddressOf(given: string): Result<string> {
  const url = URL.parse(given);
  const scheme = url === null ? undefined : schemes[url.protocol];
  if (url === null || scheme === undefined || url.host === '') {
    return err(`--gateway: "${given.slice(0, 100)}" is not an address such as http://127.0.0.1:8450.`);
  }
  return ok(`${scheme}//${url.host}${url.pathname.replace(/\/feed$/, '/')}${url.search}`);
}

/** Asks whether a gateway answers there; the error is one sentence that says what to do. */
export async function findGateway(address: string): Promise<Result<true>> {
  try {
    const answer = await fetch(new URL('/healthz', address), { signal: AbortSignal.timeout(patienceMs) });
    const health = healthSchema.safeParse(await answer.json().catch(() => undefined));
    return health.success
      ? ok(true)
      : err(`${address} answers, but is no Watchfloor gateway; check the address given with --gateway.`);
  } catch (error) {
    const why = whyFailed(error);
    // The browser may know a certificate's issuer that Node does not.
    if (why.includes('certificate')) return ok(true);
    return err(`No gateway answers at ${address} (${why}); check the address, and that the gateway runs.`);
  }
}
