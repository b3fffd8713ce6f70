// @vitest-environment jsdom
import { act } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { BurnBoard } from '../../../../renderer/boards/burn/BurnBoard.tsx';
import { ConsoleContext, createConsoleStore, type ConsoleStore } from '../../../../renderer/store/store.ts';
import type { ConsoleActions } from '../../../../renderer/store/consoleActions.ts';
import { noEntities, type Entities } from '../../../../shared/model/entities.ts';
import type { Change } from '../../../../shared/model/change.ts';
import type { Objective } from '../../../../shared/model/objective.ts';
import { desk, figure, incident, service } from '../healthWall/wallFixture.ts';
import {
  budget,
  burns,
  clock,
  day,
  history,
  hour,
  minute,
  now,
  objective,
  referenceObjectives,
} from './burnFixture.ts';

class NoResize {
  observe(): void {}
  disconnect(): void {}
}

let root: Root;
let host: HTMLElement;
let store: ConsoleStore;
let asked: unknown[][];
let answer: (params: { objective: string; from: number; to: number }) => Promise<unknown>;

beforeEach(() => {
  vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true);
  vi.stubGlobal('ResizeObserver', NoResize);
  vi.useFakeTimers({ now });
  host = document.createElement('div');
  document.body.append(host);
  root = createRoot(host);
  asked = [];
  answer = async ({ objective: id, from, to }) => history(id, from, to);
});

afterEach(() => {
  act(() => root.unmount());
  host.remove();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const byId = (objectives: readonly Objective[]): Entities['objective'] =>
  Object.fromEntries(objectives.map((one) => [one.id, one]));

const wallDesk = {
  ...desk,
  tiers: [...desk.tiers, { id: 'core', name: 'Core', rank: 2, availability: 0.999 }],
  shifts: [{ id: 's', name: 'Asia-Pacific', startMinute: 0, endMinute: 480, site: '' }],
};

async function show(
  entities: Partial<Entities>,
  mode: 'wall' | 'workstation' = 'workstation',
  live = true,
): Promise<void> {
  store = createConsoleStore({} as never, {} as never, { board: 'burn', mode });
  store.setState(({ feed }) => ({
    live,
    feed: { ...feed, at: now, entities: { ...noEntities, desk: { desk: wallDesk }, ...entities } },
  }));
  const actions = {
    viewBurn: (change) => store.setState(({ ui }) => ({ ui: { ...ui, burn: { ...ui.burn, ...change } } })),
    ask: (name: string, params: never) => {
      asked.push([name, params]);
      return answer(params);
    },
  } as Partial<ConsoleActions> as ConsoleActions;
  await act(async () =>
    root.render(
      <ConsoleContext value={{ store, actions }}>
        <BurnBoard />
      </ConsoleContext>,
    ),
  );
}

const row = (id: string): HTMLElement | null => host.querySelector(`[data-objective="${id}"]`);
const order = (): (string | null)[] =>
  [...host.querySelectorAll('[data-objective]')].map((element) => element.getAttribute('data-objective'));
const press = (key: string): Promise<void> =>
  act(async () => void window.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true })));
const type = (words: string): void => {
  const input = host.querySelector('input');
  act(() => {
    if (input === null) throw new Error('No search is shown.');
    // React watches the property itself, so that only the prototype's setter is seen.
    Reflect.set(HTMLInputElement.prototype, 'value', words, input);
    input.dispatchEvent(new Event('input', { bubbles: true }));
  });
};

const services = {
  redis: service('redis', { name: 'Redis' }),
  auth: service('auth', { name: 'Auth Service' }),
};

