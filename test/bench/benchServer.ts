import { setTimeout as pause } from 'node:timers/promises';
import pino from 'pino';
import { err } from '../../shared/result.ts';
import type { LibraryState } from '../../shared/model/runbook.ts';
import type { Service } from '../../shared/model/service.ts';
import { deskInfoOf } from '../../gateway/deskInfo.ts';
import { loadPolicy } from '../../gateway/policy/loadPolicy.ts';
import { openAccess } from '../../gateway/server/access.ts';
import { RunbookLibrary } from '../../gateway/runbooks/runbookLibrary.ts';
import { createMetrics } from '../../gateway/server/metrics.ts';
import { startServer, type RunningServer } from '../../gateway/server/startServer.ts';
import { World } from '../../gateway/world.ts';
import { temporaryFolder } from '../support/restartable.ts';

/** A gateway's world and server without sources or desk. */
export interface BenchServer {
  readonly world: World;
  readonly server: RunningServer;
  /** The state of its library, once it is another than the last that was looked at. */
  readonly look: () => Promise<LibraryState>;
  stop(): Promise<void>;
}

const machineClock = {
  now: () => Date.now(),
  after: (ms: number, run: () => void) => {
    const timer = setTimeout(run, ms);
    return () => clearTimeout(timer);
  },
};

/** Starts it on a free port, serving the built renderer, and the runbooks of a folder. */
export async function startBenchServer(
  clock = machineClock,
  options: { readonly library?: string } = {},
): Promise<BenchServer> {
  const world = new World(clock);
  const policy = await loadPolicy('assets/policy/acgs.yaml', {});
  if (!policy.ok) throw new Error('assets/policy/acgs.yaml does not load');
  // The wall draws nothing without tiers.
  world.upsert('desk', 'desk', deskInfoOf(policy.value.policy, policy.value.digest, 'bench', clock.now()));
  const folder = temporaryFolder('bench');
  const access = openAccess(folder.path);
  if (!access.ok) throw new Error(access.error);
  let newest: LibraryState | undefined;
  let lookedAt: string | undefined;
  const library =
    options.library === undefined
      ? undefined
      : new RunbookLibrary({
          folder: options.library,
          clock,
          onChange: (state) => {
            newest = state;
            world.upsert('library', 'library', state);
          },
        });
  library?.start();
  const started = await startServer({
    listen: { host: '127.0.0.1', port: 0 },
    world,
    chain: () => [],
    desk: {
      submit: ({ commandId }) => ({ type: 'result', id: commandId, ok: true, seq: world.seq, message: '' }),
      answer: () => err('the bench answers nothing'),
    },
    webhook: () => undefined,
    rota: () => err('the bench has no rota'),
    access: access.value,
    library,
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
    look: async () => {
      while (newest?.digest === undefined || newest.digest === lookedAt) await pause(5);
      lookedAt = newest.digest;
      return newest;
    },
    async stop() {
      await library?.stop();
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
