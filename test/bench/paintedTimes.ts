import type { Page } from '@playwright/test';

/** What is done to a page: a text into its field, or a list scrolled to so many of its heights, 0 to 1. */
export type PageAct = { readonly type: string } | { readonly scrollTo: number };

interface Places {
  /** Selects the field. */
  readonly field: string;
  /** Selects what scrolls; needed for `scrollTo` alone. */
  readonly scroller?: string;
  /** True where a new place is drawn at the event that tells of it, which comes with the next frame. */
  readonly drawsLate?: boolean;
}

/** ms from each act until a frame with it is painted. */
export async function paintedTimes(
  page: Page,
  { field, scroller = field, drawsLate = false }: Places,
  acts: readonly PageAct[],
): Promise<readonly number[]> {
  await page.bringToFront();
  return page.evaluate(
    async (given) => {
      const input = document.querySelector<HTMLInputElement>(given.field);
      const list = document.querySelector<HTMLElement>(given.scroller);
      if (input === null || list === null) throw new Error('The page does not show what is measured.');
      const painted = (): Promise<void> =>
        new Promise((done) => {
          const after = new MessageChannel();
          after.port1.onmessage = () => done();
          requestAnimationFrame(() => after.port2.postMessage(undefined));
        });
      const times: number[] = [];
      for (const act of given.acts) {
        await painted();
        const started = performance.now();
        if ('scrollTo' in act) {
          list.scrollTop = act.scrollTo * list.scrollHeight;
          if (given.drawsLate) await painted();
        } else {
          // React watches the property itself, so that only the prototype's setter is seen.
          Reflect.set(HTMLInputElement.prototype, 'value', act.type, input);
          input.dispatchEvent(new Event('input', { bubbles: true }));
        }
        await painted();
        times.push(performance.now() - started);
      }
      return times;
    },
    { field, scroller, drawsLate, acts },
  );
}

/** So many texts in turn with an empty field; or as many places of a list, each far from the one before. */
export const actsOf = (act: 'filter' | 'scroll', tries: number): readonly PageAct[] =>
  Array.from({ length: tries }, (_, turn) =>
    act === 'scroll'
      ? { scrollTo: ((turn * 7) % tries) / tries }
      : { type: turn % 2 === 0 ? `service-${turn}` : '' },
  );
