import type { DeskInfo } from '../model/desk.ts';
import type { Incident } from '../model/incident.ts';
import type { Instant } from '../model/instant.ts';
import { sentenceText, utcMinute, utcTime } from './durations.ts';
import { filled } from './template.ts';

/** What the template of a stakeholder update may hold. */
export const updateFields = [
  'incident.id',
  'title',
  'severity',
  'service',
  'status',
  'owner',
  'opened',
  'duration',
  'impact',
  'next_update',
] as const;
type UpdateField = (typeof updateFields)[number];

/** What an update's text is made from, besides the incident. */
export interface UpdateFacts {
  /** The service's name; undefined where the incident names none. */
  readonly service: string | undefined;
  readonly duties: Pick<DeskInfo['duties'], 'updateMs'>;
  readonly now: Instant;
}

/** A stakeholder update as the template has it, to be read and changed before it is sent. Instants are UTC. */
export function updateText(template: string, incident: Incident, facts: UpdateFacts): string {
  const values = valuesOf(incident, facts);
  // A template of a newer gateway may have fields that this console does not know: they stay to be seen.
  return filled(template, (field) => (isField(field) ? values[field] : `{{${field}}}`));
}

const isField = (field: string): field is UpdateField => updateFields.some((known) => known === field);

function valuesOf(incident: Incident, { service, duties, now }: UpdateFacts): Record<UpdateField, string> {
  return {
    'incident.id': incident.id,
    title: incident.title,
    severity: incident.severity,
    service: service ?? 'no service named',
    status: incident.status,
    owner: incident.assignee ?? 'nobody yet',
    opened: utcTime(incident.openedAt),
    duration: sentenceText(now - incident.openedAt),
    impact: incident.assessed?.impact ?? 'not assessed yet',
    next_update: `${utcMinute(now + duties.updateMs)} UTC`,
  };
}
