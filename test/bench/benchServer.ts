import pino from 'pino';
import type { Service } from '../../shared/model/service.ts';
import { deskInfoOf } from '../../gateway/deskInfo.ts';
import { loadPolicy } from '../../gateway/policy/loadPolicy.ts';
import { openAccess } from '../../gateway/server/access.ts';
import { createMetrics } from '../../gateway/server/metrics.ts';
import { startServer, type RunningServer } from '../../gateway/server/startServer.ts';
import { World } from '../../gateway/world.ts';
import { temporaryFolder } from '../support/restartable.ts';

/** A gateway's world and server without sources or desk. */
export interface BenchServer {
  readonly world: World;
  readonly server: RunningServer;
  stop(): Promise<void>;
}

const clock = {
  now: () => Date.now(),
  after: (ms: number, run: () => void) => {
    const timer = setTimeout(run, ms);
    return () => clearTimeout(timer);
  },
};

/** Starts it on a free port, serving the built renderer. */
export async function startBenchServer(): Promise<BenchServer> {
  const world = new World(clock);
  const policy = await loadPolicy('assets/policy/acgs.yaml', {});
  if (!policy.ok) throw new Error('assets/policy/acgs.yaml does not load');
  // The wall draws nothing without tiers.
  world.upsert('desk', 'desk', deskInfoOf(policy.value.policy, policy.value.digest, 'bench', Date.now()));
  const folder = temporaryFolder('bench');
  const access = openAccess(folder.path);
  if (!access.ok) throw new Error(access.error);
  const started = await startServer({
    listen: { host: '127.0.0.1', port: 0 },
    world,
    chain: () => [],
    desk: {
      submit: ({ commandId }) => ({ type: 'result', id: commandId, ok: true, seq: world.seq, message: '' }),
    },
    webhook: () => undefined,
    access: access.value,
    rendererFolder: 'dist/renderer',
    name: 'bench',
    version: '0',
    ready: () => true,
    metrics: createMetrics(() => 0),
    clock,
    log: pino({ level: 'silent' }),
  });
  if (!started.ok) throw new Error(started.error);
  return {
    world,
    server: started.value,
    async stop() {
      await started.value.stop();
      folder.remove();
    },
  };
}

/** A service whose reason the console shows. */
export const benchService = (
  index: number,
  reason: string,
  state: Service['state'] = 'operational',
): Service => ({
  id: `service-${index}`,
  name: `Service ${index}`,
  kind: 'service',
  tier: 'critical',
  dependsOn: [],
  state,
  since: 0,
  reason,
  findings: [],
  restsOn: [],
  runbooks: [],
});
