import type { Notice } from '../../shared/model/notice.ts';

/** 2026-11-21 02:10 UTC, where the fake clock stands. */
export const noticeDueAt = Date.UTC(2026, 10, 21, 2, 10);

/** A notice that an incident was opened. */
export const aNotice = (change: Partial<Notice> = {}): Notice => ({
  id: 'NTC-1',
  channel: 'ops',
  incident: 'INC-2001',
  kind: 'opened',
  urgency: 'critical',
  subject: 'P0 INC-2001 opened: Auth Service is unavailable',
  text: 'Opened as P0',
  dueAt: noticeDueAt,
  ...change,
});
