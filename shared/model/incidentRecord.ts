import type { ChangeOutcome } from './change.ts';
import type { Actor } from './incident.ts';
import type { Instant } from './instant.ts';

/** An act at an instant; whether a person or the gateway did it. */
export interface RecordedAct {
  readonly at: Instant;
  readonly by: Actor;
}

/** From an opening or reopening to the resolve that ended it; without one while it lasts. */
export interface Episode {
  readonly from: Instant;
  readonly resolved?: (RecordedAct & { readonly note?: string | undefined }) | undefined;
}

/** One incident as the journal tells it, for figures: instants only, nothing that a policy decides. */
export interface IncidentRecord {
  readonly id: string;
  readonly title: string;
  readonly service?: string | undefined;
  readonly category?: string | undefined;
  readonly cause: string;
  /** Each severity it held and since when, in order; the first is that of its opening. */
  readonly severities: readonly { readonly severity: string; readonly from: Instant }[];
  readonly firstSignalAt: Instant;
  readonly openedAt: Instant;
  /** The first time that a person took it; a reopening does not undo it. */
  readonly acknowledged?: RecordedAct | undefined;
  /** At least one; each later one is a reopening. */
  readonly episodes: readonly Episode[];
  readonly declaredBy?: string | undefined;
  /** Since when its times count, where that is not its opening: it stood up, having been folded under its cause. */
  readonly countsFrom?: Instant | undefined;
  /** A person made it of signals of other incidents: it tells nothing of how soon something was seen. */
  readonly arranged?: boolean | undefined;
  /** The incident that it became part of, or is folded under as a symptom; no figure counts it then. */
  readonly mergedInto?: string | undefined;
}

/** One change as the journal tells it, for figures. */
export interface ChangeRecord {
  readonly id: string;
  readonly services: readonly string[];
  /** When it was started; its planned start until then. */
  readonly startsAt: Instant;
  readonly ended?: { readonly at: Instant; readonly outcome: ChangeOutcome } | undefined;
}
