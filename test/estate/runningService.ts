import type { ServerResponse } from 'node:http';
import { EXPOSITION_TYPE } from './exposition.ts';
import type { Fault } from './faults.ts';
import { openListener, sendJson } from './listener.ts';
import { ESTATE_VERSION, metricsPage, reportedHash } from './metrics.ts';
import { seedOf } from './random.ts';
import type { EstateService } from './services.ts';
import { Traffic } from './traffic.ts';

const SLOW_HEALTH_MS = 50;

/** A service of the estate that is being served, and its switch. */
export interface RunningService {
  readonly service: EstateService;
  readonly url: string;
  readonly fault: () => Fault;
  setFault(fault: Fault): Promise<void>;
  stop(): Promise<void>;
}

/** Starts one service; a service that comes back from `down` is a new process with counters at zero. */
export async function runService(
  service: EstateService,
  { host, port, seed, now }: { host: string; port: number; seed: number; now: () => number },
): Promise<RunningService> {
  let fault: Fault = 'none';
  let traffic = new Traffic(service, seedOf(service.id, seed), now());

  const health = (response: ServerResponse): void => {
    const failing = fault === 'errors';
    sendJson(response, failing ? 503 : 200, {
      status: failing ? 'unhealthy' : 'healthy',
      service: service.id,
      version: ESTATE_VERSION,
      ...(service.kind === 'http' ? { constitutional_hash: reportedHash(fault) } : {}),
      uptime_seconds: Math.round((now() - traffic.startedAtMs) / 1000),
    });
  };

  const listener = await openListener(service.id, host, port, (request, response) => {
    const path = (request.url ?? '/').split('?')[0];
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      sendJson(response, 405, { error: `${request.method ?? ''} is not served; use GET` });
    } else if (path === '/metrics') {
      traffic.advance(now());
      response.writeHead(200, { 'content-type': EXPOSITION_TYPE });
      response.end(metricsPage(service, traffic, fault));
    } else if (path === '/health') {
      if (fault === 'slow') setTimeout(() => health(response), SLOW_HEALTH_MS);
      else health(response);
    } else {
      sendJson(response, 404, { error: `no such page; ${service.id} serves /health and /metrics` });
    }
  });

  return {
    service,
    url: `http://${host}:${listener.port}`,
    fault: () => fault,
    async setFault(next) {
      if (next === fault) return;
      const before = fault;
      fault = next;
      if (next === 'down') {
        await listener.close();
      } else if (before === 'down') {
        traffic = new Traffic(service, seedOf(service.id, seed), now());
        traffic.setFault(next, now());
        await listener.open();
      } else {
        traffic.setFault(next, now());
      }
    },
    stop: () => listener.close(),
  };
}
