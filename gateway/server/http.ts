import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import fastifyStatic from '@fastify/static';
import Fastify, { type FastifyError, type FastifyInstance } from 'fastify';
import { checkCaller, isLoopback } from './caller.ts';
import { cacheControlOf, securityHeaders } from './headers.ts';
import type { ServerOptions } from './options.ts';
import { addLibrary } from './library.ts';
import { addRotaFile } from './rotaFile.ts';
import { addHealth } from './health.ts';
import { createBareServer } from './serverFactory.ts';
import { addWebhooks } from './webhooks.ts';
import { err, ok, type Result } from '../../shared/result.ts';

/** The HTTP side: the renderer's files, health, metrics and webhooks. Not listening yet. */
export async function createHttp(
  options: ServerOptions,
  sessions: () => number,
): Promise<Result<FastifyInstance>> {
  const { listen, metrics, log, rendererFolder } = options;
  const isLocal = isLoopback(listen.host);
  const app = Fastify({
    logger: false,
    forceCloseConnections: true,
    routerOptions: { maxParamLength: 64 },
    serverFactory: (handle) => createBareServer(options, handle),
  });
  // A page of another site can send text/plain without asking; nothing here reads it.
  app.removeContentTypeParser('text/plain');

  app.addHook('onRequest', async (request, reply) => {
    const caller = checkCaller(request.headers, isLocal);
    if (caller.ok) return;
    metrics.refused(caller.error.reason);
    return reply.code(403).send({ error: caller.error.message });
  });
  app.addHook('onSend', async (_request, reply) => {
    for (const [name, value] of Object.entries(securityHeaders)) reply.header(name, value);
    if (reply.getHeader('cache-control') === undefined) reply.header('cache-control', 'no-store');
  });
  app.setNotFoundHandler(async (_request, reply) =>
    reply.code(404).send({ error: 'Nothing is served here.' }),
  );
  app.setErrorHandler(async (error: FastifyError, _request, reply) => {
    const status = error.statusCode ?? 500;
    if (status >= 500) log.error({ err: error }, 'request failed');
    return reply.code(status).send({ error: sentenceOf(status, error.message) });
  });

  addHealth(app, options, sessions);
  addWebhooks(app, options, isLocal);
  addLibrary(app, options, isLocal);
  addRotaFile(app, options, isLocal);
  if (rendererFolder === undefined) return ok(app);
  const root = resolve(rendererFolder);
  if (!existsSync(join(root, 'index.html'))) {
    return err(`${root} has no index.html, so it is no built console; build it with: npm run build`);
  }
  await app.register(fastifyStatic, {
    root,
    dotfiles: 'ignore',
    cacheControl: false,
    setHeaders: (reply, path) => void reply.header('cache-control', cacheControlOf(path)),
  });
  return ok(app);
}

function sentenceOf(status: number, message: string): string {
  if (status === 413) return 'The body is larger than 4 MiB.';
  if (status === 415) return 'The body must be sent as Content-Type: application/json.';
  return status >= 500 ? 'The gateway failed to answer; its log says why.' : message;
}
