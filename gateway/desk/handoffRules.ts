import type { DeskInfo } from '../../shared/model/desk.ts';
import type { Difference, Evidence, Handoff, HandoffItem } from '../../shared/model/handoff.ts';
import type { Policy } from '../../shared/policy/index.ts';
import { severityOrder } from '../../shared/rules/severity.ts';

/** What the desk takes from the policy for handoffs. */
export interface HandoffRules {
  readonly shifts: DeskInfo['shifts'];
  /** Names of the sites by their ids. */
  readonly sites: ReadonlyMap<string, string>;
  /** How long before the end of a shift its handoff begins, ms. */
  readonly beginsMs: number;
  readonly accepts: readonly string[];
  /** Severity that decides through which channels an overdue one is told. */
  readonly severity: string;
  /** Ids of the channels that each record goes to. */
  readonly recordChannels: readonly string[];
  /** Roles by their names. */
  readonly overdue: readonly { readonly afterMs: number; readonly role: string }[];
  readonly testTimeoutMs: number;
  readonly checklist: readonly Pick<HandoffItem, 'id' | 'name' | 'hint' | 'evidence'>[];
}

/** What the gateway knows at one instant beside a handoff. */
export interface HandoffFacts {
  readonly evidenceOf: (handoff: Handoff, item: HandoffItem) => Evidence;
  readonly differenceOf: (handoff: Handoff) => Difference;
}

/** Nothing is known: every item is stale. */
export const noFacts: HandoffFacts = {
  evidenceOf: () => ({ state: 'stale', text: 'Nothing is known yet', facts: [], mark: '' }),
  differenceOf: () => ({ lines: [], total: 0 }),
};

const minuteMs = 60_000;

/** The handoff's part of a policy. */
export function handoffRulesOf({ handoff, shifts, estate, severities, escalation }: Policy): HandoffRules {
  const ranked = severityOrder(severities);
  return {
    shifts: shifts.map(({ id, name, start, end, primarySite }) => ({
      ...{ id, name, site: primarySite },
      startMinute: start / minuteMs,
      endMinute: end / minuteMs,
    })),
    sites: new Map(estate.sites.map(({ id, name }) => [id, name])),
    beginsMs: handoff.begins,
    accepts: handoff.accept ?? ranked.slice(0, 2),
    severity: handoff.severity ?? ranked[0] ?? '',
    recordChannels: handoff.channels,
    overdue: handoff.overdue.flatMap(({ after, role: id }) => {
      const role = escalation.roles.find((known) => known.id === id);
      return role === undefined ? [] : [{ afterMs: after, role: role.name }];
    }),
    testTimeoutMs: handoff.testTimeout,
    checklist: handoff.checklist,
  };
}
