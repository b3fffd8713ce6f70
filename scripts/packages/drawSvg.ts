import { chromium } from '@playwright/test';
import { chromiumLaunch } from '../../test/support/chromium.ts';

/** Draws a drawing at so many pixels a side, without a ground: PNG. */
export type DrawSvg = (svg: string, size: number) => Promise<Buffer>;

/** Lends a page of the system's Chromium to draw in. */
export async function drawing(work: (draw: DrawSvg) => Promise<void>): Promise<void> {
  const browser = await chromium.launch(chromiumLaunch());
  try {
    const page = await browser.newPage();
    await work(async (svg, size) => {
      await page.setViewportSize({ width: size, height: size });
      await page.setContent(`<style>body{margin:0}svg{display:block;width:100vw;height:100vh}</style>${svg}`);
      return page.screenshot({ omitBackground: true });
    });
  } finally {
    await browser.close();
  }
}
