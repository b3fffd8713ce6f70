import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { bearerOf } from './bearer.ts';
import type { ServerOptions } from './options.ts';

/**
 * `GET /library/manifest`: all runbooks with their digests. `GET /library/files/<digest>`: the bytes of one. Both are for
 * whoever may read the feed, and are never shown by a browser as pages of their own.
 */
export function addLibrary(app: FastifyInstance, options: ServerOptions, isLocal: boolean): void {
  const { access, library, metrics } = options;
  const refuseStranger = async (request: FastifyRequest, reply: FastifyReply) => {
    if (isLocal && !access.required()) return;
    const resolved = access.resolve(bearerOf(request.headers.authorization));
    if (resolved.ok) return;
    metrics.refused('access');
    return reply.code(401).header('www-authenticate', 'Bearer').send({ error: resolved.error });
  };
  app.get('/library/manifest', { onRequest: refuseStranger }, async (request, reply) => {
    const manifest = library?.manifest();
    if (manifest === undefined) {
      const error =
        library === undefined
          ? 'The policy names no folder of runbooks.'
          : 'The runbooks are not read yet; ask again in a moment.';
      return reply.code(library === undefined ? 404 : 503).send({ error });
    }
    const tag = `"${manifest.digest}"`;
    reply.header('etag', tag).header('cache-control', 'no-cache');
    if (request.headers['if-none-match'] === tag) return reply.code(304).send();
    return reply.header('content-type', 'application/json').send(manifest.text);
  });
  app.get<{ Params: { digest: string } }>(
    '/library/files/:digest',
    { onRequest: refuseStranger },
    async ({ params }, reply) => {
      const bytes = await library?.bytes(params.digest);
      if (bytes?.ok !== true) {
        return reply.code(404).send({ error: bytes?.error ?? 'The policy names no folder of runbooks.' });
      }
      return reply
        .header('cache-control', 'private, max-age=31536000, immutable')
        .header('content-type', 'application/octet-stream')
        .header('content-disposition', 'attachment')
        .send(bytes.value);
    },
  );
}
