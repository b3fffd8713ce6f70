import { describe, expect, it } from 'vitest';
import { SilenceKeeper } from '../../../../gateway/alerts/silenceKeeper.ts';
import { silencePreview } from '../../../../gateway/alerts/silencePreview.ts';
import type { SilenceRequest } from '../../../../gateway/desk/evolveSilence.ts';
import { loadPolicy } from '../../../../gateway/policy/loadPolicy.ts';
import type { SourceSilence } from '../../../../gateway/sources/source.ts';
import type { Alert } from '../../../../shared/model/alert.ts';

const loaded = await loadPolicy('assets/policy/acgs.yaml', {});
if (!loaded.ok) throw new Error(JSON.stringify(loaded.error));
const { policy } = loaded.value;
const now = Date.UTC(2026, 10, 21, 3, 0);
const hourMs = 3_600_000;
const matchers = [{ name: 'alertname', value: 'X', isRegex: false, isEqual: true }];

const silence = (id: string, part: Partial<SourceSilence> = {}): SourceSilence => ({
  ...{ id, matchers, startsAt: now - hourMs, endsAt: now + hourMs },
  ...{ createdBy: 'Ana', comment: 'deploy [watchfloor:SIL-101-x]', state: 'active' },
  ...part,
});
const alert = (id: string, part: Partial<Alert> = {}): Alert => ({
  ...{
    id: `am/${id}`,
    source: 'am',
    fingerprint: id,
    name: 'X',
    labels: { alertname: 'X' },
    annotations: {},
  },
  ...{ state: 'suppressed', severity: 'P2', severityGuessed: false, startsAt: now, lastSeenAt: now },
  ...{ silencedBy: ['a'], inhibitedBy: [] },
  ...part,
});
const keeperOf = (...silences: readonly SourceSilence[]): SilenceKeeper => {
  const keeper = new SilenceKeeper(policy.alerts);
  keeper.observe({ kind: 'silences', source: 'am', at: now, silences }, now);
  return keeper;
};
const view = (keeper: SilenceKeeper, alerts: readonly Alert[] = [], requests = {}, at = now) =>
  keeper.view(alerts, requests, at, () => undefined);

describe('the silences of all sources', () => {
  it('say what they hide now, of their own source, bounded with a count', () => {
    const many = Array.from({ length: 70 }, (_, place) => alert(String(place)));
    const others = [
      alert('firing', { state: 'firing' }),
      alert('other', { silencedBy: ['b'] }),
      alert('elsewhere', { source: 'am2' }),
    ];
    const [one] = view(keeperOf(silence('a')), [...many, ...others]);
    expect(one).toMatchObject({ id: 'am/a', hidesTotal: 70, comment: 'deploy' });
    expect(one?.hides).toHaveLength(50);
  });

  it('end by the clock though their source is silent, hide nothing then, and leave after a day', () => {
    const keeper = keeperOf(silence('a'));
    expect(view(keeper, [], {}, now + hourMs - 1)).toMatchObject([{ state: 'active' }]);
    expect(view(keeper, [alert('1')], {}, now + hourMs)).toMatchObject([{ state: 'expired', hidesTotal: 0 }]);
    expect(view(keeper, [], {}, now + 25 * hourMs)).toEqual([]);
  });

  it('are not put back by a list that was asked for earlier, unless the clock was set back', () => {
    const keeper = keeperOf(silence('a'));
    const older = { kind: 'silences', source: 'am', at: now - 10, silences: [] } as const;
    keeper.observe(older, now);
    expect(view(keeper)).toHaveLength(1);
    keeper.observe(older, now - 10);
    expect(view(keeper)).toHaveLength(0);
  });

  it('show what is asked for until it is listed, and why it failed for an hour', () => {
    const asked: SilenceRequest = {
      ...{ id: 'SIL-101-x', source: 'am', by: 'Ana', at: now },
      act: { kind: 'create', matchers, startsAt: now, endsAt: now + hourMs, comment: 'deploy' },
    };
    expect(view(keeperOf(), [], { asked })).toMatchObject([
      { id: 'am/SIL-101-x', state: 'requested', createdBy: 'Ana', request: { state: 'pending' } },
    ]);
    expect(view(keeperOf(silence('a')), [], { asked })).toMatchObject([
      { id: 'am/a', request: { act: 'create', state: 'pending' } },
    ]);
    const failed = { ...asked, outcome: { ok: false, at: now, problem: 'HTTP 400' } };
    expect(view(keeperOf(), [], { failed })).toMatchObject([
      { state: 'requested', request: { state: 'failed', text: 'Not made: HTTP 400' } },
    ]);
    expect(view(keeperOf(), [], { failed }, now + hourMs)).toEqual([]);
  });
});

describe('a preview', () => {
  const preview = (asked: typeof matchers, alerts: readonly Alert[], watchdog?: Record<string, string>) =>
    silencePreview({ source: 'am', matchers: asked }, { alerts, policy, watchdog });
  const onAuth = { labels: { alertname: 'X', service: 'auth' }, service: 'auth' };

  it('lists what it would hit, the worst first, and warns of P0 and P1', () => {
    const alerts = [
      alert('2', { incident: 'INC-1' }),
      alert('0', { severity: 'P0' }),
      alert('gone', { state: 'resolved' }),
      alert('y', { labels: { alertname: 'Y' } }),
      alert('far', { source: 'am2' }),
    ];
    expect(preview(matchers, alerts)).toMatchObject({
      value: {
        hits: [
          { id: 'am/0', severity: 'P0' },
          { id: 'am/2', incident: 'INC-1' },
        ],
        total: 2,
        warnings: ['It hides 1 alert of P0.'],
      },
    });
  });

  it('warns of a whole service, of the watchdog, and of everything', () => {
    const service = [{ name: 'service', value: 'auth', isRegex: false, isEqual: true }];
    expect(preview(service, [alert('1', onAuth)])).toMatchObject({
      value: { warnings: [expect.stringMatching(/^It names no alert: others of .+ would be hidden too\.$/)] },
    });
    expect(preview([...service, ...matchers], [alert('1', onAuth)])).toMatchObject({
      value: { warnings: [] },
    });
    const all = [{ name: 'alertname', value: '.*', isRegex: true, isEqual: true }];
    expect(preview(all, [], { alertname: 'Watchdog' })).toMatchObject({
      value: { warnings: [expect.stringContaining('everything'), expect.stringContaining('watchdog')] },
    });
  });
});
