import { z } from 'zod';
import { deskBetweenSchema } from '../model/between.ts';
import { deskFiguresSchema } from '../model/deskFigures.ts';
import { handoffRecordSchema, handoffRecordsSchema } from '../model/handoffRecords.ts';
import { instantSchema } from '../model/instant.ts';
import { objectiveHistorySchema } from '../model/objectiveHistory.ts';
import { rotaLoadSchema } from '../model/rotaLoad.ts';
import { relatedIncidentsSchema } from '../model/relatedIncidents.ts';
import { labelMatcherSchema, silencePreviewSchema } from '../model/silence.ts';
import type { Role } from './roles.ts';

/** One question of the feed: what it takes, what it answers, and the least role that may ask it. It changes nothing. */
export interface QuestionSpec {
  readonly params: z.ZodType;
  readonly answer: z.ZodType;
  readonly role: Role;
}

/**
 * Every question: what is too large or too seldom wanted to be part of everybody's state. A new one is one entry here
 * and one handler in gateway/answers.ts; the compiler asks for it.
 */
export const questionSpecs = {
  /** Counts, budget and bad intervals of one objective over a span. */
  'objective.history': {
    params: z.strictObject({ objective: z.string().min(1).max(160), from: instantSchema, to: instantSchema }),
    answer: objectiveHistorySchema,
    role: 'viewer',
  },
  /** MTTD, MTTA, MTTR and the other figures of the desk's records over a span, against the policy's targets. */
  'desk.figures': {
    params: z.strictObject({
      from: instantSchema,
      to: instantSchema,
      severity: z.string().min(1).max(16).optional(),
      service: z.string().min(1).max(64).optional(),
    }),
    answer: deskFiguresSchema,
    role: 'viewer',
  },
  /** Other incidents of the same service and cause, within the policy's time of a recurrence. */
  'incident.related': {
    params: z.strictObject({ incident: z.string().regex(/^INC-\d+$/) }),
    answer: relatedIncidentsSchema,
    role: 'viewer',
  },
  /** What came and went between two instants, and of which times in between not everything is known. */
  'desk.between': {
    params: z.strictObject({ from: instantSchema, to: instantSchema }),
    answer: deskBetweenSchema,
    role: 'viewer',
  },
  /** Closed handoffs by words and by the end of the shift. */
  'handoff.records': {
    params: z.strictObject({
      words: z.string().max(120).optional(),
      from: instantSchema.optional(),
      to: instantSchema.optional(),
    }),
    answer: handoffRecordsSchema,
    role: 'viewer',
  },
  /** One closed handoff, whole. */
  'handoff.record': {
    params: z.strictObject({ handoff: z.string().min(1).max(32) }),
    answer: handoffRecordSchema,
    role: 'viewer',
  },
  /** Which of the alerts known now a silence would hit. */
  'silence.preview': {
    params: z.strictObject({
      source: z.string().min(1).max(64),
      matchers: z.array(labelMatcherSchema).min(1).max(30),
    }),
    answer: silencePreviewSchema,
    role: 'operator',
  },
  /** Hours, nights and pages of each person on the rota over a span of at most 92 days. */
  'rota.load': {
    params: z.strictObject({ from: instantSchema, to: instantSchema }),
    answer: rotaLoadSchema,
    role: 'viewer',
  },
} as const satisfies Record<string, QuestionSpec>;

export type QuestionName = keyof typeof questionSpecs;
export type QuestionParams<Name extends QuestionName> = z.infer<(typeof questionSpecs)[Name]['params']>;
export type QuestionAnswer<Name extends QuestionName> = z.infer<(typeof questionSpecs)[Name]['answer']>;

/** A question as a union over its name. */
export type Question = {
  [Name in QuestionName]: { readonly name: Name; readonly params: QuestionParams<Name> };
}[QuestionName];

/** True for a question's name. */
export const isQuestionName = (name: string): name is QuestionName => Object.hasOwn(questionSpecs, name);

/** Checks name and parameters of a question that came from outside. */
export function parseQuestion(
  name: string,
  params: unknown,
): { readonly ok: true; readonly question: Question } | { readonly ok: false; readonly message: string } {
  if (!isQuestionName(name)) {
    const known = Object.keys(questionSpecs).join(', ');
    return { ok: false, message: `Unknown question "${name}"; this gateway knows ${known}.` };
  }
  const parsed = questionSpecs[name].params.safeParse(params);
  // TypeScript can't follow that `params` was parsed by the schema of this very `name`.
  if (parsed.success) return { ok: true, question: { name, params: parsed.data } as Question };
  const issue = parsed.error.issues[0];
  return {
    ok: false,
    message: `${name}: ${issue?.path.join('.') || 'params'}: ${issue?.message ?? 'not valid'}`,
  };
}
