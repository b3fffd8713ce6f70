import type { IncomingMessage, ServerResponse } from 'node:http';
import { parseFault } from './faults.ts';
import { sendJson } from './listener.ts';
import type { RunningService } from './runningService.ts';

const BODY_LIMIT_BYTES = 4096;

type Answer = { readonly status: number; readonly body: unknown };

/** The fault switches over HTTP: GET /faults, PUT /faults/<service> {"fault": ...}. */
export function controlServer(
  services: readonly RunningService[],
): (request: IncomingMessage, response: ServerResponse) => void {
  return (request, response) => {
    answer(request, services).then(
      ({ status, body }) => sendJson(response, status, body),
      (error: unknown) =>
        sendJson(response, 500, { error: error instanceof Error ? error.message : String(error) }),
    );
  };
}

async function answer(request: IncomingMessage, services: readonly RunningService[]): Promise<Answer> {
  const path = (request.url ?? '/').split('?')[0] ?? '/';
  const refuse = (status: number, error: string): Answer => ({ status, body: { error } });

  if (path === '/faults' && request.method === 'GET') {
    return { status: 200, body: Object.fromEntries(services.map((one) => [one.service.id, one.fault()])) };
  }
  const id = /^\/faults\/([^/]+)$/.exec(path)?.[1];
  if (id === undefined) return refuse(404, 'no such page; use GET /faults or PUT /faults/<service>');
  if (request.method !== 'PUT') return refuse(405, `${request.method ?? ''} is not served here; use PUT`);

  const running = services.find((one) => one.service.id === id);
  if (running === undefined) {
    const known = services.map((one) => one.service.id).join(', ');
    return refuse(400, `no service named "${id}"; the estate has ${known}`);
  }
  const body = await readBody(request);
  if (body === undefined) return refuse(400, `the body is longer than ${BODY_LIMIT_BYTES} bytes`);
  const json = parseJson(body);
  if (typeof json !== 'object' || json === null || !('fault' in json)) {
    return refuse(400, 'the body must be JSON such as {"fault":"down"}');
  }
  const parsed = parseFault(json.fault, running.service);
  if (!parsed.ok) return refuse(400, parsed.reason);
  await running.setFault(parsed.fault);
  return { status: 200, body: { service: id, fault: parsed.fault } };
}

async function readBody(request: IncomingMessage): Promise<string | undefined> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length <= BODY_LIMIT_BYTES) chunks.push(chunk);
  }
  return length <= BODY_LIMIT_BYTES ? Buffer.concat(chunks).toString('utf8') : undefined;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
