import type { Drill } from '../../../shared/model/drill.ts';
import { frozenAt } from './frozenEstate.ts';

const dayMs = 86_400_000;
const minuteMs = 60_000;

/** Three drills: one in which much was tried, one that was broken off, one that a restart ended. */
export const frozenDrills: readonly Drill[] = [
  {
    ...{ id: 'drill-0003', shell: 'desktop', gateway: 'wss://noc-gw-1.example/feed', by: 'M. Tanaka' },
    ...{ from: frozenAt - 2 * dayMs, to: frozenAt - 2 * dayMs + 15 * minuteMs, plannedMs: 15 * minuteMs },
    ...{ ended: 'time', recordedAt: frozenAt - 2 * dayMs + 15 * minuteMs + 2_000 },
    readiness: { usable: 11, rules: 13 },
    runbooks: [
      { id: 'service-unavailable', title: 'Service unavailable', isCarriedOut: true },
      { id: 'database-failover', title: 'PostgreSQL failover', isCarriedOut: false },
      { id: 'monitoring-lost', title: 'Monitoring lost', isCarriedOut: false },
    ],
    searches: [
      { words: 'postgre', found: 5 },
      { words: 'certificate', found: 0 },
    ],
    ticks: 6,
    acts: [
      { what: 'Note INC-2036', fate: 'done' },
      {
        ...{ what: 'Acknowledge INC-2037', fate: 'refused' },
        message: 'INC-2037 was acknowledged by J. Rao at 03:13:30 UTC; assign it to take it over.',
      },
      { what: 'End runbook INC-2036', fate: 'done' },
    ],
    actsTotal: 9,
    missed: { opened: 1, resolved: 1, worst: [] },
  },
  {
    ...{ id: 'drill-0002', shell: 'browser', gateway: 'wss://noc-gw-1.example/feed', by: 'J. Rao' },
    ...{ from: frozenAt - 16 * dayMs, to: frozenAt - 16 * dayMs + 72_000, plannedMs: 5 * minuteMs },
    ...{ ended: 'person', recordedAt: frozenAt - 16 * dayMs + 74_000, readiness: { usable: 11, rules: 13 } },
    ...{ runbooks: [], searches: [], ticks: 0, acts: [], actsTotal: 0 },
    missed: {
      ...{ opened: 1, resolved: 0 },
      worst: [{ id: 'INC-2012', severity: 'P0', title: 'Auth Service is unavailable' }],
    },
  },
  {
    ...{ id: 'drill-0001', shell: 'desktop', gateway: 'wss://noc-gw-1.example/feed', by: 'A. Duarte' },
    ...{ from: frozenAt - 40 * dayMs, to: frozenAt - 40 * dayMs + 41_000, plannedMs: minuteMs },
    ...{ ended: 'restart', recordedAt: frozenAt - 40 * dayMs + 60_000 },
    ...{ runbooks: [], searches: [], ticks: 0, acts: [], actsTotal: 0 },
  },
];
