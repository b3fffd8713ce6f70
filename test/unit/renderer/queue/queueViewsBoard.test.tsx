// @vitest-environment jsdom
import { act } from 'react';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Outgoing } from '../../../../shared/bridge.ts';
import type { Incident } from '../../../../shared/model/incident.ts';
import { alert, closeBoard, desk, incident, openBoard, press, sent, store } from './boardFixture.tsx';

beforeEach(openBoard);
afterEach(closeBoard);

describe('the views of the queue', () => {
  const type = (text: string): void =>
    act(() => {
      const field = document.querySelector<HTMLInputElement>('[role=combobox]');
      if (field === null) throw new Error('no filter');
      Reflect.set(HTMLInputElement.prototype, 'value', text, field);
      field.setSelectionRange(text.length, text.length);
      field.dispatchEvent(new Event('input', { bubbles: true }));
    });
  const field = (): HTMLInputElement => document.querySelector('[role=combobox]') as HTMLInputElement;
  const rowIds = (): readonly string[] =>
    [...document.querySelectorAll('tbody [role=row]')].map(
      (row) => /INC-\d+|am\/\d+/.exec(row.textContent ?? '')?.[0] ?? '',
    );
  const words = (): string => document.querySelector('[role=status]')?.textContent ?? '';
  const put = (...list: readonly Incident[]): void =>
    act(() =>
      store.setState(({ feed }) => ({
        feed: {
          ...feed,
          entities: {
            ...feed.entities,
            incident: Object.fromEntries(list.map((one) => [one.id, one])),
            desk: { desk },
          },
        },
      })),
    );

  it('filters, and says how many are hidden and that a P0 is among them', () => {
    put({ ...incident(1), severity: 'P0' }, { ...incident(2), service: 'auth' }, incident(3));
    type('service="auth"');
    expect(rowIds()).toEqual(['INC-2']);
    expect(words()).toBe('1 of 3 incidents shown, 1 P0 hidden');
    type('service="auth');
    expect(words()).toBe('at 9: this quote is not closed; nothing is filtered');
    expect(rowIds()).toHaveLength(3);
    press('2');
    expect(words()).toBe('0 of 3 incidents shown, 1 P0 hidden');
  });

  it('completes names and values by keys alone', () => {
    put({ ...incident(1), service: 'auth' }, { ...incident(2), service: 'audit' });
    press('/');
    type('serv');
    press('Tab', field());
    expect(field().value).toBe('service=');
    press('ArrowDown', field());
    press('ArrowDown', field());
    press('Enter', field());
    expect(field().value).toBe('service="auth"');
    expect(rowIds()).toEqual(['INC-1']);
    press('Escape', field());
    expect(field().value).toBe('');
  });

  it('acts on all that are marked, each once, however often the key is pressed', async () => {
    press('Shift', window);
    press('ArrowDown', window, { shiftKey: true });
    expect(document.querySelectorAll('[role=row][aria-selected=true]')).toHaveLength(2);
    press('a');
    press('a');
    await act(async () => undefined);
    expect(sent).toEqual([
      ['incident.acknowledge', { incident: 'INC-1' }],
      ['incident.acknowledge', { incident: 'INC-2' }],
    ]);
    const said = (id: string, state: Outgoing['state'], message?: string): Outgoing => ({
      ...{ id, name: 'incident.acknowledge', params: {}, givenAt: 0, state },
      ...(message === undefined ? {} : { message }),
    });
    act(() =>
      store.setState({ outgoing: [said('C-1', 'done'), said('C-2', 'refused', 'J. Rao was first.')] }),
    );
    act(() => store.setState({ outgoing: [] }));
    const results = document.querySelector('[aria-label=Results]')?.textContent;
    expect(results).toBe('INC-2 refused: J. Rao was first.✓INC-1 done');
    press('Escape');
    expect(document.querySelector('[aria-label=Selection]')).toBeNull();
  });

  it('acts on no row that left the view, and on one incident only where the act is for one', () => {
    press('A');
    press('i');
    expect(document.body.textContent).toContain('This act is for one incident');
    type('INC-2');
    expect(document.querySelector('[aria-label=Selection] h3')?.textContent).toBe('1 incident selected');
  });

  it('sorts by the titles, with Shift by several', () => {
    put(
      { ...incident(1), assignee: 'B' },
      { ...incident(2), assignee: 'A' },
      { ...incident(3), assignee: 'A' },
    );
    const title = (name: string, shiftKey = false): void =>
      act(
        () =>
          void document
            .querySelector(`th button[aria-label="${name}"]`)
            ?.dispatchEvent(new MouseEvent('click', { bubbles: true, shiftKey })),
      );
    title('Owner');
    expect(rowIds()).toEqual(['INC-2', 'INC-3', 'INC-1']);
    title('Id', true);
    title('Id', true);
    expect(rowIds()).toEqual(['INC-3', 'INC-2', 'INC-1']);
    const sorts = [...document.querySelectorAll('th')].map((head) => head.getAttribute('aria-sort'));
    expect(sorts.filter((sort) => sort !== 'none')).toEqual(['descending', 'ascending']);
  });

  it('keeps a view under a name of its own, and says which kept one is broken', async () => {
    act(() =>
      store.setState(({ settings }) => ({ settings: { ...settings, queueViews: [{ name: 'Odd' }] } })),
    );
    type('INC-2');
    press('v');
    const panel = (): string => document.querySelector('section[aria-label=View]')?.textContent ?? '';
    expect(panel()).toContain('The view Odd can’t be shown');
    const name = document.querySelector<HTMLInputElement>('section[aria-label=View] input');
    act(() => {
      if (name === null) throw new Error('no name');
      Reflect.set(HTMLInputElement.prototype, 'value', 'Second', name);
      name.dispatchEvent(new Event('input', { bubbles: true }));
    });
    await act(async () => name?.form?.requestSubmit());
    expect(store.getState().settings.queueViews).toEqual([
      { name: 'Odd' },
      expect.objectContaining({ name: 'Second', scope: 'open', filter: 'INC-2' }),
    ]);
    press('1');
    press('8');
    expect(document.querySelector('[aria-pressed=true]')?.textContent).toContain('Second');
    expect(rowIds()).toEqual(['INC-2']);
  });

  it('draws the alerts in sight alone, and opens the incident of the one that is chosen', () => {
    const list = Object.fromEntries(
      Array.from({ length: 10_000 }, (_, place) => [`am/${place}`, alert(place)]),
    );
    act(() =>
      store.setState(({ feed }) => ({ feed: { ...feed, entities: { ...feed.entities, alert: list } } })),
    );
    press('7');
    const grid = document.querySelector('[role=grid]');
    expect(grid?.getAttribute('aria-rowcount')).toBe('10001');
    expect(document.querySelectorAll('tbody [role=row]').length).toBeLessThan(60);
    press('End');
    press('k');
    press('j');
    expect(store.getState().ui.selected).toBe('INC-2');
    press('Home');
    expect(store.getState().ui.selected).toBe('INC-1');
  });
});
