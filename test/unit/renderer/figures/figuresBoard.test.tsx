// @vitest-environment jsdom
import { act } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { FiguresBoard } from '../../../../renderer/boards/figures/FiguresBoard.tsx';
import { spanAt } from '../../../../renderer/boards/figures/figureSpans.ts';
import { kpiRows } from '../../../../renderer/boards/figures/kpiRow.ts';
import { createActions } from '../../../../renderer/store/actions.ts';
import { ConsoleContext, createConsoleStore, type ConsoleStore } from '../../../../renderer/store/store.ts';
import { settingsSchema, type Capabilities, type ConsoleBridge } from '../../../../shared/bridge.ts';
import { deskFiguresSchema } from '../../../../shared/model/deskFigures.ts';
import { noEntities } from '../../../../shared/model/entities.ts';
import { frozenAt, frozenDesk } from '../../../support/frozen/frozenEstate.ts';
import { frozenFigures } from '../../../support/frozen/frozenFigures.ts';

vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true);
vi.stubGlobal(
  'ResizeObserver',
  class {
    observe(): void {
      // jsdom lays nothing out.
    }
    disconnect(): void {
      // Nothing was observed.
    }
  },
);

const dayMs = 86_400_000;
let root: Root;
let store: ConsoleStore;
let asked: { from: number; to: number }[];
let kind: 'busy' | 'empty';
let saved: { name: string; text: Promise<string> }[];

async function draw(mode: 'workstation' | 'wall' = 'workstation'): Promise<void> {
  store = createConsoleStore(settingsSchema.parse({}), {} as Capabilities, { board: 'figures', mode });
  store.setState(({ feed }) => ({
    feed: { ...feed, at: frozenAt, entities: { ...noEntities, desk: { desk: frozenDesk } } },
    live: true,
  }));
  const bridge = {
    ask: async (_name: string, params: { from: number; to: number }) => {
      asked.push(params);
      return deskFiguresSchema.parse(frozenFigures(params.from, params.to, kind));
    },
  } as unknown as ConsoleBridge;
  const actions = createActions(store, bridge);
  await act(async () =>
    root.render(
      <ConsoleContext value={{ store, actions }}>
        <FiguresBoard />
      </ConsoleContext>,
    ),
  );
}

beforeEach(() => {
  [asked, kind, saved] = [[], 'busy', []];
  root = createRoot(document.body.appendChild(document.createElement('div')));
  let blob: Blob | undefined;
  URL.createObjectURL = (given: Blob) => {
    blob = given;
    return 'blob:figures';
  };
  URL.revokeObjectURL = () => undefined;
  vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (this: HTMLAnchorElement) {
    saved.push({ name: this.download, text: blob?.text() ?? Promise.resolve('') });
  });
});
afterEach(() => {
  act(() => root.unmount());
  document.body.replaceChildren();
  vi.restoreAllMocks();
});

const press = async (key: string): Promise<void> =>
  act(async () => {
    document.body.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
  });
const text = (): string => document.body.textContent;
const figure = (name: string): string => document.querySelector(`[data-figure="${name}"]`)?.textContent ?? '';

describe('the board at a desk', () => {
  it('shows each figure with its target, its spread and what it rests on', async () => {
    await draw();
    expect(figure('mttr')).toContain('26.8 min missed, target below 15 min34 of 36 incidents');
    expect(figure('mttr')).toContain('Left out: 2 not resolved yet');
    expect(figure('mtta')).toContain('no target in the policy');
    expect(document.querySelector('[data-kpi="mttr"]')?.textContent).toContain('missed');
    expect(document.querySelector('[data-kpi="mttd"]')?.textContent).toMatch(/metsince .* or longer$/);
  });

  it('says not enough where nothing counts, never zero', async () => {
    kind = 'empty';
    await draw();
    expect(figure('mtta')).toContain('Not enough');
    expect(figure('mtta')).not.toMatch(/\b0\b/);
    expect(text()).toContain('no data');
    expect(text()).toContain('Not enough: no incident was acknowledged in these twelve weeks.');
  });

  it('asks for the span of each key, and keeps the figures when the feed is lost', async () => {
    await draw();
    await press('4');
    const { from = 0, to = 0 } = asked.at(-1) ?? {};
    expect(to - from).toBe(30 * dayMs);
    const before = asked.length;
    await act(async () => store.setState({ live: false }));
    expect(figure('mttr')).toContain('26.8 min');
    await press('2');
    expect(asked).toHaveLength(before);
    // Nothing is known of this span, and nothing is being asked.
    expect(document.body.textContent).toContain('The feed is lost');
    expect(document.body.textContent).not.toContain('Asking for');
  });

  it('saves figures and incidents as CSV by key', async () => {
    await draw();
    await press('v');
    await press('V');
    expect(saved.map(({ name }) => name.replace(/\d{4}-\d\d-\d\d/g, 'DAY'))).toEqual([
      'watchfloor-figures-DAY-to-DAY.csv',
      'watchfloor-incidents-DAY-to-DAY.csv',
    ]);
    const [figures, incidents] = await Promise.all(saved.map(async (one) => one.text));
    expect(figures).toMatch(/^part,of,figure,unit,value/);
    expect(figures).toContain('kpi,mttr,mttr,min,26.8');
    expect(incidents).toMatch(/^id,title,service/);
    expect(text()).toContain('incidents saved as watchfloor-incidents-');
  });
});

it('the wall shows each figure large and the missed key figures first', async () => {
  await draw('wall');
  expect(figure('mttd')).toContain('3.2 min');
  expect(text()).toContain('36 opened, 35 resolved, 7 open');
  expect(kpiRows(frozenFigures(0, 1, 'busy').kpis, frozenAt).map(({ word }) => word)).toEqual([
    ...['missed', 'missed', 'missed', 'no data', 'no data', 'no data', 'met', 'met'],
  ]);
});

describe('a span', () => {
  const at = (chosen: Parameters<typeof spanAt>[0]) => spanAt(chosen, frozenDesk, frozenAt);

  it('is of the shift, of whole calendar months, or free', () => {
    expect(at({ span: 'shift' })).toEqual({ from: Date.UTC(2026, 10, 20), to: frozenAt });
    expect(at({ span: 'month' })).toEqual({ from: Date.UTC(2026, 10, 1), to: Date.UTC(2026, 11, 1) });
    expect(at({ span: 'last-month' })).toEqual({ from: Date.UTC(2026, 9, 1), to: Date.UTC(2026, 10, 1) });
    expect(at({ span: 'free', from: 1, to: 2 })).toEqual({ from: 1, to: 2 });
  });

  it('has no instants where no shift is on duty, or the ends are missing or reversed', () => {
    expect(spanAt({ span: 'shift' }, { shifts: [] }, frozenAt)).toBeUndefined();
    expect(at({ span: 'free' })).toBeUndefined();
    expect(at({ span: 'free', from: 2, to: 1 })).toBeUndefined();
  });
});