describe('burn wall', () => {
  const rows = (height: number): void =>
    void vi.spyOn(HTMLElement.prototype, 'clientHeight', 'get').mockReturnValue(height);
  afterEach(() => vi.restoreAllMocks());

  it('says so where the policy lists nothing, and where nothing was heard', async () => {
    await show({}, 'wall');
    expect(host.textContent).toContain('The policy lists no objectives.');
    await show({ desk: {} }, 'wall');
    expect(host.textContent).toBe('Nothing heard from the gateway yet.');
  });

  it('shows rows worst first, each with what is left, its words and its burns', async () => {
    rows(844);
    await show({ objective: byId(referenceObjectives), service: services }, 'wall');
    expect(order()).toHaveLength(7);
    expect(row('sla-availability/policy-governance')?.textContent).toBe(
      'policy-governanceCritical 99.95 % · 22.0/21.6 min0%Spent at 03:16 UTC, over by 0.4 min61.2×11.4×2.1×',
    );
    expect(row('sla-cache-hit-rate/redis')?.textContent).toContain(
      'Redis · Cache hit rateSLA 85 % · 60.5/108.0 h',
    );
    expect(host.querySelector('h2')?.textContent).toContain('1 h6 h3 d');
  });

  it('is bright only over the factor of its window', async () => {
    rows(844);
    await show({ objective: byId(referenceObjectives) }, 'wall');
    const hot = [...(row('sla-availability/constitutional-ai')?.querySelectorAll('[class*="hot"]') ?? [])];
    expect(hot.map(({ textContent }) => textContent)).toEqual(['6.3×', '1.6×']);
  });

  it('keeps the last value of an unknown one in words only', async () => {
    rows(844);
    await show({ objective: byId(referenceObjectives) }, 'wall');
    const unknown = row('sla-availability/integrity');
    expect(unknown?.getAttribute('data-state')).toBe('unknown');
    expect(unknown?.textContent).toBe(
      'integrityCore 99.9 % · ?/43.2 min?%Unknown since 03:14 UTC, was 71 %———',
    );
  });

  it('knows nothing as current while the feed is lost, and moves no row', async () => {
    rows(844);
    await show({ objective: byId(referenceObjectives) }, 'wall');
    const before = order();
    act(() => store.setState({ live: false }));
    expect(order()).toEqual(before);
    expect(new Set([...host.querySelectorAll('li')].map((one) => one.getAttribute('data-state')))).toEqual(
      new Set(['unknown']),
    );
    expect(row('sla-availability/policy-governance')?.textContent).toContain(
      '?%Last known: 0 % at 03:16 UTC',
    );
    expect(host.textContent).not.toContain('×');
  });

  it('pages what does not fit, and keeps to the pages that burn', async () => {
    rows(3 * 112 - 16);
    const quiet = Array.from({ length: 7 }, (_, index) => objective(`quiet-${index}`));
    await show({ objective: byId(quiet) }, 'wall');
    expect(order()).toHaveLength(3);
    expect(host.textContent).toMatch(/Page \d of 3/);
    const first = order();
    act(() => void vi.advanceTimersByTime(15_000));
    expect(order()).not.toEqual(first);
    const spent = objective('z', { budgets: [budget(-1)], verdict: 'critical' });
    await show({ objective: byId([...quiet, spent]) }, 'wall');
    for (const _page of [1, 2, 3]) {
      expect(order()[0]).toBe(spent.id);
      act(() => void vi.advanceTimersByTime(15_000));
    }
  });

  it('never judges by no traffic', async () => {
    rows(844);
    const idle = objective('a', {
      verdict: 'idle',
      budgets: [budget(undefined)],
      burns: burns(undefined, undefined, undefined),
    });
    await show({ objective: byId([idle]) }, 'wall');
    expect(row(idle.id)?.textContent).toContain('—No traffic in 30 d, nothing to judge———');
  });

  it('shows the worst service of each performance target, marked where it is outside', async () => {
    rows(844);
    const api = (id: string): Objective =>
      objective(id, {
        id: `api/${id}`,
        objective: 'api',
        name: 'API response time',
        kind: 'latency',
        figure: 'p99',
      });
    const p99 = (value: number | undefined) => ({
      service: '',
      figures: [figure({ value, target: { below: 5 } })],
    });
    const objectives = byId([api('auth'), api('redis'), api('x')]);
    const target = (): HTMLElement | null => host.querySelector('[data-target="api"]');
    await show(
      { objective: objectives, service: services, telemetry: { auth: p99(2.9), redis: p99(7.8), x: p99(1) } },
      'wall',
    );
    expect(target()?.textContent).toBe('API response time7.8msbelow 5 msRedis');
    expect(target()?.getAttribute('data-state')).toBe('degraded');
    await show(
      {
        objective: objectives,
        service: services,
        telemetry: { auth: p99(2.9), redis: p99(undefined), x: p99(1) },
      },
      'wall',
    );
    expect(target()?.textContent).toBe('API response time2.9msbelow 5 ms · 1 unknownAuth Service');
    expect(target()?.getAttribute('data-state')).toBe('unknown');
    act(() => store.setState({ live: false }));
    expect(target()?.textContent).toBe('API response time?msbelow 5 ms · was 2.9 · 1 unknownAuth Service');
  });

  it('says beside a throughput what the next day may bring, while its figure is known', async () => {
    rows(844);
    const bound = objective('redis', {
      id: 'rps/redis',
      objective: 'rps',
      name: 'Throughput',
      kind: 'throughput',
      target: undefined,
      figure: 'p99',
      capacity: {
        unit: 'req/s',
        worst: 'lowest',
        service: 'redis',
        low: 1180,
        high: 1320,
        at: now + day,
        triedDays: 7,
        heldDays: 6,
      },
    });
    const rps = (value: number | undefined) => ({
      service: 'redis',
      figures: [figure({ value, unit: 'req/s', target: { above: 100 } })],
    });
    const target = (): string | null | undefined => host.querySelector('[data-target="rps"]')?.textContent;
    await show({ objective: byId([bound]), service: services, telemetry: { redis: rps(1_500) } }, 'wall');
    expect(target()).toBe('Throughput1,500req/sabove 100 req/slowest in 24 h 1,180 to 1,320');
    await show({ objective: byId([bound]), service: services, telemetry: { redis: rps(undefined) } }, 'wall');
    expect(target()).toBe('Throughput?req/sabove 100 req/s');
    await show({ objective: byId([bound]), service: services, telemetry: { redis: rps(900) } }, 'wall');
    expect(target()).not.toContain('in 24 h');
    await show(
      { objective: byId([bound]), service: services, telemetry: { redis: rps(1_500) } },
      'wall',
      false,
    );
    expect(target()).not.toContain('in 24 h');
  });

  it('draws the lines of the worst three that have one', async () => {
    rows(844);
    const line = (id: string) => ({ id, stepMs: hour, endsAt: now, left: [1, 0.8, null, 0.5] });
    const lines = Object.fromEntries(referenceObjectives.slice(1).map(({ id }) => [id, line(id)]));
    await show({ objective: byId(referenceObjectives), budgetLine: lines }, 'wall');
    expect(host.querySelector('figcaption')?.textContent).toBe(
      'constitutional-aiCache hit rateintegrityeven burn',
    );
    expect(host.querySelectorAll('.recharts-line')).toHaveLength(3);
    expect(host.querySelector('h3')?.textContent).toBe('Budget left, rolling 30 d');
  });
});

