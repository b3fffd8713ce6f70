// @vitest-environment jsdom
import { act } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { HealthWall } from '../../../../renderer/boards/healthWall/HealthWall.tsx';
import { ChainStrip } from '../../../../renderer/components/ChainStrip.tsx';
import { ConsoleContext, createConsoleStore, type ConsoleStore } from '../../../../renderer/store/store.ts';
import type { ConsoleActions } from '../../../../renderer/store/consoleActions.ts';
import { noEntities, type Entities } from '../../../../shared/model/entities.ts';
import type { ChainLink } from '../../../../shared/model/chain.ts';
import { desk, figure, incident, now, service } from './wallFixture.ts';

class NoResize {
  observe(): void {}
  disconnect(): void {}
}

let root: Root;
let host: HTMLElement;

beforeEach(() => {
  vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true);
  vi.stubGlobal('ResizeObserver', NoResize);
  vi.useFakeTimers({ now });
  host = document.createElement('div');
  root = createRoot(host);
});

afterEach(() => {
  act(() => root.unmount());
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

function show(
  entities: Partial<Entities>,
  live = true,
  mode: 'wall' | 'workstation' = 'workstation',
): ConsoleStore {
  const store = createConsoleStore({} as never, {} as never, { board: 'health', mode });
  store.setState(({ feed }) => ({
    live,
    feed: { ...feed, entities: { ...noEntities, desk: { desk }, ...entities } },
  }));
  const actions = {} as ConsoleActions;
  act(() =>
    root.render(
      <ConsoleContext value={{ store, actions }}>
        <HealthWall />
      </ConsoleContext>,
    ),
  );
  return store;
}

const tile = (id: string): HTMLElement | null => host.querySelector(`[data-service="${id}"]`);

describe('health wall', () => {
  it('says so when there are no services', () => {
    show({});
    expect(host.textContent).toBe('The policy lists no services.');
  });

  it('shows tiles worst first under their tier', () => {
    show({
      service: {
        a: service('a', { tier: 'critical' }),
        b: service('b', { tier: 'critical', state: 'down', since: now - 60_000 }),
      },
    });
    expect(host.querySelector('h2')?.textContent).toBe('Critical99.95 %allowed 21.6 min in 30 d1 down');
    expect(
      [...host.querySelectorAll('[data-state]')].map((element) => element.getAttribute('data-state')),
    ).toEqual(['down', 'operational']);
    expect(tile('b')?.textContent).toContain('01:00');
    act(() => void vi.advanceTimersByTime(5_000));
    expect(tile('b')?.textContent).toMatch(/01:0[45]/);
  });

  it('shows nothing as current without a live feed', () => {
    const telemetry = { a: { service: 'a', figures: [figure()] } };
    show(
      {
        service: { a: service('a', { tier: 'critical' }), p: service('p', { kind: 'platform' }) },
        telemetry,
      },
      false,
    );
    for (const id of ['a', 'p']) {
      expect(tile(id)?.dataset['state']).toBe('unknown');
      expect(tile(id)?.textContent).toContain('Was operational');
    }
  });

  it('renders only the tiles of the page', () => {
    const services = Array.from({ length: 2_000 }, (_, index) => service(`s${index}`, { tier: 'critical' }));
    show({ service: Object.fromEntries(services.map((one) => [one.id, one])) }, true, 'wall');
    expect(host.querySelectorAll('[data-service]')).toHaveLength(1);
    expect(host.querySelector('h2')?.textContent).toMatch(/Page \d+ of 2000/);
  });

  it('keeps the page with a wrong tile on show', () => {
    const services = Array.from({ length: 30 }, (_, index) =>
      service(`s${index}`, { tier: 'critical', state: index === 20 ? 'degraded' : 'operational' }),
    );
    show({ service: Object.fromEntries(services.map((one) => [one.id, one])) }, true, 'wall');
    for (let turn = 0; turn < 4; turn += 1) {
      expect(tile('s20')).not.toBeNull();
      act(() => void vi.advanceTimersByTime(15_000));
    }
  });

  it('shows of the duties that were met only the last', () => {
    const one = incident('INC-1', {
      acknowledged: { at: now - 8 * 60_000, by: 'M' },
      assessed: { at: now - 60_000, by: 'M', impact: 'x' },
    });
    show({ service: { a: service('a') }, incident: { 'INC-1': one } });
    expect(host.querySelector('[data-clock="acknowledge"]')).toBeNull();
    expect(host.querySelector('[data-clock="assess"]')?.textContent).toBe('10 min');
  });

  it('shows the worst incident, what runs out first and who is paged next', () => {
    const others = Array.from({ length: 6 }, (_, index) =>
      incident(`INC-${index + 2}`, { severity: 'P1', title: `Other ${index}` }),
    );
    const all = [
      incident('INC-1', { acknowledged: { at: now - 8 * 60_000, by: 'M' }, openedAt: now - 672_000 }),
      ...others,
    ];
    show({ service: { a: service('a') }, incident: Object.fromEntries(all.map((one) => [one.id, one])) });
    const worst = host.querySelector('[data-incident="INC-1"]');
    expect(worst?.textContent).toContain('No owner');
    expect(worst?.textContent).toContain('Engineering Manager');
    expect(worst?.textContent).toContain('A. Okafor is paged at 03:20:44 UTC');
    expect(worst?.querySelector('[data-clock="recover"]')?.textContent).toBe('due in 03:48');
    expect(worst?.querySelector('b[data-clock]')?.getAttribute('data-clock')).toBe('assess');
    expect(host.querySelectorAll('li')).toHaveLength(4);
    expect(host.textContent).toContain('and 2 more');
  });

  it('says when the last incident closed', () => {
    const closed = incident('INC-1', {
      status: 'resolved',
      resolved: { at: now - 14 * 3_600_000, by: 'M', note: '' },
    });
    show({ service: { a: service('a') }, incident: { 'INC-1': closed } });
    expect(host.textContent).toContain('Nothing open. Last incident closed 14 h ago.');
  });
});

describe('chain strip', () => {
  const chain: readonly ChainLink[] = [
    { id: 'g', name: 'gw', kind: 'gateway', freshness: 'fresh', heardAt: now - 400, freshForMs: 3_000 },
    {
      id: 'a',
      name: 'Prometheus A',
      kind: 'prometheus',
      freshness: 'fresh',
      heardAt: now - 4_000,
      freshForMs: 15_000,
    },
    {
      id: 'b',
      name: 'Prometheus B',
      kind: 'prometheus',
      freshness: 'silent',
      silentSince: now - 130_000,
      freshForMs: 15_000,
    },
    {
      id: 'm',
      name: 'Alertmanager',
      kind: 'alertmanager',
      freshness: 'fresh',
      heardAt: now - 2_000,
      freshForMs: 15_000,
    },
  ];

  it('names each link with its age, in order', () => {
    act(() => root.render(<ChainStrip chain={chain} now={now} live />));
    expect(host.textContent).toBe('Services ›Prometheus A 4 s·B silent 02:10›Alertmanager 2 s›Gateway 0.4 s');
  });

  it('calls several sources of the services by their own names', () => {
    const probes = ['Health checks', 'Simulator'].map((name) => ({
      id: name,
      name,
      kind: 'probe' as const,
      freshness: 'fresh' as const,
      heardAt: now - 1_000,
      freshForMs: 3_000,
    }));
    act(() => root.render(<ChainStrip chain={probes} now={now} live />));
    expect(host.textContent).toMatch(/^Health checks 1 s·Simulator 1 s›/);
  });

  it('knows nothing without a live feed', () => {
    act(() => root.render(<ChainStrip chain={chain} now={now} live={false} />));
    expect(host.textContent).toBe('Services ?›Prometheus A ?·B ?›Alertmanager ?›Gateway ?');
  });
});
