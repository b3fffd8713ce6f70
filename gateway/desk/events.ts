import { z } from 'zod';
import { plannedStepSchema, runOutcomeSchema, stepOutcomeSchema } from '../../shared/model/automation.ts';
import { changeOutcomeSchema } from '../../shared/model/change.ts';
import { actorSchema, procedureCalledSchema } from '../../shared/model/incident.ts';
import { instantSchema } from '../../shared/model/instant.ts';
import { noticeSchema } from '../../shared/model/notice.ts';
import { drillEvents } from './drillEvents.ts';
import { rotaEvents } from './rotaEvents.ts';
import { groupingEvents } from './groupingEvents.ts';
import { handoffEvents } from './handoffEvents.ts';
import { runbookEvents } from './runbookEvents.ts';
import { silenceEvents } from './silenceEvents.ts';

const incident = z.string();
const change = z.string();
const run = z.string();
const base = { at: instantSchema, by: actorSchema };
/** Which notice, through which channel, and the channel's name at the time. */
const sending = { notice: z.string(), channel: z.string(), name: z.string() };

/** What happened at the desk: the journal's content. Never changed once written; new kinds are added at the end. */
export const deskEventSchema = z.discriminatedUnion('type', [
  z.object({
    ...base,
    type: z.literal('incident.opened'),
    incident,
    title: z.string(),
    severity: z.string(),
    category: z.string().optional(),
    service: z.string().optional(),
    cause: z.string(),
    firstSignalAt: instantSchema,
    text: z.string(),
    alerts: z.array(z.string()),
    runbooks: z.array(z.string()),
    declaredBy: z.string().optional(),
    /** It opened as a symptom of another incident. */
    folded: z.object({ under: incident, reason: z.string() }).optional(),
    /** A person made it of signals of other incidents. */
    arranged: z.boolean().optional(),
    procedure: procedureCalledSchema.optional(),
  }),
  /** A signal (alert or probe) joined or left an open incident, or all of them ended. */
  z.object({
    ...base,
    type: z.literal('incident.signal'),
    incident,
    signal: z.string(),
    state: z.enum(['bad', 'clear', 'lost']),
    alert: z.string().optional(),
    text: z.string(),
  }),
  z.object({ ...base, type: z.literal('incident.acknowledged'), incident }),
  z.object({ ...base, type: z.literal('incident.assigned'), incident, assignee: z.string() }),
  z.object({ ...base, type: z.literal('incident.noted'), incident, text: z.string() }),
  z.object({ ...base, type: z.literal('incident.resolved'), incident, note: z.string() }),
  z.object({ ...base, type: z.literal('incident.reopened'), incident, reason: z.string() }),
  z.object({
    ...base,
    type: z.literal('incident.reclassified'),
    incident,
    from: z.string(),
    to: z.string(),
    reason: z.string(),
  }),
  /** Severity and impact were judged by a person. */
  z.object({ ...base, type: z.literal('incident.assessed'), incident, impact: z.string() }),
  /** The stakeholders were told how it stands. */
  z.object({ ...base, type: z.literal('incident.updated'), incident, text: z.string() }),
  z.object({ ...base, type: z.literal('incident.reported'), incident, summary: z.string() }),
  /** A role was paged: by the ladder at its time, or by hand for a reason. */
  z.object({
    ...base,
    type: z.literal('incident.escalated'),
    incident,
    severity: z.string(),
    afterMs: z.number().min(0),
    role: z.string(),
    person: z.string().optional(),
    dueAt: instantSchema,
    reason: z.string().optional(),
  }),
  /** A duty's time ran out. */
  z.object({
    ...base,
    type: z.literal('incident.overdue'),
    incident,
    duty: z.string(),
    label: z.string(),
    dueAt: instantSchema,
  }),
  /** A command that the desk refused: part of the audit trail, changes nothing. */
  z.object({ ...base, type: z.literal('command.refused'), name: z.string(), message: z.string() }),
  z.object({
    ...base,
    type: z.literal('change.planned'),
    change,
    title: z.string(),
    category: z.string(),
    services: z.array(z.string()),
    startsAt: instantSchema,
    endsAt: instantSchema,
  }),
  z.object({ ...base, type: z.literal('change.started'), change }),
  /** Its planned end was moved. */
  z.object({ ...base, type: z.literal('change.extended'), change, until: instantSchema, reason: z.string() }),
  z.object({
    ...base,
    type: z.literal('change.ended'),
    change,
    outcome: changeOutcomeSchema,
    note: z.string(),
  }),
  /** Somebody is to be told. */
  z.object({ ...base, type: z.literal('notice.due'), notice: noticeSchema }),
  /** An attempt failed; the channel is tried again at `nextAt`. */
  z.object({
    ...base,
    type: z.literal('notice.failed'),
    ...sending,
    attempt: z.number().int().min(1),
    problem: z.string(),
    nextAt: instantSchema,
  }),
  z.object({
    ...base,
    type: z.literal('notice.delivered'),
    ...sending,
    attempt: z.number().int().min(1),
    lateMs: z.number(),
    detail: z.string(),
  }),
  /** Given up: nobody was told. */
  z.object({ ...base, type: z.literal('notice.dead'), ...sending, problem: z.string() }),
  ...silenceEvents,
  ...groupingEvents,
  /** A trigger's condition is met, for the first time in its episode. */
  z.object({
    ...base,
    type: z.literal('automation.triggered'),
    run,
    trigger: z.string(),
    name: z.string(),
    service: z.string(),
    incident: incident.optional(),
    severity: z.string().optional(),
    mode: z.enum(['automatic', 'proposed']),
    because: z.string(),
    timeoutMs: z.number(),
    steps: z.array(plannedStepSchema),
    simulated: z.boolean(),
  }),
  z.object({ ...base, type: z.literal('automation.approved'), run }),
  z.object({ ...base, type: z.literal('automation.declined'), run, reason: z.string() }),
  z.object({
    ...base,
    type: z.literal('automation.step'),
    run,
    action: z.string(),
    outcome: stepOutcomeSchema,
    output: z.string(),
    tookMs: z.number().min(0),
  }),
  /** The condition of a run is clearly not met any more: its episode is over. */
  z.object({ ...base, type: z.literal('automation.cleared'), run }),
  z.object({
    ...base,
    type: z.literal('automation.finished'),
    run,
    outcome: runOutcomeSchema,
    text: z.string(),
  }),
  z.object({ ...base, type: z.literal('automation.switched'), on: z.boolean(), reason: z.string() }),
  ...rotaEvents,
  ...handoffEvents,
  ...runbookEvents,
  ...drillEvents,
]);

export type DeskEvent = z.infer<typeof deskEventSchema>;
export type EventOf<Type extends DeskEvent['type']> = Extract<DeskEvent, { type: Type }>;
