import { decideSignals } from '../../gateway/desk/decideSignals.ts';
import { decideTime } from '../../gateway/desk/decideTime.ts';
import type { DeskEvent } from '../../gateway/desk/events.ts';
import { emptyDesk, evolve } from '../../gateway/desk/evolve.ts';
import { withNotices, type NoticeRules } from '../../gateway/desk/noticesOf.ts';
import type { Signal } from '../../gateway/desk/signal.ts';
import { deskRules } from '../unit/gateway/desk/deskRules.ts';
import { ratioLine } from './statistics.ts';

const few = 1_000;
const many = 10_000;
const perBeat = 500;
const start = Date.UTC(2026, 10, 21, 3);
const rules: NoticeRules = {
  ...deskRules,
  channels: ['chat', 'mail'].map((id) => ({ id, kind: 'chat' as const, isInUse: true })),
  isSimulated: false,
};

/** Deciding and folding a storm of incidents with signals and notices, per event, against a storm a tenth as large. */
export function benchDeskStorm(report: (line: string) => void): Promise<void> {
  run(few);
  const [baseline, measured] = [run(few), run(many)];
  report(`desk: ${many} incidents, ${measured.events} events, in ${(measured.tookMs / 1000).toFixed(1)} s`);
  const each = ({ tookMs, events }: Storm): number => (tookMs * 1000) / events;
  report(ratioLine(`  per event, against ${few} incidents`, 'µs', each(measured), each(baseline)));
  report(
    ratioLine('  replayed', 'ms', measured.replayMs, (baseline.replayMs * measured.events) / baseline.events),
  );
  return Promise.resolve();
}

interface Storm {
  readonly events: number;
  readonly tookMs: number;
  readonly replayMs: number;
}

function run(count: number): Storm {
  let state = emptyDesk;
  const log: DeskEvent[] = [];
  const add = (events: readonly DeskEvent[]): void => {
    const noticed = withNotices(state, events, rules);
    state = noticed.state;
    log.push(...noticed.events);
  };
  const signals = Array.from({ length: count }, (_, place) => signalOf(place));
  const began = performance.now();
  for (let heard = perBeat; heard <= count; heard += perBeat) {
    const now = start + heard;
    add(decideSignals(state, deskRules, signals.slice(0, heard), now));
    add(decideTime(state, deskRules, now));
  }
  const decided = performance.now();
  log.reduce(evolve, emptyDesk);
  return { events: log.length, tookMs: decided - began, replayMs: performance.now() - decided };
}

const signalOf = (place: number): Signal => ({
  key: `alert:am/${place}`,
  cause: `-:Fault${place}`,
  state: 'bad',
  title: `Fault ${place}`,
  text: `Alert Fault${place} is firing`,
  severity: ['P0', 'P1', 'P2', 'P3'][place % 4] ?? 'P3',
  alert: `am/${place}`,
  startedAt: start,
});
