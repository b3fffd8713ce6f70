import { describe, expect, it } from 'vitest';
import { decideCommand } from '../../../../gateway/desk/decideCommand.ts';
import { deskEventSchema } from '../../../../gateway/desk/events.ts';
import { emptyDesk, evolve, type DeskState } from '../../../../gateway/desk/evolve.ts';
import type { Command } from '../../../../shared/feed/commands.ts';
import { drillSchema, type DrillReport } from '../../../../shared/model/drill.ts';
import { deskRules } from './deskRules.ts';

const t0 = Date.UTC(2026, 10, 25, 3, 0);
const report = (over: Partial<DrillReport> = {}): Command => ({
  name: 'drill.record',
  params: {
    ...{ drill: 'drill-0001', shell: 'desktop', gateway: 'ws://noc-gw-1:8450/feed' },
    ...{ from: t0, to: t0 + 300_000, plannedMs: 300_000, ended: 'time' },
    ...{ runbooks: [], searches: [], ticks: 0, acts: [], actsTotal: 0 },
    ...over,
  },
});
function give(state: DeskState, command: Command, now = t0 + 310_000): DeskState | string {
  const decided = decideCommand(state, deskRules, { command, person: 'M. Tanaka', now });
  return decided.ok
    ? decided.value.map((event) => deskEventSchema.parse(event)).reduce(evolve, state)
    : decided.error;
}
const drillsOf = (state: DeskState | string) =>
  typeof state === 'string' ? state : state.drills.map((drill) => drillSchema.parse(drill));

describe('drills on record', () => {
  it('are told once each, by whom and when, newest first', () => {
    const first = give(emptyDesk, report());
    if (typeof first === 'string') throw new Error(first);
    // The console was killed after it had told, and tells again.
    const again = give(first, report());
    expect(again).toEqual(first);
    const second = give(first, report({ drill: 'drill-0002' }));
    expect(drillsOf(second)).toMatchObject([
      { id: 'drill-0002' },
      { id: 'drill-0001', by: 'M. Tanaka', recordedAt: t0 + 310_000, ended: 'time' },
    ]);
  });

  it('never end after they are told, nor before they began', () => {
    expect(drillsOf(give(emptyDesk, report(), t0 + 60_000))).toMatchObject([{ from: t0, to: t0 + 60_000 }]);
    expect(give(emptyDesk, report({ to: t0 - 1 }))).toMatch(/can not end before it began/);
  });

  it('are told to consoles as far as the newest twenty go', () => {
    const many = Array.from({ length: 30 }, (_, index) => report({ drill: `drill-00${10 + index}` }));
    const state = many.reduce<DeskState>((before, one) => {
      const next = give(before, one);
      return typeof next === 'string' ? before : next;
    }, emptyDesk);
    expect(state.drills).toHaveLength(20);
    expect(state.drills[0]?.id).toBe('drill-0039');
  });
});
