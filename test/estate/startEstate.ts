import { controlServer } from './control.ts';
import { parseFault, type Fault } from './faults.ts';
import { openListener, type Listener } from './listener.ts';
import { runService, type RunningService } from './runningService.ts';
import { DEFAULT_CONTROL_PORT, ESTATE_SERVICES, type EstateServiceId } from './services.ts';

/** A running fake ACGS. */
export interface Estate {
  readonly services: Readonly<Record<EstateServiceId, { readonly url: string }>>;
  readonly control: { readonly url: string };
  /** Switches a fault; rejects when the service can't show it. */
  set(id: EstateServiceId, fault: Fault): Promise<void>;
  faults(): Readonly<Record<EstateServiceId, Fault>>;
  stop(): Promise<void>;
}

/** Where and how the estate runs; ACGS's own ports unless told otherwise. */
export interface EstateOptions {
  /** The services take this port and the following ones, the control server the one after them. */
  readonly basePort?: number;
  /** 0: free ports, for tests. */
  readonly ports?: 0;
  readonly host?: string;
  readonly seed?: number;
  readonly now?: () => number;
}

/** Starts every service and the control server; on failure nothing is left running. */
export async function startEstate(options: EstateOptions = {}): Promise<Estate> {
  const { host = '127.0.0.1', seed = 2025, now = Date.now, basePort, ports } = options;
  const portOf = (index: number, byDefault: number): number => {
    if (ports === 0) return 0;
    return basePort === undefined ? byDefault : basePort + index;
  };

  const running: RunningService[] = [];
  let control: Listener | undefined;
  const stop = async (): Promise<void> => {
    await Promise.all([control?.close(), ...running.map((service) => service.stop())]);
  };
  try {
    for (const [index, service] of ESTATE_SERVICES.entries()) {
      running.push(await runService(service, { host, port: portOf(index, service.port), seed, now }));
    }
    const controlPort = portOf(ESTATE_SERVICES.length, DEFAULT_CONTROL_PORT);
    control = await openListener('control', host, controlPort, controlServer(running));
  } catch (error) {
    await stop();
    throw error;
  }

  const byId = <T>(of: (service: RunningService) => T): Record<EstateServiceId, T> =>
    Object.fromEntries(running.map((one) => [one.service.id, of(one)])) as Record<EstateServiceId, T>;

  return {
    services: byId((one) => ({ url: one.url })),
    control: { url: `http://${host}:${control.port}` },
    faults: () => byId((one) => one.fault()),
    async set(id, fault) {
      const one = running.find((candidate) => candidate.service.id === id);
      if (one === undefined) throw new Error(`estate: no service named "${id}"`);
      const parsed = parseFault(fault, one.service);
      if (!parsed.ok) throw new Error(`estate: ${parsed.reason}`);
      await one.setFault(parsed.fault);
    },
    stop,
  };
}
