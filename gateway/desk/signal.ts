import type { Instant } from '../../shared/model/instant.ts';

/** One reason to act, or its end: what the desk opens incidents from. Recomputed as a whole each time. */
export interface Signal {
  /** What it is, stable while it lasts: `alert:<alert id>`, `probe:<service>`, `up:<service>`, `hash:<service>`. */
  readonly key: string;
  /** Signals of one cause share one open incident: `<service>:unavailable`, `<service or '-'>:<alertname>`. */
  readonly cause: string;
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
  /** When it became bad; while it is clear, when that was seen. */
  readonly startedAt: Instant;
}
