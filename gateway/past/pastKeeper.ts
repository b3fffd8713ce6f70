import type { Logger } from 'pino';
import type { Alert } from '../../shared/model/alert.ts';
import type { ChainLink } from '../../shared/model/chain.ts';
import type { Instant } from '../../shared/model/instant.ts';
import type { Service } from '../../shared/model/service.ts';
import type { Silence } from '../../shared/model/silence.ts';
import { matcherText } from '../../shared/rules/matcherText.ts';
import type { AlertChange } from '../alerts/applyAlerts.ts';
import type { DeskState } from '../desk/evolve.ts';
import type { Ledger } from '../ledger.ts';
import type { PastSources } from './between.ts';
import { SpellLog } from './spellLog.ts';
import type { Spell, SpellEnd, Standing } from './spell.ts';
import type { SpellStore } from './spellTable.ts';

/** That the gateway runs is written at least this often: a kill makes it blind for so much longer. */
const aliveMs = 5_000;

/** What was seen at one instant. */
export interface Seen {
  readonly chain: readonly ChainLink[];
  readonly services: readonly Service[];
  readonly alerts: readonly Alert[];
  readonly alertChanges: readonly AlertChange[];
  readonly silences: readonly Silence[];
}

/** Keeps what came and went of all that the journal does not tell: alerts, states of services, sources, silences. */
export class PastKeeper {
  readonly #store: SpellStore | undefined;
  readonly #log: Logger;
  readonly #spells: SpellLog;
  /** The time without a gateway, until every source has answered or is known to be silent. */
  #stopped: Standing | undefined;
  #writtenAt = 0;
  #problem: string | undefined;

  constructor(now: Instant, log: Logger, store?: SpellStore) {
    this.#store = store;
    this.#log = log;
    const kept = store?.kept;
    this.#spells = new SpellLog(now, kept);
    if (kept === undefined) return;
    this.#spells.interrupt(kept.aliveAt);
    const from = Math.min(kept.aliveAt, now);
    this.#stopped = { subject: 'gateway', state: 'stopped', title: 'The gateway', from };
  }

  /** Every spell that is kept. */
  get spells(): Iterable<Spell> {
    return this.#spells.spells;
  }

  /** From when on everything that was seen is kept. */
  get since(): Instant {
    return this.#spells.since;
  }

  /** What is told of the past, with what the journal knows. */
  sources({ recent, records, desk }: Pick<Ledger, 'recent' | 'records' | 'desk'>): PastSources {
    return {
      events: recent.events,
      eventsSince: recent.since,
      spells: this.#spells.spells,
      spellsSince: this.#spells.since,
      records,
      desk,
    };
  }

  /** Takes in what is seen now, and writes what it means. */
  note(seen: Seen, desk: Pick<DeskState, 'signals'>, now: Instant): void {
    const isHearing = seen.chain.every(({ freshness }) => freshness !== 'waiting');
    const ended: SpellEnd = { at: now, ending: 'ended' };
    if (this.#stopped !== undefined) {
      this.#spells.stand('gateway', [this.#stopped], () => ended);
      if (isHearing) {
        this.#spells.stand('gateway', [], () => ended);
        this.#stopped = undefined;
      }
    }
    this.#spells.stand(
      'link',
      seen.chain.flatMap((link) => silentLink(link, now)),
      () => ended,
    );
    const waiting = new Set(seen.chain.flatMap(({ id, freshness }) => (freshness === 'waiting' ? [id] : [])));
    const known = seen.services.filter(({ restsOn }) => !restsOn.some((id) => waiting.has(id)));
    this.#spells.stand('service', known.flatMap(abnormal), () => ended);
    this.#noteAlerts(seen, desk, now);
    const silences = new Map(seen.silences.map((silence) => [silence.id, silence]));
    this.#spells.stand('silence', seen.silences.flatMap(active), ({ subject }) => {
      const silence = silences.get(subject);
      // One that its source no longer lists has not been seen to end.
      return silence === undefined
        ? { at: now, ending: 'lost' }
        : { at: Math.min(silence.endsAt, now), ending: 'ended' };
    });
    this.#write(now);
  }

  /** Nobody looks any more, or everything is looked at anew. */
  interrupt(now: Instant): void {
    this.#spells.interrupt(now);
    this.#write(now, true);
  }

  close(now: Instant): void {
    this.interrupt(now);
    this.#store?.close();
  }

  #noteAlerts({ alerts, alertChanges }: Seen, { signals }: Pick<DeskState, 'signals'>, now: Instant): void {
    const standingOf = (alert: Alert): Standing => {
      const signal = signals.get(`alert:${alert.id}`);
      return {
        subject: alert.id,
        state: alert.state === 'suppressed' ? 'silenced' : 'firing',
        title: alert.annotations['summary'] ?? alert.name,
        service: alert.service,
        severity: alert.severity,
        incident: signal?.state === 'bad' ? signal.incident : undefined,
        from: Math.min(alert.startsAt, now),
      };
    };
    const endOf = (alert: Alert | undefined): SpellEnd =>
      alert?.state === 'resolved'
        ? { at: Math.min(alert.endedAt ?? now, now), ending: 'ended' }
        : { at: now, ending: 'lost' };
    // Those that came and went since the last look are in no list of what stands.
    for (const { alert, from, to } of alertChanges) {
      if (from !== undefined || (to !== 'firing' && to !== 'suppressed')) continue;
      const latest = alerts.find(({ id }) => id === alert.id);
      if (latest !== undefined && isOn(latest)) continue;
      this.#spells.passed('alert', standingOf(alert), endOf(latest));
    }
    const byId = new Map(alerts.map((alert) => [alert.id, alert]));
    this.#spells.stand('alert', alerts.filter(isOn).map(standingOf), ({ subject }) =>
      endOf(byId.get(subject)),
    );
  }

  #write(now: Instant, isForced = false): void {
    if (this.#store === undefined) return;
    const changes = this.#spells.changes();
    const isDue = now - this.#writtenAt >= aliveMs || now < this.#writtenAt;
    if (!isForced && !isDue && changes.put.length + changes.dropped.length === 0) return;
    const written = this.#store.write(changes, now);
    if (written.ok) {
      this.#spells.written();
      this.#writtenAt = now;
    } else if (this.#problem !== written.error) {
      this.#log.error({ problem: written.error }, 'past not kept');
    }
    this.#problem = written.ok ? undefined : written.error;
  }
}

const isOn = ({ state }: Alert): boolean => state === 'firing' || state === 'suppressed';

function silentLink(
  { id, name, kind, freshness, heardAt, silentSince, problem }: ChainLink,
  now: Instant,
): Standing[] {
  if (freshness !== 'silent') return [];
  const from = Math.min(silentSince ?? heardAt ?? now, now);
  return [
    { subject: id, state: kind === 'gateway' ? 'journal' : 'silent', title: name, text: problem, from },
  ];
}

function abnormal({ id, name, state, since, reason }: Service): Standing[] {
  if (state === 'operational') return [];
  return [{ subject: id, state, title: name, service: id, text: reason, from: since }];
}

function active({ id, state, matchers, createdBy, comment, startsAt }: Silence): Standing[] {
  if (state !== 'active') return [];
  const title = matchers.map(matcherText).join(', ');
  return [{ subject: id, state, title, by: createdBy, text: comment, from: startsAt }];
}
