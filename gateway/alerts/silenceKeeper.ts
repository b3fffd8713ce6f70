import type { Alert } from '../../shared/model/alert.ts';
import type { Instant } from '../../shared/model/instant.ts';
import type { Silence } from '../../shared/model/silence.ts';
import type { PolicyAlerts } from '../../shared/policy/index.ts';
import type { SilenceStanding, StandingSilence } from '../desk/decideSilenceLines.ts';
import type { SilenceRequest } from '../desk/evolveSilence.ts';
import type { Observation, SourceAlert, SourceSilence } from '../sources/source.ts';
import { isWatchdog } from './mapAlert.ts';
import { markerOf, requestOf, requestedSilence, withoutMarker } from './silenceWords.ts';

/** Expired silences stay on the consoles this long. */
const keepExpiredMs = 24 * 60 * 60_000;
const mostHidden = 50;

/** Keeps the silences of all sources as last told; a source that is silent changes nothing. */
export class SilenceKeeper {
  readonly #lists = new Map<string, { readonly at: Instant; readonly silences: readonly SourceSilence[] }>();
  readonly #watchdogs = new Map<string, SourceAlert['labels']>();
  readonly #policy: PolicyAlerts;

  constructor(policy: PolicyAlerts) {
    this.#policy = policy;
  }

  observe(heard: Observation, now: Instant): void {
    if (heard.kind === 'alerts') {
      const watchdog = heard.alerts.find((alert) => isWatchdog(alert, this.#policy));
      if (watchdog !== undefined) this.#watchdogs.set(heard.source, watchdog.labels);
    }
    if (heard.kind !== 'silences') return;
    // A poll that began before an act was done knows less than the list that was read after it.
    const known = this.#lists.get(heard.source)?.at ?? 0;
    // Unless the clock was set back since.
    if (heard.at >= known || known > now) this.#lists.set(heard.source, heard);
  }

  /** The labels of a source's watchdog, which is listened for and not shown. */
  watchdogOf(source: string): SourceAlert['labels'] | undefined {
    return this.#watchdogs.get(source);
  }

  /** What each listed silence hides now, and whose silences were heard. */
  standing(alerts: readonly Alert[], now: Instant): SilenceStanding {
    const hidden = hiddenBy(alerts);
    const silences = [...this.#lists].flatMap(([source, list]) =>
      list.silences.map((told): StandingSilence => {
        const { id, endsAt, createdBy, comment } = told;
        return {
          id: `${source}/${id}`,
          ...{ source, endsAt, createdBy, comment: withoutMarker(comment) },
          state: stateOf(told, now),
          hides: hidden.get(`${source}/${id}`) ?? [],
        };
      }),
    );
    return { heard: new Set(this.#lists.keys()), silences };
  }

  /** All silences, those that are asked for included. */
  view(
    alerts: readonly Alert[],
    requests: Readonly<Record<string, SilenceRequest>>,
    now: Instant,
    problemOf: (request: string) => string | undefined,
  ): readonly Silence[] {
    const hidden = hiddenBy(alerts);
    const asked = Object.values(requests);
    const listed = [...this.#lists].flatMap(([source, { silences }]) =>
      silences
        .filter(({ endsAt }) => now - endsAt < keepExpiredMs)
        .map((told): Silence => {
          const { id, matchers, startsAt, endsAt, createdBy, comment } = told;
          const state = stateOf(told, now);
          const hides = state === 'active' ? (hidden.get(`${source}/${id}`) ?? []) : [];
          return {
            id: `${source}/${id}`,
            ...{ source, matchers: [...matchers], startsAt, endsAt, createdBy, state },
            comment: withoutMarker(comment),
            hides: hides.slice(0, mostHidden),
            hidesTotal: hides.length,
            request: requestOf(
              asked.findLast((one) => one.source === source && aimsAt(one, told)),
              now,
              problemOf,
            ),
          };
        }),
    );
    const ids = new Set(listed.map(({ id }) => id));
    const listedOf = (source: string) => ({ ids, at: this.#lists.get(source)?.at ?? 0 });
    const isListed = ({ id, source }: SilenceRequest): boolean =>
      this.#lists.get(source)?.silences.some(({ comment }) => comment.endsWith(markerOf(id))) ?? false;
    const coming = asked
      .filter((one) => !isListed(one))
      .flatMap((one) => requestedSilence(one, listedOf(one.source), now, problemOf) ?? []);
    return [...listed, ...coming];
  }
}

/** One that is listed was made, whatever its request knows of it. */
const aimsAt = ({ id, act, outcome }: SilenceRequest, silence: SourceSilence): boolean =>
  act.kind === 'create'
    ? outcome === undefined && silence.comment.endsWith(markerOf(id))
    : act.silence === silence.id;

/** What its source would say now: time alone starts and ends a silence, heard or not. */
function stateOf({ state, startsAt, endsAt }: SourceSilence, now: Instant): SourceSilence['state'] {
  if (state === 'expired' || endsAt <= now) return 'expired';
  return startsAt <= now ? 'active' : 'pending';
}

function hiddenBy(alerts: readonly Alert[]): ReadonlyMap<string, readonly string[]> {
  const hidden = new Map<string, string[]>();
  for (const { id, source, state, silencedBy } of alerts) {
    if (state !== 'suppressed') continue;
    for (const silence of new Set(silencedBy)) {
      const key = `${source}/${silence}`;
      const held = hidden.get(key);
      if (held === undefined) hidden.set(key, [id]);
      else held.push(id);
    }
  }
  return hidden;
}
