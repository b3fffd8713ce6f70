import type { RelatedIncidents } from '../../../shared/model/relatedIncidents.ts';
import { frozenAt } from './frozenEstate.ts';

const dayMs = 86_400_000;

/** Two earlier incidents of the same cause, whichever is asked for. */
export const frozenRelated = (incident: string): RelatedIncidents => ({
  incident,
  withinMs: 30 * dayMs,
  asOf: frozenAt,
  total: 2,
  incidents: [
    {
      id: 'INC-1988',
      title: 'Policy Governance is unavailable',
      severity: 'P0',
      openedAt: frozenAt - 6 * dayMs,
      resolvedAt: frozenAt - 6 * dayMs + 18 * 60_000,
      note: 'Connection pool was exhausted; restarted and limit raised to 80',
    },
    {
      id: 'INC-1930',
      title: 'Policy Governance is unavailable',
      severity: 'P0',
      openedAt: frozenAt - 21 * dayMs,
      resolvedAt: frozenAt - 21 * dayMs + 41 * 60_000,
      note: 'Rolled back 4.17.0',
    },
  ],
});
