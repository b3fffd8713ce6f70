import type { ChainLink } from '../shared/model/chain.ts';
import type { Instant } from '../shared/model/instant.ts';
import { err, ok, type Result } from '../shared/result.ts';
import { FloodKeeper } from './alerts/floodKeeper.ts';
import { SilenceDesk } from './alerts/silenceDesk.ts';
import { createAnswers, type Answers } from './answers.ts';
import type { ActionOf, ActionSubject } from './automation/actionContext.ts';
import { Automation } from './automation/automation.ts';
import { automationNotices } from './automation/notifyChannels.ts';
import { BurnKeeper } from './burn/burnKeeper.ts';
import type { DeskEvent } from './desk/events.ts';
import { deskRulesOf } from './desk/rules.ts';
import { HandoffDesk } from './handoff/handoffDesk.ts';
import { Ledger } from './ledger.ts';
import { NoticeRunner } from './notices/noticeRunner.ts';
import type { OperationsOptions } from './operationsOptions.ts';
import { PastKeeper } from './past/pastKeeper.ts';
import { Publisher } from './publisher.ts';
import { RotaDesk } from './rota/rotaDesk.ts';
import { ReadinessKeeper } from './runbooks/readinessKeeper.ts';

/** What the rooms ask of the operations that join them. */
export interface RoomHooks {
  /** The chain of the sources. */
  readonly links: (now: Instant) => readonly ChainLink[];
  readonly publishIncidents: (now: Instant) => void;
  /** Has everything judged anew as soon as the present turn is over. */
  readonly judgeSoon: () => void;
}

/** Every room of the gateway that outlives an estate; what each knows of another it is given here. */
export interface Rooms {
  readonly ledger: Ledger;
  readonly rules: ReturnType<typeof deskRulesOf>;
  readonly rota: RotaDesk;
  readonly publisher: Publisher;
  readonly answers: Answers;
  readonly burn: BurnKeeper;
  readonly flood: FloodKeeper;
  readonly readiness: ReadinessKeeper;
  readonly past: PastKeeper;
  readonly notices: NoticeRunner;
  readonly silences: SilenceDesk;
  readonly automation: Automation;
  readonly handoffs: HandoffDesk;
}

/** Builds the rooms as of `now` and joins them. None does anything yet. */
export function createRooms(options: OperationsOptions, now: Instant, hooks: RoomHooks): Rooms {
  const { calendars, clock, fetch, journal, log, name, random, sources, world } = options;
  const { policy } = options.policy;
  // The ledger needs the notices, and they need it: both are asked only once all rooms stand.
  const desk = (): Ledger['desk'] => ledger.desk;
  const record = (events: readonly DeskEvent[]): boolean => ledger.record(events);
  const rota = new RotaDesk({
    policy,
    overrides: () => desk().rota.overrides,
    ...(calendars && { calendars: calendars.bookings }),
  });
  const rules = deskRulesOf(policy, rota.lists);
  const ledger: Ledger = new Ledger({
    ...{ journal, log },
    noticeRules: () => ({ ...rules, ...notices.rules() }),
    onNotice: () => notices.wake(),
  });
  const burn = new BurnKeeper(policy, now, (key) => {
    const standing = desk().signals.get(key);
    return standing !== undefined && standing.state !== 'clear';
  });
  const past = new PastKeeper(now, log, options.past);
  const notices: NoticeRunner = new NoticeRunner({
    ...{ clock, fetch, log, gatewayName: name, random, policy },
    notices: () => desk().notices,
    record: (events) => {
      const isRecorded = record(events);
      hooks.publishIncidents(clock.now());
      handoffs.publish(clock.now());
      return isRecorded;
    },
  });
  const silences = new SilenceDesk({ ...{ policy, sources, world, clock, name }, desk, record });
  const handoffs = new HandoffDesk({ ...{ policy, rules, world, desk, record }, chain: hooks.links });

  /** Hands an action's words to the channels; how each took them is on the timeline later. */
  const notify = (action: ActionOf<'notify'>, subject: ActionSubject): Result<string> => {
    const { channels } = notices.rules();
    const inputs = { policy, channels, ranks: rules, desk: desk(), now: clock.now(), book: rota.book() };
    const due = automationNotices(action, subject, inputs);
    if (!due.ok) return due;
    if (!record(due.value)) return err('the journal failed, so nobody was told');
    return ok(`handed to ${due.value.map(({ notice }) => notice.channel).join(', ')}`);
  };
  return {
    ...{ ledger, rules, rota, burn, past, notices, silences, handoffs },
    publisher: new Publisher(world),
    flood: new FloodKeeper(policy.alerts.flood),
    readiness: new ReadinessKeeper(policy, sources),
    automation: new Automation({
      ...{ log, policy, desk, record },
      deps: { fetch, clock, notify: async (action, subject) => notify(action, subject) },
      wake: hooks.judgeSoon,
    }),
    answers: createAnswers({
      ...{ burn, policy },
      past: () => past.sources(ledger),
      now: () => clock.now(),
      book: () => rota.book(),
      archive: () => ledger.archive,
      preview: (asked) => silences.preview(asked),
    }),
  };
}
