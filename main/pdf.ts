import type { BrowserWindow, BrowserWindowConstructorOptions } from 'electron';
import type { LinkClock } from '../shared/feed/link.ts';
import type { PaperSize } from '../shared/model/recordExport.ts';
import { err, ok, type Result } from '../shared/result.ts';
import { hardenedPreferences } from './hardening.ts';

/** Sets a page that needs nothing beside itself on paper; an error is one sentence. */
export type PdfMaker = (html: string, paper: PaperSize) => Promise<Result<Uint8Array>>;

/** Chromium opens no address longer than 2 MiB. */
const longestAddress = 2_000_000;
/** A page that is not set after this never will be, ms. */
const deadlineMs = 60_000;

/** Makes PDFs in a window that nobody sees, in which nothing runs and which reaches nothing. */
export const pdfMaker =
  (open: (options: BrowserWindowConstructorOptions) => BrowserWindow, after: LinkClock['after']): PdfMaker =>
  async (html, paper) => {
    const url = `data:text/html;charset=utf-8;base64,${Buffer.from(html).toString('base64')}`;
    if (url.length > longestAddress) return err('The record is too long for a PDF; take it as Markdown.');
    const window = open({ show: false, webPreferences: { ...hardenedPreferences, javascript: false } });
    let stopWaiting: () => void = () => undefined;
    const late = new Promise<never>((_set, fail) => {
      stopWaiting = after(deadlineMs, () => fail(new Error('the page was not set in time')));
    });
    try {
      return ok(await Promise.race([late, printed(window, url, paper)]));
    } finally {
      stopWaiting();
      window.destroy();
    }
  };

async function printed(window: BrowserWindow, url: string, pageSize: PaperSize): Promise<Uint8Array> {
  await window.loadURL(url);
  // Margins, head and foot of each page are the page's own; the paper is the console's.
  return window.webContents.printToPDF({ pageSize, generateTaggedPDF: true });
}
