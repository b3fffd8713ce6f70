// @vitest-environment jsdom
import { act } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { RotaBoard } from '../../../../renderer/boards/rota/RotaBoard.tsx';
import { ShiftStrip } from '../../../../renderer/frame/ShiftStrip.tsx';
import { createActions } from '../../../../renderer/store/actions.ts';
import { ConsoleContext, createConsoleStore } from '../../../../renderer/store/store.ts';
import {
  settingsSchema,
  type Capabilities,
  type ConsoleBridge,
  type Outgoing,
} from '../../../../shared/bridge.ts';
import type { RotaLoad } from '../../../../shared/model/rotaLoad.ts';
import { noEntities } from '../../../../shared/model/entities.ts';
import { frozenAt, frozenDesk } from '../../../support/frozen/frozenEstate.ts';
import { frozenOverrides, frozenRota } from '../../../support/frozen/frozenRota.ts';

vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true);

const load: RotaLoad = {
  ...{
    from: frozenAt - 28 * 86_400_000,
    to: frozenAt,
    guidance: 2,
    unheld: 1,
    recordsSince: frozenAt - 86_400_000,
  },
  people: [
    {
      ...{ person: 'm-tanaka', name: 'M. Tanaka', onCallMs: 168 * 3_600_000, primaryMs: 168 * 3_600_000 },
      ...{ nights: 7, shifts: 21, pages: 9, pagesPerShift: 9 / 21, busyShifts: 1 },
      worst: { at: frozenAt - 86_400_000, pages: 4 },
    },
  ],
};

let root: Root;
let sent: unknown[];
const byId = <Thing extends { readonly id: string }>(things: readonly Thing[]): Record<string, Thing> =>
  Object.fromEntries(things.map((thing) => [thing.id, thing]));

function draw(mode: 'wall' | 'workstation', rota = frozenRota, outgoing: readonly Outgoing[] = []): void {
  sent = [];
  const store = createConsoleStore(settingsSchema.parse({}), {} as Capabilities, { board: 'rota', mode });
  store.setState(({ feed }) => ({
    live: true,
    outgoing,
    feed: {
      ...feed,
      entities: {
        ...noEntities,
        desk: { desk: frozenDesk },
        rota: byId(rota),
        rotaOverride: byId(frozenOverrides),
      },
    },
  }));
  // What the board does not call is not there: it would fail.
  const bridge = {
    send: async (name: string, params: unknown) => void sent.push([name, params]),
    ask: async (name: string, params: { readonly from: number; readonly to: number }) => {
      sent.push([name, params]);
      return load;
    },
  } as unknown as ConsoleBridge;
  act(() =>
    root.render(
      <ConsoleContext value={{ store, actions: createActions(store, bridge) }}>
        <RotaBoard />
        <ShiftStrip />
      </ConsoleContext>,
    ),
  );
}

const press = (key: string): void =>
  act(() => void window.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true })));
const textOf = (selector: string): string => document.querySelector(selector)?.textContent ?? '';

beforeEach(() => {
  vi.useFakeTimers({ now: frozenAt });
  document.body.innerHTML = '<div id="root"></div>';
  const container = document.getElementById('root');
  if (container === null) throw new Error('no root');
  root = createRoot(container);
});
afterEach(() => {
  act(() => root.unmount());
  vi.useRealTimers();
});

