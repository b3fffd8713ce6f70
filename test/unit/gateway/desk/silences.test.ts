import { describe, expect, it } from 'vitest';
import { decideCommand } from '../../../../gateway/desk/decideCommand.ts';
import { emptyDesk, evolve, type DeskState } from '../../../../gateway/desk/evolve.ts';
import type { Command } from '../../../../shared/feed/commands.ts';
import { deskRules } from './deskRules.ts';

const now = Date.UTC(2026, 10, 21, 3, 0);
const hourMs = 3_600_000;
const matchers = [{ name: 'alertname', value: 'X', isRegex: false, isEqual: true }];
const decide = (command: Command, state: DeskState = emptyDesk) =>
  decideCommand(state, deskRules, { command, person: 'M. Tanaka', now });
const create = (part: object = {}): Command => ({
  name: 'silence.create',
  params: { source: 'am', matchers, endsAt: now + hourMs, comment: 'deploy', ...part },
});
const after = (command: Command, state: DeskState = emptyDesk): DeskState => {
  const decided = decide(command, state);
  if (!decided.ok) throw new Error(decided.error);
  return decided.value.reduce(evolve, state);
};

describe('a silence that is asked for', () => {
  it('is under way under a number of its own until its outcome', () => {
    const [request] = Object.values(after(create()).silences.requests);
    expect(request).toMatchObject({
      id: `SIL-101-${now.toString(36)}`,
      by: 'M. Tanaka',
      act: { kind: 'create', startsAt: now, endsAt: now + hourMs, comment: 'deploy' },
    });
    expect(request?.outcome).toBeUndefined();
  });

  it('is kept for an hour after its outcome, then only in the journal', () => {
    const asked = after(create());
    const id = Object.keys(asked.silences.requests)[0] ?? '';
    const base = { by: { kind: 'gateway', name: 'test' }, source: 'am' } as const;
    const done = evolve(asked, { ...base, at: now + 1, type: 'silence.done', request: id, silence: 'x' });
    expect(done.silences.requests[id]?.outcome).toEqual({ ok: true, at: now + 1, silence: 'x' });
    const later = evolve(done, {
      ...base,
      ...{ at: now + hourMs + 1, type: 'silence.failed', request: 'unknown', problem: 'no' },
    });
    expect(later.silences).toEqual({ requests: {}, next: 102, told: {} });
  });

  it.each<readonly [string, Command, RegExp]>([
    [
      'that everything matches',
      create({ matchers: [{ ...matchers[0], value: '.*', isRegex: true }] }),
      /everything/,
    ],
    ['of an unknown source', create({ source: 'prom' }), /no Alertmanager/],
    ['that ended', create({ endsAt: now }), /choose a later one/],
    ['that ends before it starts', create({ startsAt: now + 2 * hourMs }), /choose a later one/],
    ['of more than 7 days', create({ endsAt: now + 7 * 24 * hourMs + 1 }), /7 days/],
    [
      'extended by more',
      { name: 'silence.extend', params: { silence: 'am/1', endsAt: now + 8 * 24 * hourMs } },
      /7 days/,
    ],
    ['not made yet', { name: 'silence.expire', params: { silence: 'am/SIL-101-x' } }, /not made yet/],
  ])('is refused: one %s', (_, command, why) => {
    expect(decide(command)).toEqual({ ok: false, error: expect.stringMatching(why) });
  });

  it('is changed by one at a time', () => {
    const extended = after({ name: 'silence.extend', params: { silence: 'am/1', endsAt: now + hourMs } });
    const expire = (silence: string) => decide({ name: 'silence.expire', params: { silence } }, extended);
    expect(expire('am/1')).toMatchObject({ ok: false });
    expect(expire('am/2')).toMatchObject({ ok: true });
  });
});
