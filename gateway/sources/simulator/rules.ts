import type { SourceRule } from '../source.ts';

/**
 * The alert rules of the simulated Prometheus: all that its nights fire, and some that stay quiet. As in an estate
 * that grew, most link to a runbook, one has none, and one is found only because a runbook names it.
 */
export const simulatedRules: readonly SourceRule[] = [
  { name: 'BackupFailed', runbookUrl: 'database-restore' },
  { name: 'CacheHitRateLow', runbookUrl: 'cache-degradation' },
  { name: 'ConstitutionalHashMismatch', runbookUrl: 'constitutional-violation' },
  { name: 'DiskFilling' },
  { name: 'ErrorBudgetBurn' },
  { name: 'ExporterDown', runbookUrl: 'monitoring-lost' },
  { name: 'HighErrorRate', runbookUrl: 'service-unavailable' },
  { name: 'HighLatency', runbookUrl: 'high-latency' },
  { name: 'MemoryHigh', runbookUrl: 'service-unavailable' },
  { name: 'PodRestarting', runbookUrl: 'service-unavailable' },
  { name: 'QueueGrowing', runbookUrl: 'high-latency' },
  { name: 'ReplicationLag', runbookUrl: 'database-failover' },
  { name: 'ServiceDown', runbookUrl: 'service-unavailable' },
];