describe('the rota board', () => {
  it('says who is on now, until when in UTC and on site, and who then', () => {
    draw('workstation');
    expect(textOf('[aria-label="On now"] article:nth-child(1)')).toBe(
      'Primary On-CallA. Duarteuntil Sun 22 Nov 00:00 UTC · 08:00 Singaporethen L. Meyer',
    );
    expect(textOf('[aria-label="On now"] article:nth-child(2)')).toContain('stands in by ROT-102');
  });

  it('hatches a hole with its reason, and marks who stands in', () => {
    draw('workstation');
    const titles = [...document.querySelectorAll('[aria-label="Rota, two weeks"] [title]')].map((each) =>
      each.getAttribute('title'),
    );
    expect(titles).toContain(
      'Nobody is Escalation On-Call from Fri 20 Nov 20:00 to Sat 21 Nov 20:00 UTC: its calendar names nobody',
    );
    expect(titles).toContain(
      'L. Meyer is Primary On-Call from Sun 22 Nov 00:00 to Tue 24 Nov 00:00 UTC, stands in by ROT-101',
    );
  });

  it('moves by days and weeks within what is told, and back to today', () => {
    draw('workstation');
    const first = (): string => textOf('[aria-label="Rota, two weeks"] header span:nth-child(2)');
    expect(first()).toBe('NovThu 19');
    press('ArrowRight');
    expect(first()).toBe('todayFri 20');
    press(']');
    expect(first()).toBe('NovFri 27');
    for (let times = 0; times < 9; times += 1) press(']');
    expect(first()).toBe('DecFri 11');
    press('t');
    expect(first()).toBe('NovThu 19');
  });

  it('shows the turns of one person after the other', () => {
    draw('workstation');
    const shown = (): number => document.querySelectorAll('[data-highlight="true"]').length;
    expect(shown()).toBe(0);
    press('p');
    expect(shown()).toBeGreaterThan(0);
    expect(document.body.textContent).toContain('shows ');
    press('P');
    expect(shown()).toBe(0);
  });

  it('approves the chosen stand-in, and asks for a reason before it declines', () => {
    draw('workstation');
    press('a');
    expect(sent).toEqual([['rota.approve', { override: 'ROT-102' }]]);
    press('ArrowDown');
    press('d');
    expect(textOf('form h3')).toBe('DeclineROT-103');
    act(() => document.querySelector('form')?.requestSubmit());
    expect(textOf('[role="alert"]')).toBe('Give the reason; it is part of the record.');
    expect(sent).toHaveLength(1);
  });

  it('tells the load of each person against the guidance, by key and back', async () => {
    draw('workstation');
    press('l');
    await act(async () => vi.advanceTimersByTimeAsync(1));
    expect(sent).toEqual([['rota.load', { from: Date.UTC(2026, 9, 23), to: Date.UTC(2026, 10, 21) }]]);
    expect(textOf('[aria-label="Load"] tbody')).toBe('M. Tanaka168 h790.4 · 1 over');
    expect(textOf('[aria-label="Load"]')).toContain('Pages are on record since Thu 19 Nov 03:16 UTC.');
    expect(textOf('[aria-label="Load"]')).toContain('1 page reached nobody');
    press('l');
    expect(document.querySelector('[aria-label="Wrong ahead"]')).not.toBeNull();
  });

  it('says what became of an act: on its way, or refused and why', () => {
    const given = { params: { override: 'ROT-102' }, givenAt: frozenAt };
    const message = 'ROT-102 is decided by NOC Manager.';
    draw('workstation', frozenRota, [
      { ...given, id: '1', name: 'rota.approve', state: 'refused', message },
      { ...given, id: '2', name: 'rota.cancel', state: 'pending' },
      { ...given, id: '3', name: 'rota.decline', state: 'done' },
    ]);
    const said = [...document.querySelectorAll('[aria-label="Stand-ins"] > p')].map((each) =>
      each.textContent.trim(),
    );
    expect(said).toEqual([`Refused: ${message} (Approve stand-in)`, 'Cancel stand-in: sending']);
  });

  it('only shows on a wall', () => {
    draw('wall');
    expect(document.querySelector('[aria-label="Stand-ins"]')).toBeNull();
    press('a');
    expect(sent).toEqual([]);
  });

  it('says so where a gateway tells no rota', () => {
    draw('workstation', []);
    expect(textOf('main')).toBe('This gateway tells no rota.');
  });
});

describe('the shift strip', () => {
  it('says shift and end, who is on call, and a hole a day before it', () => {
    draw('wall');
    const text = [...document.querySelectorAll('span')].map((each) => each.textContent).join('\n');
    expect(text).toContain('Asia-Pacific until 08:00 UTC, in 4 h 43');
    expect(text).toContain('On call A. Duarte then A. Duarte');
    expect(textOf('[role="status"]')).toMatch(
      /^Rota in 16 h: Nobody is Escalation On-Call from Fri 20 Nov 20:00/,
    );
  });

  it('does not tell what is more than a day off, and falls back to what an older gateway says', () => {
    const later = frozenRota.map((list) => ({
      ...list,
      findings: list.findings.map((finding) => ({
        ...finding,
        from: frozenAt + 25 * 3_600_000,
        to: frozenAt + 99 * 3_600_000,
      })),
    }));
    draw('wall', later);
    expect(document.querySelector('[role="status"]')).toBeNull();
    draw('wall', []);
    expect(document.body.textContent).toContain('On call M. Tanaka');
  });
});
