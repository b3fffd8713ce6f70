import type { LinkStatus } from '../bridge.ts';
import type { DeskInfo } from '../model/desk.ts';
import type { Incident } from '../model/incident.ts';
import { drillOf } from './drillOf.ts';
import { utcMinute } from './durations.ts';
import type { NotificationSubject } from './notificationsNow.ts';
import { compareIncidents } from './severity.ts';

/** A notification in words, and the incident that it leads to. */
export interface NotificationWords {
  readonly title: string;
  readonly body: string;
  readonly incident?: string | undefined;
}

/** What a notification says; no more than is on the boards, and no contacts. */
export function notificationWords(
  subject: NotificationSubject,
  incidents: Readonly<Record<string, Incident>>,
  severities: DeskInfo['severities'],
  status: LinkStatus,
): NotificationWords {
  switch (subject.kind) {
    case 'feed':
      return {
        title: `${drillOf(status) === undefined ? '' : 'DRILL: '}Feed lost`,
        body: 'What the console shows is as last known.',
      };
    case 'incident':
      return ofIncident(subject.id, incidents[subject.id]);
    case 'group': {
      const [worst] = subject.incidents
        .flatMap((id) => incidents[id] ?? [])
        .toSorted(compareIncidents(severities));
      return {
        title: 'Several incidents wait for an acknowledgement',
        body: worst === undefined ? '' : `The worst: ${worst.severity} ${worst.title}`,
        incident: worst?.id,
      };
    }
  }
}

function ofIncident(id: string, incident: Incident | undefined): NotificationWords {
  if (incident === undefined) return { title: id, body: '', incident: id };
  return {
    title: `${incident.severity} ${incident.title}`,
    body: `${id} · open since ${utcMinute(incident.openedAt)} UTC · nobody has acknowledged it`,
    incident: id,
  };
}
