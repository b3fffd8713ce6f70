// @vitest-environment jsdom
import { act, type ComponentType } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { lateBoard } from '../../../renderer/boards/lateBoard.tsx';

let root: Root;
let host: HTMLElement;
const Board: ComponentType = () => <p>the board</p>;

beforeEach(() => {
  vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true);
  vi.useFakeTimers();
  host = document.createElement('div');
  root = createRoot(host);
});

afterEach(() => {
  act(() => root.unmount());
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe('a board whose code comes late', () => {
  it('says what it waits for, then shows itself', async () => {
    let arrive: (board: ComponentType) => void = () => undefined;
    const { component: Late } = lateBoard('SLA burn', () => new Promise((resolve) => (arrive = resolve)));
    await act(async () => root.render(<Late />));
    expect(host.textContent).toBe('Fetching SLA burn.');
    await act(async () => arrive(Board));
    expect(host.textContent).toBe('the board');
  });

  it('is there at once where it was fetched before', async () => {
    const { component: Late, preload } = lateBoard('SLA burn', async () => Board);
    await preload();
    act(() => root.render(<Late />));
    expect(host.textContent).toBe('the board');
  });

  it('says why it can not be had, and tries again', async () => {
    const load = vi.fn<() => Promise<ComponentType>>();
    load.mockRejectedValueOnce(new Error('no route to host')).mockResolvedValue(Board);
    const { component: Late } = lateBoard('SLA burn', load);
    await act(async () => root.render(<Late />));
    expect(host.textContent).toContain('SLA burn could not be fetched from the gateway');
    expect(host.textContent).toContain('no route to host');
    await act(async () => vi.advanceTimersByTimeAsync(5_000));
    expect(host.textContent).toBe('the board');
  });
});
