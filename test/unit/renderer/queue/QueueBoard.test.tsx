// @vitest-environment jsdom
import { act } from 'react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Incident } from '../../../../shared/model/incident.ts';
import { noEntities, type Entities } from '../../../../shared/model/entities.ts';
import { closeBoard, desk, incident, openBoard, press, sent, store } from './boardFixture.tsx';

beforeEach(openBoard);
afterEach(closeBoard);

const selectedRow = (): string => document.querySelector('[role=row][aria-selected=true]')?.textContent ?? '';

/** Puts these in place of what the board shows. */
const put = (list: readonly Incident[], others: Partial<Entities> = {}): void =>
  act(() =>
    store.setState(({ feed }) => ({
      feed: {
        ...feed,
        entities: {
          ...noEntities,
          ...others,
          incident: Object.fromEntries(list.map((one) => [one.id, one])),
        },
      },
    })),
  );

const buttonCalled = (text: RegExp): HTMLButtonElement | undefined =>
  [...document.querySelectorAll('button')].find(({ textContent }) => text.test(textContent));

describe('QueueBoard', () => {
  it('selects the first row and moves with j and k', () => {
    expect(selectedRow()).toContain('INC-1');
    press('j');
    expect(selectedRow()).toContain('INC-2');
    press('j');
    press('k');
    expect(selectedRow()).toContain('INC-1');
  });

  it('opens and closes the symptoms of the selected cause with f', () => {
    const folded = { ...incident(2), foldedUnder: { incident: 'INC-1', at: 2, reason: 'x' } };
    act(() =>
      store.setState(({ feed }) => ({
        feed: {
          ...feed,
          entities: { ...feed.entities, incident: { 'INC-1': incident(1), 'INC-2': folded } },
        },
      })),
    );
    const rows = (): number => document.querySelectorAll('[role=row][aria-selected]').length;
    expect(rows()).toBe(1);
    expect(document.body.textContent).toContain('1 symptom of INC-1 folded under it');
    press('f');
    expect(rows()).toBe(2);
    press('j');
    expect(selectedRow()).toContain('symptom of INC-1');
    press('f');
    expect(rows()).toBe(1);
  });

  it('merges by keyboard, into the incident that is chosen', () => {
    press('J');
    const choice = document.querySelector('select') as HTMLSelectElement;
    expect(document.activeElement).toBe(choice);
    act(() => {
      choice.value = 'INC-2';
      choice.dispatchEvent(new Event('change', { bubbles: true }));
    });
    press('Enter', choice, { ctrlKey: true });
    expect(sent).toEqual([['incident.merge', { incident: 'INC-1', into: 'INC-2' }]]);
  });

  it('acknowledges once, however often a is pressed', () => {
    press('a');
    press('a');
    expect(sent).toEqual([['incident.acknowledge', { incident: 'INC-1' }]]);
    press('a', window, { ctrlKey: true });
    expect(sent).toHaveLength(1);
  });

  it('keeps a draft through Esc, ignores keys while typing, and sends with Ctrl+Enter', () => {
    press('n');
    const field = () => document.querySelector('textarea') as HTMLTextAreaElement;
    expect(document.activeElement).toBe(field());
    act(() => {
      Reflect.set(HTMLTextAreaElement.prototype, 'value', 'looking', field());
      field().dispatchEvent(new Event('input', { bubbles: true }));
    });
    press('a', field());
    expect(sent).toEqual([]);
    press('Escape', field());
    expect(field()).toBeNull();
    press('n');
    expect(field().value).toBe('looking');
    press('Enter', field(), { ctrlKey: true });
    expect(sent).toEqual([['incident.note', { incident: 'INC-1', text: 'looking' }]]);
    expect(field()).toBeNull();
  });

  it('ends the maintenance that runs, by keys alone', () => {
    const change = {
      id: 'CHG-101',
      title: 'Upgrade PostgreSQL',
      category: 'standard',
      services: ['postgresql'],
      startsAt: 1,
      endsAt: 2,
      status: 'running' as const,
      extensions: [],
    };
    act(() =>
      store.setState(({ feed }) => ({
        feed: { ...feed, entities: { ...feed.entities, change: { [change.id]: change } } },
      })),
    );
    press('m');
    const form = document.querySelector('form[aria-label=Maintenance]');
    expect(form?.textContent).toContain('CHG-101 Upgrade PostgreSQL, was to end 00:00 UTC');
    const fill = (field: Element | null | undefined, value: string, event: string): void =>
      act(() => {
        if (field === null || field === undefined) throw new Error('no such field');
        Reflect.set(Object.getPrototypeOf(field) as object, 'value', value, field);
        field.dispatchEvent(new Event(event, { bubbles: true }));
      });
    fill(form?.querySelectorAll('select')[1], 'completed', 'change');
    fill(form?.querySelector('textarea'), 'on 18.1', 'input');
    press('Enter', form?.querySelector('textarea') ?? window, { ctrlKey: true });
    expect(sent).toEqual([['change.end', { change: 'CHG-101', outcome: 'completed', note: 'on 18.1' }]]);
  });

  it('shows the silences with S, and extends and expires the chosen one by key', () => {
    const silence = (id: string, endsAt: number) => ({
      ...{ id: `am/${id}`, source: 'am', startsAt: 0, endsAt, createdBy: 'Ana', comment: id },
      matchers: [{ name: 'alertname', value: id, isRegex: false, isEqual: true }],
      ...{ state: 'active' as const, hides: [], hidesTotal: 0 },
    });
    const end = Date.now() + 3_600_000;
    const list = { 'am/one': silence('one', end), 'am/two': silence('two', end + 1) };
    act(() =>
      store.setState(({ feed }) => ({ feed: { ...feed, entities: { ...feed.entities, silence: list } } })),
    );
    press('+');
    expect(sent).toEqual([]);
    press('S');
    const panel = document.querySelector('[aria-label=Silences]');
    expect(panel?.textContent).toContain('Ana: one');
    press('-');
    press('-');
    press('ArrowDown');
    press('+');
    expect(sent).toEqual([
      ['silence.expire', { silence: 'am/one' }],
      ['silence.extend', { silence: 'am/two', endsAt: end + 1 + 3_600_000 }],
    ]);
    press('S');
    expect(document.querySelector('[aria-label=Silences]')).toBeNull();
  });

  it('says that no runbook is for the incident, and focuses the search', async () => {
    press('r');
    await vi.waitFor(
      () =>
        expect([...document.querySelectorAll('[role=status]')].map((one) => one.textContent)).toContain(
          'No runbook in the library is for this incident',
        ),
      { timeout: 10_000 },
    );
    press('/');
    expect(document.activeElement?.getAttribute('aria-label')).toBe('Filter');
  });

  it('opens an update filled in from the template with u', () => {
    put([incident(1)], {
      desk: { desk: { ...desk, updates: { template: '{{severity}}: {{title}}', channels: [] } } },
    });
    press('u');
    const field = document.querySelector('textarea');
    expect(document.activeElement).toBe(field);
    expect(field?.value).toBe('P1: Latency high');
    press('Enter', field ?? window, { ctrlKey: true });
    expect(sent).toEqual([['incident.update', { incident: 'INC-1', text: 'P1: Latency high' }]]);
  });

  it('leads to the first link with l, and says so where there is none', () => {
    press('l');
    expect(document.body.textContent).toContain('No link of the policy fits what is open');
    const link = (id: string) => ({
      id,
      name: id,
      kind: 'dashboard' as const,
      url: `https://d.example/${id}`,
    });
    put([incident(1)], { desk: { desk: { ...desk, links: [link('latency'), link('logs')] } } });
    press('l');
    expect(document.activeElement?.getAttribute('href')).toBe('https://d.example/latency');
  });

  it('has a button for each rare act under one key, and gives it', () => {
    expect(buttonCalled(/^Merge/)).toBeUndefined();
    press('t');
    for (const name of [/^Attach/, /^Detach/, /^Merge/, /^Split/]) expect(buttonCalled(name)).toBeDefined();
    act(() => buttonCalled(/^Merge/)?.click());
    expect(document.querySelector('form select')).not.toBeNull();
    press('Escape');
    act(() => buttonCalled(/^Fewer/)?.click());
    expect(buttonCalled(/^Split/)).toBeUndefined();
  });

  it('opens the incident that another names: its cause, and what was merged into it', () => {
    put([
      { ...incident(1), mergedFrom: ['INC-3', 'INC-9'] },
      { ...incident(2), foldedUnder: { incident: 'INC-1', at: 2, reason: 'x' } },
      { ...incident(3), status: 'resolved', mergedInto: 'INC-1' },
    ]);
    const opened = (): string =>
      document.querySelector('[aria-label="Incident detail"] header')?.textContent ?? '';
    expect(opened()).toContain('INC-3, INC-9 merged into it.');
    // What this console does not hold can't be opened here.
    expect(buttonCalled(/^INC-9$/)).toBeUndefined();
    act(() => buttonCalled(/^INC-3$/)?.click());
    expect(opened()).toContain('Merged into INC-1');
    act(() => buttonCalled(/^INC-1$/)?.click());
    expect(opened()).toContain('INC-3, INC-9 merged into it.');
  });

  it('says whose a symptom is that nobody took', () => {
    put([incident(1), { ...incident(2), foldedUnder: { incident: 'INC-1', at: 2, reason: 'x' } }]);
    press('f');
    const owners = [...document.querySelectorAll('tbody [role=row]')].map(({ textContent }) => textContent);
    expect(owners[0]).toContain('no owner');
    expect(owners[1]).toContain('with INC-1');
    expect(owners[1]).not.toContain('no owner');
  });

  it('pins what a flood began with, and says so, symptom or not; a chosen order is kept', () => {
    const all = [
      { ...incident(1), severity: 'P0' },
      { ...incident(2), foldedUnder: { incident: 'INC-1', at: 2, reason: 'x' } },
      incident(3),
    ];
    const flood = { id: 'flood' as const, since: 1, alerts: 20, withinMs: 1, firstAlert: 'a' };
    const rows = (): readonly (string | undefined)[] =>
      [...document.querySelectorAll('tbody [role=row]')].map(
        ({ textContent }) => /INC-\d(?=Latency)/.exec(textContent)?.[0],
      );
    put(all, { desk: { desk }, flood: { flood: { ...flood, firstIncident: 'INC-2' } } });
    expect(rows()).toEqual(['INC-2', 'INC-1', 'INC-3']);
    expect(document.querySelector('tbody [role=row]')?.textContent).toContain('First out');
    act(() => document.querySelectorAll<HTMLElement>('th button')[1]?.click());
    expect(rows()).toEqual(['INC-1', 'INC-2', 'INC-3']);
  });
});
