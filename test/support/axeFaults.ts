import type { Page } from '@playwright/test';
import axe from 'axe-core';

/** WCAG 2.2, levels A and AA. */
const everything = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/** What is looked at: all rules, or those that another theme can break; the whole page, or one part of it. */
export interface AxeLook {
  readonly rules?: 'all' | 'colours';
  /** A CSS selector. */
  readonly within?: string;
}

/**
 * What axe finds wrong with a page, one line for each rule. It is given to the page once and runs in the page alone:
 * axe's own driver gives it anew, and opens another page, for every run.
 */
export async function axeFaults(
  page: Page,
  { rules = 'all', within = 'html' }: AxeLook = {},
): Promise<readonly string[]> {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe.source);
  return page.evaluate(
    async ([tags, selector]) => {
      const { axe: inPage } = window as unknown as { axe: typeof axe };
      const runOnly = tags === undefined ? ['color-contrast'] : [...tags];
      const { violations } = await inPage.run(selector, { runOnly, resultTypes: ['violations'] });
      return violations.map(({ id, nodes }) => {
        const [first] = nodes;
        const why = first?.failureSummary?.split('\n')[1]?.slice(0, 200) ?? '';
        return `${id} ×${nodes.length} ${first?.html.slice(0, 160) ?? ''} ${why}`;
      });
    },
    [rules === 'all' ? everything : undefined, within] as const,
  );
}
