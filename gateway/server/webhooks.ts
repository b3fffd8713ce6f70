import type { FastifyInstance } from 'fastify';
import { roleAllows } from '../../shared/feed/roles.ts';
import { bearerOf } from './bearer.ts';
import type { ServerOptions } from './options.ts';
import { TokenBucket } from './tokenBucket.ts';

const bodyLimitBytes = 4 * 1024 * 1024;
/** Far more than Alertmanager groups send; what is turned away the poll brings. */
const pushesPerSecond = 50;

/** Why a push may not come in, with its HTTP status. */
interface PushRefusal {
  readonly status: 401 | 403;
  readonly message: string;
}

/** `POST /webhook/alertmanager/<source>`: alerts pushed by an Alertmanager. */
export function addWebhooks(app: FastifyInstance, options: ServerOptions, isLocal: boolean): void {
  const { webhook, chain, metrics, log, clock } = options;
  const bucket = new TokenBucket(pushesPerSecond, clock.now());
  app.post<{ Params: { source: string } }>(
    '/webhook/alertmanager/:source',
    {
      bodyLimit: bodyLimitBytes,
      // Before the body is read: strangers don't get to send 4 MiB.
      onRequest: async (request, reply) => {
        const refusal = refuseStranger(request.headers.authorization, options, isLocal);
        if (refusal === undefined) {
          if (bucket.take(clock.now())) return;
          metrics.refused('busy');
          // Alertmanager sends again after a 5xx, and gives up after a 429.
          return reply
            .code(503)
            .header('retry-after', '1')
            .send({ error: 'Too many webhooks at once; send it again.' });
        }
        metrics.refused('access');
        if (refusal.status === 401) reply.header('www-authenticate', 'Bearer');
        return reply.code(refusal.status).send({ error: refusal.message });
      },
    },
    async (request, reply) => {
      const { source } = request.params;
      const taken = webhook(source, request.body);
      if (taken === undefined) {
        const known = chain()
          .filter((link) => link.kind === 'alertmanager')
          .map((link) => link.id);
        const names = known.length === 0 ? 'none' : known.join(', ');
        return reply
          .code(404)
          .send({ error: `No Alertmanager of that name takes webhooks; known: ${names}.` });
      }
      if (taken.ok) return { accepted: taken.value };
      metrics.refused('malformed');
      log.warn({ source, problem: taken.error }, 'webhook refused');
      return reply.code(400).send({ error: taken.error });
    },
  );
}

function refuseStranger(
  authorization: string | undefined,
  { access }: ServerOptions,
  isLocal: boolean,
): PushRefusal | undefined {
  if (isLocal && !access.required()) return undefined;
  const resolved = access.resolve(bearerOf(authorization));
  if (!resolved.ok) return { status: 401, message: `${resolved.error} Send it as Authorization: Bearer.` };
  if (roleAllows(resolved.value.role, 'operator')) return undefined;
  // A wall display's token must not be able to raise or end alerts.
  return { status: 403, message: 'Pushing alerts needs a token of the role operator.' };
}
