/** One thing in the fake estate that Prometheus can scrape. */
export interface EstateService {
  readonly id: EstateServiceId;
  readonly name: string;
  readonly port: number;
  readonly kind: 'http' | 'postgresql' | 'redis';
  /** Mean requests (or, for redis, key look-ups) in a second. */
  readonly ratePerSecond: number;
  /** Mean of the slowest one in a hundred, in milliseconds, while nothing is wrong. */
  readonly p99Ms: number;
}

export type EstateServiceId =
  | 'auth'
  | 'constitutional-ai'
  | 'integrity'
  | 'formal-verification'
  | 'governance-synthesis'
  | 'policy-governance'
  | 'evolution-oversight'
  | 'api-gateway'
  | 'dashboard'
  | 'postgresql'
  | 'redis';

/** What a healthy ACGS service carries; from the customer's reference documents. */
export const CONSTITUTIONAL_HASH = 'cdd01ef066bc6cf2';

/** The estate's services on the ports that ACGS uses, in the order of their ports. */
export const ESTATE_SERVICES: readonly EstateService[] = [
  { id: 'auth', name: 'Auth Service', port: 8000, kind: 'http', ratePerSecond: 320, p99Ms: 2.4 },
  {
    id: 'constitutional-ai',
    name: 'Constitutional AI',
    port: 8001,
    kind: 'http',
    ratePerSecond: 180,
    p99Ms: 3.4,
  },
  { id: 'integrity', name: 'Integrity Service', port: 8002, kind: 'http', ratePerSecond: 240, p99Ms: 2.7 },
  {
    id: 'formal-verification',
    name: 'Formal Verification',
    port: 8003,
    kind: 'http',
    ratePerSecond: 130,
    p99Ms: 3.6,
  },
  {
    id: 'governance-synthesis',
    name: 'Governance Synthesis',
    port: 8004,
    kind: 'http',
    ratePerSecond: 150,
    p99Ms: 3.2,
  },
  {
    id: 'policy-governance',
    name: 'Policy Governance',
    port: 8005,
    kind: 'http',
    ratePerSecond: 280,
    p99Ms: 2.6,
  },
  {
    id: 'evolution-oversight',
    name: 'Evolution Oversight',
    port: 8006,
    kind: 'http',
    ratePerSecond: 120,
    p99Ms: 3.3,
  },
  { id: 'api-gateway', name: 'API Gateway', port: 8080, kind: 'http', ratePerSecond: 640, p99Ms: 2.9 },
  { id: 'dashboard', name: 'Dashboard', port: 8090, kind: 'http', ratePerSecond: 110, p99Ms: 3.1 },
  { id: 'redis', name: 'Redis', port: 9121, kind: 'redis', ratePerSecond: 2400, p99Ms: 0.4 },
  { id: 'postgresql', name: 'PostgreSQL', port: 9187, kind: 'postgresql', ratePerSecond: 900, p99Ms: 1.8 },
];

/** Where the fault switches are served when the estate runs on its default ports. */
export const DEFAULT_CONTROL_PORT = 8799;

/** Whether a text names one of the estate's services. */
export function isEstateServiceId(text: string): text is EstateServiceId {
  return ESTATE_SERVICES.some((service) => service.id === text);
}
