import { createHash } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { bearerOf } from './bearer.ts';
import type { ServerOptions } from './options.ts';
import { TokenBucket } from './tokenBucket.ts';

const querySchema = z.object({ list: z.string().min(1).max(64).optional() });
/** Calendars ask every few hours; writing one takes a few milliseconds. */
const filesPerSecond = 5;

/** `GET /rota.ics?list=primary`: the rota for calendar programs, which know names and passwords but no bearer tokens. */
export function addRotaFile(app: FastifyInstance, options: ServerOptions, isLocal: boolean): void {
  const { access, rota, metrics, clock } = options;
  const bucket = new TokenBucket(filesPerSecond, clock.now());
  app.get('/rota.ics', async (request, reply) => {
    const token = tokenIn(request.headers.authorization);
    const caller = isLocal && !access.required() ? undefined : access.resolve(token);
    if (caller?.ok === false) {
      metrics.refused('access');
      reply.header('www-authenticate', 'Basic realm="Watchfloor", charset="UTF-8"');
      return reply.code(401).send({ error: `${caller.error} Send it as the password, with any name.` });
    }
    if (!bucket.take(clock.now())) {
      metrics.refused('busy');
      return reply.code(503).header('retry-after', '1').send({ error: 'Too many at once; ask again.' });
    }
    const query = querySchema.safeParse(request.query);
    if (!query.success) return reply.code(400).send({ error: 'Write the list once: /rota.ics?list=primary' });
    const file = rota(query.data.list);
    if (!file.ok) return reply.code(404).send({ error: file.error });
    const tag = `"${createHash('sha256').update(file.value).digest('hex').slice(0, 32)}"`;
    reply.header('etag', tag).header('cache-control', 'no-cache');
    if (request.headers['if-none-match'] === tag) return reply.code(304).send();
    return reply.header('content-type', 'text/calendar; charset=utf-8').send(file.value);
  });
}

/** The token of a bearer, or the password of a name and password. */
function tokenIn(authorization = ''): string | undefined {
  const bearer = bearerOf(authorization);
  const basic = /^Basic +(\S+)$/i.exec(authorization)?.[1];
  if (bearer !== undefined || basic === undefined) return bearer;
  return Buffer.from(basic, 'base64').toString('utf8').split(':').slice(1).join(':');
}
