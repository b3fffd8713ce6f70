import type { Incident, TimelineEntry } from '../../shared/model/incident.ts';

/** Newest timeline entries kept on the feed; the journal keeps all. */
const shown = 200;

/** An incident with one more line, at most the newest lines kept. */
export const withLine = (incident: Incident, entry: TimelineEntry): Incident => ({
  ...incident,
  timeline: [...incident.timeline, entry].slice(-shown),
  timelineTotal: incident.timelineTotal + 1,
});
