import type { Instant } from '../../shared/model/instant.ts';

/** One reason to act, or its end: what the desk opens incidents from. Recomputed as a whole each time. */
export interface Signal {
  /** What it is, stable while it lasts: `alert:<alert id>`, `probe:<service>`, `up:<service>`, `hash:<service>`. */
  readonly key: string;
  /** Signals of one cause share one open incident: `<service>:unavailable`, `<service or '-'>:<alertname>`. */
  readonly cause: string;
  /** A cause that accounts for this one: while an incident of it is open, this joins it in place of opening its own. */
  readonly foldsUnder?: string | undefined;
  /** `lost`: it was bad when last heard, and its source no longer says. */
  readonly state: 'bad' | 'clear' | 'lost';
  /** The incident's title, were this to open one. */
  readonly title: string;
  /** What was seen, in one line. */
  readonly text: string;
  readonly severity: string;
  readonly category?: string | undefined;
  readonly service?: string | undefined;
  /** The alert's id, where it comes from one. */
  readonly alert?: string | undefined;
  /** True where planned work is no excuse: it opens an incident in maintenance too. */
  readonly isNeverPlanned?: boolean | undefined;
  /** When it became bad; while it is clear, when that was seen. */
  readonly startedAt: Instant;
}

/** The cause that health checks, scrapes and alerts share which say that a service can't be reached. */
export const unavailableCause = (service: string): string => `${service}:unavailable`;

const hashCause = 'constitutional-hash';
/** The cause of all that says that a service answers with the wrong constitutional hash. */
export const wrongHashCause = (service: string): string => `${service}:${hashCause}`;
/** Whether an incident's cause is a wrong constitutional hash. */
export const isWrongHash = (cause: string): boolean => cause.endsWith(`:${hashCause}`);

/** The cause of everything that says that an objective's budget burns: the gateway's own signals, and written alerts. */
export const burnCause = (objective: string): string => `burn:${objective}`;
