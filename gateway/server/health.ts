import type { FastifyInstance } from 'fastify';
import { bearerOf } from './bearer.ts';
import type { ServerOptions } from './options.ts';
import { TokenBucket } from './tokenBucket.ts';

/** Far more than a few Prometheus servers ask; a scrape costs some milliseconds. */
const scrapesPerSecond = 50;

/**
 * `GET /healthz`: whether acts and incidents can be kept, open to everybody, for supervisors know no tokens. `GET /metrics`:
 * counts and freshness, no names of people; with a token of any role where the gateway was started so.
 */
export function addHealth(app: FastifyInstance, options: ServerOptions, sessions: () => number): void {
  const { access, ready, metrics, metricsNeedToken = false, chain, clock, tls } = options;
  const bucket = new TokenBucket(scrapesPerSecond, clock.now());
  app.get('/healthz', async (_request, reply) => {
    const state = ready();
    if (state === true) return { ready: true };
    return reply.code(503).send({ ready: false, reason: state });
  });
  app.get('/metrics', async (request, reply) => {
    const caller = metricsNeedToken ? access.resolve(bearerOf(request.headers.authorization)) : undefined;
    if (caller?.ok === false) {
      metrics.refused('access');
      const error = `${caller.error} Send it as Authorization: Bearer; any role will do.`;
      return reply.code(401).header('www-authenticate', 'Bearer').send({ error });
    }
    if (!bucket.take(clock.now())) {
      metrics.refused('busy');
      return reply.code(503).header('retry-after', '1').send({ error: 'Too many scrapes at once.' });
    }
    const moment = { now: clock.now(), sessions: sessions(), chain: chain(), tls: tls?.state };
    return reply.header('content-type', metrics.contentType).send(await metrics.render(moment));
  });
}
