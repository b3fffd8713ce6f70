import type { Instant } from '../../shared/model/instant.ts';
import type { Silence } from '../../shared/model/silence.ts';
import { keepEndedMs, type SilenceRequest } from '../desk/evolveSilence.ts';

/** At the end of a comment in Alertmanager: by it a silence is known to be ours, and which. */
export const markerOf = (request: string): string => `[watchfloor:${request}]`;

/** The comment as it was written. */
export const withoutMarker = (comment: string): string => comment.replace(/\s*\[watchfloor:[\w-]+\]\s*$/, '');

const doing = {
  create: 'Alertmanager is asked for it',
  extend: 'Alertmanager is asked to extend it',
  expire: 'Alertmanager is asked to expire it',
} as const;
const failed = { create: 'Not made', extend: 'Not extended', expire: 'Not expired' } as const;

/** What was asked of a silence, in words; undefined once it is done, and an hour after it failed. */
export function requestOf(
  request: SilenceRequest | undefined,
  now: Instant,
  problemOf: (request: string) => string | undefined,
): Silence['request'] {
  if (request === undefined) return undefined;
  const { id, act, by, at, outcome } = request;
  const told = { act: act.kind, by, at };
  if (outcome === undefined) {
    const problem = problemOf(id);
    const text = problem === undefined ? doing[act.kind] : `${doing[act.kind]} again: ${problem}`;
    return { ...told, state: 'pending', text };
  }
  if (outcome.ok || now - outcome.at >= keepEndedMs) return undefined;
  return { ...told, state: 'failed', text: `${failed[act.kind]}: ${outcome.problem}` };
}

/** A silence that is asked for and not listed yet, or never will be; undefined where there is none to show. */
export function requestedSilence(
  request: SilenceRequest,
  listed: { readonly ids: ReadonlySet<string>; readonly at: Instant },
  now: Instant,
  problemOf: (request: string) => string | undefined,
): Silence | undefined {
  const { id, source, act, by, at, outcome } = request;
  if (act.kind !== 'create') return undefined;
  const isMade = outcome?.ok === true;
  // A list that was read since and does not have it: its source has lost it.
  if (isMade && (listed.ids.has(`${source}/${outcome.silence}`) || listed.at >= outcome.at)) return undefined;
  const asked = isMade
    ? ({ act: 'create', state: 'pending', by, at, text: 'Made; not listed yet' } as const)
    : requestOf(request, now, problemOf);
  if (asked === undefined) return undefined;
  const { matchers, startsAt, endsAt, comment } = act;
  return {
    id: `${source}/${id}`,
    ...{ source, matchers, startsAt, endsAt, comment },
    createdBy: by,
    state: 'requested',
    hides: [],
    hidesTotal: 0,
    request: asked,
  };
}