describe('burn at a desk', () => {
  const all = { objective: byId(referenceObjectives), service: services };

  it('opens the worst, and asks for its past', async () => {
    await show(all);
    expect(host.querySelector('h2')?.textContent).toBe('Critical services availability');
    const to = Math.floor(now / minute) * minute;
    const params = { objective: 'sla-availability/policy-governance', from: to - day, to };
    expect(asked).toEqual([['objective.history', params]]);
    expect(host.textContent).toContain('−1.9');
    expect(host.textContent).toContain(
      'Burn 61.2× over 1 h: 3.06 % of 12,430 events were bad; the target allows 0.05 %.',
    );
    expect(host.querySelector('pre')?.textContent).toBe('sum(rate(bad[1h])) / sum(rate(all[1h]))');
  });

  it('shows both budgets, and on how much each rests', async () => {
    await show(all);
    const table = [...host.querySelectorAll('table')][0];
    expect(table?.textContent).toContain('rolling 30 d−1.9 %22.0 min21.6 min');
    expect(table?.textContent).toContain('November 2026');
  });

  it('has a table of bad intervals whose bad time adds up to the minutes shown', async () => {
    await show(all);
    const table = [...host.querySelectorAll('table')].at(-1);
    const cells = [...(table?.querySelectorAll('tbody td:last-child') ?? [])].map((cell) =>
      Number.parseFloat(cell.textContent),
    );
    expect(cells.reduce((sum, minutes) => sum + minutes, 0)).toBeCloseTo(22, 5);
    expect(table?.querySelector('tfoot td')?.textContent).toBe('22.0 min');
  });

  it('counts what the table does not list into its sum', async () => {
    answer = async ({ objective: id, from, to }) => {
      const whole = history(id, from, to);
      return { ...whole, intervals: whole.intervals.slice(0, 1), intervalCount: 7 };
    };
    await show(all);
    const table = [...host.querySelectorAll('table')].at(-1);
    expect(table?.querySelector('tbody tr:last-child')?.textContent).toBe('6 more, not listed11.5 min');
    expect(table?.querySelector('tfoot td')?.textContent).toBe('22.0 min');
  });

  it('moves with j and k, and changes the span by number', async () => {
    await show(all);
    await press('j');
    expect(store.getState().ui.burn.selected).toBe('sla-availability/constitutional-ai');
    await press('k');
    expect(store.getState().ui.burn.selected).toBe('sla-availability/policy-governance');
    asked = [];
    await press('6');
    expect(asked[0]?.[1]).toMatchObject({ from: Date.UTC(2026, 10, 1) });
    await press('/');
    expect(document.activeElement).toBe(host.querySelector('input'));
  });

  it('keeps the opened one when a worse one comes in', async () => {
    await show({ objective: byId(referenceObjectives.slice(4)) });
    const opened = (): string | null | undefined =>
      host.querySelector('[aria-selected="true"]')?.getAttribute('data-objective');
    const before = opened();
    expect(before).toBe('sla-availability/governance-synthesis');
    act(() =>
      store.setState(({ feed }) => ({
        feed: { ...feed, entities: { ...feed.entities, objective: byId(referenceObjectives) } },
      })),
    );
    expect(opened()).toBe(before);
    expect(order()[0]).toBe('sla-availability/policy-governance');
  });

  it('filters by text, agreement and state', async () => {
    await show(all);
    type('slo');
    expect(order()).toEqual(['slo-availability/api-gateway']);
    type('sla burning redis');
    expect(order()).toEqual(['sla-cache-hit-rate/redis']);
    type('nothing such');
    expect(host.textContent).toContain('No objective here matches “nothing such”.');
    type('');
    const chip = [...host.querySelectorAll('button')].find((button) =>
      button.textContent.startsWith('Not holding'),
    );
    expect(chip?.textContent).toBe('Not holding 4');
    act(() => chip?.click());
    expect(order()).toHaveLength(4);
  });

  it('keeps the last answer with its age while the next one fails', async () => {
    await show(all);
    answer = () => Promise.reject(new Error('Prometheus did not answer within 10 s'));
    await act(async () => vi.advanceTimersByTimeAsync(61_000));
    expect(host.querySelector('[role="status"]')?.textContent).toMatch(
      /^Prometheus did not answer within 10 s · as of 1 min \d+ s ago$/,
    );
    expect(host.querySelectorAll('.recharts-area').length).toBeGreaterThan(0);
  });

  it('says why there is no history at all', async () => {
    answer = () => Promise.reject(new Error('A viewer may not ask this.'));
    await show(all);
    expect(host.textContent).toContain('No history: A viewer may not ask this.');
  });

  it('asks nothing while the feed is lost, and calls everything last known', async () => {
    await show(all, 'workstation', false);
    expect(asked).toEqual([]);
    expect(host.textContent).toContain('No history: The feed is lost');
    expect(host.textContent).not.toContain('No incident');
    expect(host.querySelector('header')?.textContent).toContain('Last known: critical since 03:05 UTC');
    expect(host.querySelector('header b')?.textContent).toBe('?%');
    expect(host.querySelectorAll('table[data-aged]')).toHaveLength(2);
  });

  it('marks the incidents of its services, and no others', async () => {
    const mine = incident('INC-1', { service: 'policy-governance', openedAt: clock('03:05') });
    const other = incident('INC-2', { service: 'redis', openedAt: clock('03:05') });
    await show({ ...all, incident: { 'INC-1': mine, 'INC-2': other } });
    expect(host.textContent).toContain('INC-1 03:05 to now UTC: Policy Governance is unavailable');
    expect(host.textContent).not.toContain('INC-2');
  });

  it('marks the changes of its services that were at work, beside the incidents', async () => {
    const act = (text: string) => ({ at: clock(text), by: 'M. Tanaka' });
    const change = (id: string, more: Partial<Change>): Change => ({
      id,
      title: 'Move the ledger',
      category: 'standard',
      services: ['policy-governance'],
      startsAt: clock('01:00'),
      endsAt: clock('02:00'),
      status: 'done',
      startedBy: act('01:05'),
      extensions: [],
      endedBy: act('01:50'),
      outcome: 'rolled-back',
      ...more,
    });
    const changes = [
      change('CHG-1', {}),
      change('CHG-2', { services: ['redis'] }),
      change('CHG-3', { status: 'planned', startedBy: undefined, endedBy: undefined, outcome: undefined }),
      change('CHG-4', {
        status: 'running',
        startedBy: act('03:00'),
        endedBy: undefined,
        outcome: undefined,
      }),
    ];
    await show({ ...all, change: Object.fromEntries(changes.map((one) => [one.id, one])) });
    const words = host.querySelector('[aria-label="Past"] > p:last-child')?.textContent;
    expect(words).toBe(
      'CHG-1 01:05 to 01:50 UTC: Move the ledger, rolled back · CHG-4 03:00 to now UTC: Move the ledger',
    );
  });

  it('says what the next day may bring as a range with its record', async () => {
    const capacity = {
      unit: 'req/s',
      worst: 'lowest',
      service: 'policy-governance',
      low: 1180,
      high: 1320,
      at: clock('04:00') + day,
      bound: 100,
      headroom: 10.8,
      triedDays: 7,
      heldDays: 6,
    } as const;
    const [first] = referenceObjectives;
    if (first === undefined) throw new Error('no objective');
    await show({ objective: byId([{ ...first, capacity }]) });
    expect(host.textContent).toContain(
      '1,180 to 1,320 req/s in its lowest hour until 21 Nov 04:00 UTC; at its worst 11.8 times its bound of 100 req/s; held on 6 of 7 past days.',
    );
    expect(host.textContent).toContain('A range, never a promise.');
    await show({ objective: byId([{ ...first, capacity: { ...capacity, low: 90, headroom: -0.1 } }]) });
    expect(host.textContent).toContain('may come to 10.0 % below its bound of 100 req/s');
  });

  it('copies the PromQL, and says where the clipboard is closed', async () => {
    await show(all);
    const copied: string[] = [];
    vi.stubGlobal('navigator', { clipboard: { writeText: async (text: string) => void copied.push(text) } });
    await press('y');
    expect(copied).toEqual(['sum(rate(bad[1h])) / sum(rate(all[1h]))']);
    expect(host.querySelector('[role="status"]')?.textContent).toBe('PromQL copied');
    vi.stubGlobal('navigator', {});
    vi.stubGlobal('URL', { createObjectURL: () => 'blob:x', revokeObjectURL: () => undefined });
    await press('v');
    expect(host.querySelector('[role="status"]')?.textContent).toMatch(/^The clipboard is closed.*\.csv$/);
    // The desktop shell, where no download is let through.
    vi.stubGlobal('location', { protocol: 'app:' });
    await press('v');
    expect(host.querySelector('[role="status"]')?.textContent).toMatch(/no files: CSV not copied$/);
  });

  it('judges one that only has a bound by its figure', async () => {
    const bound = objective('redis', {
      target: undefined,
      figure: 'p99',
      verdict: 'idle',
      budgets: [],
      burns: [],
      pairs: [],
    });
    const telemetry = {
      redis: { service: 'redis', figures: [figure({ value: 7.8, target: { below: 5 } })] },
    };
    await show({ objective: byId([objective('auth'), bound]), telemetry, service: services });
    expect(order()[0]).toBe(bound.id);
    expect(row(bound.id)?.textContent).toContain('7.8 ms');
    expect(row(bound.id)?.textContent).toContain('Outside its bound');
  });

  it('holds 500 objectives', async () => {
    const many = Array.from({ length: 500 }, (_, index) => objective(`service-${index}`));
    await show({ objective: byId(many) });
    expect(order()).toHaveLength(500);
    type('service-499');
    expect(order()).toHaveLength(1);
  });
});
