import { describe, expect, it } from 'vitest';
import { recalledAlerts } from '../../../../gateway/alerts/recalledAlerts.ts';
import { decideSignals } from '../../../../gateway/desk/decideSignals.ts';
import { emptyDesk, evolve, type DeskState } from '../../../../gateway/desk/evolve.ts';
import type { Signal } from '../../../../gateway/desk/signal.ts';
import { EstateKeeper } from '../../../../gateway/health/estateKeeper.ts';
import type { SourceAlert } from '../../../../gateway/sources/source.ts';
import { deskRules } from '../desk/deskRules.ts';
import { samplePolicy } from '../sources/sampleEstate.ts';

const t0 = Date.UTC(2026, 10, 25, 12, 0);
const rules = deskRules;
const firing: Signal = {
  key: 'alert:am/f1',
  cause: 'auth:HighErrorRate',
  state: 'bad',
  title: 'Errors',
  text: 'Alert HighErrorRate is firing',
  severity: 'P1',
  service: 'auth',
  alert: 'am/f1',
  startedAt: t0 - 60_000,
};
const told = (before: DeskState, state: Signal['state']): DeskState =>
  decideSignals(before, rules, [{ ...firing, state }], t0).reduce(evolve, before);
const desk = told(emptyDesk, 'bad');

const listed: SourceAlert = {
  fingerprint: 'f1',
  labels: { alertname: 'HighErrorRate', service: 'auth', severity: 'critical' },
  annotations: {},
  state: 'firing',
  startsAt: t0 - 60_000,
  silencedBy: [],
  inhibitedBy: [],
};

/** A gateway started anew, by whom all else is heard to be well. */
function startedAnew() {
  const policy = samplePolicy();
  const sources = policy.sources.map(({ id, kind, freshFor }) => ({
    id,
    name: id,
    kind,
    freshForMs: freshFor,
  }));
  const keeper = new EstateKeeper(policy, sources, t0);
  keeper.recall(recalledAlerts(desk, t0));
  return {
    keeper,
    list: (...alerts: readonly SourceAlert[]) => {
      keeper.observe({ kind: 'alerts', source: 'am', at: t0 + 1, complete: true, restarted: false, alerts });
      keeper.observe({ kind: 'heard', source: 'am', at: t0 + 1 });
    },
  };
}

describe('an alert that fired before the gateway was started anew', () => {
  it('is lost once its source no longer lists it, and its service unknown', () => {
    const { keeper, list } = startedAnew();
    expect(keeper.view(t0).alerts, 'while its source is waited for').toEqual([]);
    list();
    const view = keeper.view(t0 + 2);
    expect(view.alerts).toMatchObject([{ id: 'am/f1', name: 'HighErrorRate', state: 'lost' }]);
    expect(view.services[0]).toMatchObject({ id: 'auth', state: 'unknown' });
    expect(view.services[0]?.findings.map(({ text }) => text)).toContain(
      'Alert HighErrorRate was firing when last heard; whether it ended is not known',
    );
    expect(view.signals.find(({ key }) => key === 'alert:am/f1')?.state).toBe('lost');
  });

  it('fires on where its source still lists it, and was never lost', () => {
    const { keeper, list } = startedAnew();
    list(listed);
    expect(keeper.view(t0 + 2).alerts).toMatchObject([{ id: 'am/f1', state: 'firing' }]);
  });

  it('is lost where its source stays silent', () => {
    const { keeper } = startedAnew();
    expect(keeper.view(t0 + 300_000).alerts).toMatchObject([{ id: 'am/f1', state: 'lost' }]);
  });

  it('is not recalled once it was told to be over', () => {
    expect(recalledAlerts(told(desk, 'clear'), t0)).toEqual([]);
    expect(recalledAlerts(told(desk, 'lost'), t0)).toMatchObject([{ id: 'am/f1', state: 'lost' }]);
  });
});
