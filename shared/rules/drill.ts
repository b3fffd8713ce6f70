import { z } from 'zod';
import type { Outgoing } from '../bridge.ts';
import { actWords } from '../feed/actWords.ts';
import {
  drillActSchema,
  drillEnds,
  drillReadinessSchema,
  mostInDrill,
  type DrillEnd,
  type DrillReport,
} from '../model/drill.ts';
import { runbookIdSchema } from '../model/runbook.ts';
import type { Missed } from './missed.ts';

const wordsLength = 120;
const mostHeld = 200;

/** What is held of a drill until it can be told: kept on disk, so that a restart does not lose it. */
export const drillTallySchema = z.object({
  drill: z.string(),
  gateway: z.string(),
  /** The gateway's time, as the console has it. */
  from: z.number(),
  plannedMs: z.number(),
  readiness: drillReadinessSchema.optional(),
  runbooks: z.array(z.object({ id: runbookIdSchema, title: z.string() })),
  searches: z.array(z.object({ words: z.string(), found: z.number() })),
  /** Acts given while the console was cut off, by their ids. */
  acts: z.record(
    z.string(),
    drillActSchema.omit({ fate: true }).extend({
      fate: drillActSchema.shape.fate.or(z.literal('waiting')),
      isTick: z.boolean(),
      /** The runbook that it says was followed to its end, and worked. */
      carriedOut: z.object({ id: runbookIdSchema, title: z.string() }).optional(),
    }),
  ),
  ended: z.object({ at: z.number(), how: z.enum(drillEnds) }).optional(),
});
export type DrillTally = z.infer<typeof drillTallySchema>;
type DrillAct = DrillTally['acts'][string];

/** What an operator tries while cut off that leaves no act. */
export const drillUseSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('runbook'), id: runbookIdSchema, title: z.string().max(400) }),
  z.strictObject({ kind: z.literal('search'), words: z.string().max(400), found: z.number().int().min(0) }),
]);
export type DrillUse = z.infer<typeof drillUseSchema>;

/** A drill that begins. */
export const drillBegun = (
  what: Pick<DrillTally, 'drill' | 'gateway' | 'from' | 'plannedMs' | 'readiness'>,
): DrillTally => ({ ...what, runbooks: [], searches: [], acts: {} });

/** Adds what was tried. Words that only go on from those before are one search; what is over its bound is left out. */
export function withUse(tally: DrillTally, use: DrillUse): DrillTally {
  if (tally.ended !== undefined) return tally;
  if (use.kind === 'runbook') {
    const isKnown = tally.runbooks.some(({ id }) => id === use.id);
    if (isKnown || tally.runbooks.length >= mostInDrill) return tally;
    return { ...tally, runbooks: [...tally.runbooks, { id: use.id, title: clipped(use.title) }] };
  }
  const words = clipped(use.words);
  if (words === '') return tally;
  const last = tally.searches.at(-1);
  const goesOn = last !== undefined && (words.startsWith(last.words) || last.words.startsWith(words));
  const before = goesOn ? tally.searches.slice(0, -1) : tally.searches;
  if (before.length >= mostInDrill) return tally;
  return { ...tally, searches: [...before, { words, found: use.found }] };
}

/** Takes in how acts stand; the same tally where nothing of it differs. `isKnown`: ids that were there before the cut. After the end no more are taken up, but their fates are. */
export function withOutgoing(
  tally: DrillTally,
  outgoing: readonly Outgoing[],
  isKnown: (id: string) => boolean,
): DrillTally {
  const acts = { ...tally.acts };
  let isChanged = false;
  const set = (id: string, act: DrillAct): void => {
    acts[id] = act;
    isChanged = true;
  };
  const present = new Map(outgoing.map((one) => [one.id, one]));
  for (const one of outgoing) {
    const isNew = acts[one.id] === undefined;
    if (isNew && (tally.ended !== undefined || isKnown(one.id) || Object.keys(acts).length >= mostHeld))
      continue;
    const next = actOf(one);
    // The rest follows from what was given.
    if (isNew || acts[one.id]?.fate !== next.fate || acts[one.id]?.message !== next.message)
      set(one.id, next);
  }
  for (const [id, act] of Object.entries(acts)) {
    // What was never sent leaves the list only when it is withdrawn; what was sent stays a minute after it is done.
    if (act.fate === 'waiting' && !present.has(id))
      set(id, { ...act, fate: tally.ended === undefined ? 'withdrawn' : 'done' });
  }
  return isChanged ? { ...tally, acts } : tally;
}

/** The drill is over; a second end changes nothing. */
export const drillEnded = (tally: DrillTally, at: number, how: DrillEnd): DrillTally =>
  tally.ended === undefined ? { ...tally, ended: { at: Math.max(at, tally.from), how } } : tally;

/** True where it is over and every act has its answer, so that all can be told. */
export const isSettled = ({ ended, acts }: DrillTally): boolean =>
  ended !== undefined && Object.values(acts).every(({ fate }) => fate !== 'waiting');

/** What is told of a drill that is over. */
export function drillReport(
  tally: DrillTally,
  shell: DrillReport['shell'],
  missed: Missed | undefined,
): DrillReport {
  const { drill, gateway, from, plannedMs, readiness, searches, ended } = tally;
  const acts = Object.values(tally.acts);
  const carried = new Map(
    acts.flatMap(({ fate, carriedOut }) =>
      fate === 'done' && carriedOut !== undefined ? [[carriedOut.id, carriedOut] as const] : [],
    ),
  );
  const opened = tally.runbooks.filter(({ id }) => !carried.has(id));
  const runbooks = [
    ...[...carried.values()].map((one) => ({ ...one, isCarriedOut: true })),
    ...opened.map((one) => ({ ...one, isCarriedOut: false })),
  ];
  return {
    drill,
    shell,
    gateway: gateway.slice(0, 200),
    ...{
      from: Math.round(from),
      to: Math.round(ended?.at ?? from),
      plannedMs,
      ended: ended?.how ?? 'restart',
    },
    readiness,
    runbooks: runbooks.slice(0, mostInDrill),
    searches: searches.slice(0, mostInDrill),
    ticks: acts.filter(({ isTick }) => isTick).length,
    acts: acts
      .filter(({ isTick }) => !isTick)
      .flatMap(({ what, fate, message }) => (fate === 'waiting' ? [] : [{ what, fate, message }]))
      .slice(0, mostInDrill),
    actsTotal: acts.length,
    missed: missed && {
      opened: missed.opened.length,
      resolved: missed.resolved.length,
      worst: missed.worst
        .slice(0, 5)
        .map(({ id, severity, title }) => ({ id, severity, title: clipped(title) || id })),
    },
  };
}

function actOf(outgoing: Outgoing): DrillAct {
  const { name, params, state, message } = outgoing;
  const carried = runbookIdSchema.safeParse(params['runbook']);
  const hasWorked = name === 'runbook.finish' && params['outcome'] === 'worked' && carried.success;
  const title = typeof params['title'] === 'string' ? clipped(params['title']) : '';
  return {
    what: clipped(actWords(outgoing)),
    isTick: name === 'runbook.mark',
    fate: state === 'done' ? 'done' : state === 'refused' || state === 'failed' ? 'refused' : 'waiting',
    ...(state === 'refused' && message !== undefined && { message: message.slice(0, 160) }),
    ...(hasWorked && { carriedOut: { id: carried.data, title: title || carried.data } }),
  };
}

const clipped = (text: string): string => text.trim().slice(0, wordsLength).trim();
