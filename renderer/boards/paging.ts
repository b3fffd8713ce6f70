import { useLayoutEffect, useState, type RefObject } from 'react';

const pageMs = 15_000;
const gap = 16;

/** How many tiles fit. */
export interface Fit {
  readonly columns: number;
  readonly rows: number;
}

interface Size {
  readonly width: number;
  readonly height: number;
}

/** Tiles that fit a box whose smallest tile is `least`; at least one column, and `leastRows` rows. */
export function fitOf(box: Size, least: Size, scale: number, leastRows = 1): Fit {
  const count = (length: number, one: number): number =>
    Math.floor((length + gap * scale) / ((one + gap) * scale));
  return {
    columns: Math.max(1, count(box.width, least.width)),
    rows: Math.max(leastRows, count(box.height, least.height)),
  };
}

interface Paged {
  readonly count: number;
  readonly perPage: number;
  /** How many of the tiles, from the first on, must not leave the screen. */
  readonly pinned: number;
  readonly now: number;
}

/** The page on show, from 0. While something is wrong only the pages that show it: normally the first stays. */
export function pageOf({ count, perPage, pinned, now }: Paged): {
  readonly page: number;
  readonly pages: number;
} {
  const pages = Math.max(1, Math.ceil(count / perPage));
  const rotating = pinned > 0 ? Math.ceil(pinned / perPage) : pages;
  return { page: Math.floor(now / pageMs) % rotating, pages };
}

/** Watches how many tiles fit an element. */
export function useFit(
  ref: RefObject<HTMLElement | null>,
  leastWidth: number,
  leastHeight: number,
  leastRows = 1,
): Fit {
  const [fit, setFit] = useState<Fit>({ columns: 1, rows: 1 });
  useLayoutEffect(() => {
    const element = ref.current;
    if (element === null) return undefined;
    const measure = (): void => {
      // Not laid out yet: nothing is known of its room.
      if (element.clientWidth === 0 && element.clientHeight === 0) return;
      const scale = Number(getComputedStyle(element).getPropertyValue('--wall-scale')) || 1;
      const box = { width: element.clientWidth, height: element.clientHeight };
      const next = fitOf(box, { width: leastWidth, height: leastHeight }, scale, leastRows);
      setFit((old) => (old.columns === next.columns && old.rows === next.rows ? old : next));
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, [ref, leastWidth, leastHeight, leastRows]);
  return fit;
}
