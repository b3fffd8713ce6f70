import type { BrowserWindow, BrowserWindowConstructorOptions } from 'electron';
import { expect, it } from 'vitest';
import { pdfMaker } from '../../../main/pdf.ts';

interface Faults {
  readonly load?: () => Promise<void>;
  readonly print?: () => Promise<Buffer>;
}

function maker(faults: Faults = {}) {
  const did: unknown[] = [];
  let runOut: () => void = () => undefined;
  const open = (options: BrowserWindowConstructorOptions): BrowserWindow => {
    did.push(options);
    // Only what a PDF takes.
    return {
      loadURL: async (url: string) => {
        did.push(Buffer.from(url.replace(/^data:text\/html;charset=utf-8;base64,/, ''), 'base64').toString());
        await faults.load?.();
      },
      webContents: {
        printToPDF: async (how: unknown) => {
          did.push(how);
          return faults.print?.() ?? Buffer.from('%PDF');
        },
      },
      destroy: () => void did.push('destroyed'),
    } as unknown as BrowserWindow;
  };
  const make = pdfMaker(open, (_ms, run) => {
    runOut = run;
    return () => void did.push('stopped waiting');
  });
  return { did, make, runOut: () => runOut() };
}

it('sets a page in a window that nobody sees and that runs nothing, and closes it', async () => {
  const { did, make } = maker();
  expect(await make('<p>עלי</p>', 'A4')).toEqual({ ok: true, value: Buffer.from('%PDF') });
  expect(did).toEqual([
    {
      show: false,
      webPreferences: expect.objectContaining({
        ...{ sandbox: true, contextIsolation: true, nodeIntegration: false, javascript: false },
      }) as unknown,
    },
    '<p>עלי</p>',
    { pageSize: 'A4', generateTaggedPDF: true },
    'stopped waiting',
    'destroyed',
  ]);
});

it.each<[string, Faults]>([
  ['loaded', { load: async () => Promise.reject(new Error('gone')) }],
  ['printed', { print: async () => Promise.reject(new Error('gone')) }],
])('closes the window of a page that can not be %s', async (_what, faults) => {
  const { did, make } = maker(faults);
  await expect(make('<p>', 'A4')).rejects.toThrow('gone');
  expect(did.at(-1)).toBe('destroyed');
});

it('does not wait for ever for a page that hangs', async () => {
  const { did, make, runOut } = maker({ load: () => new Promise(() => undefined) });
  const made = make('<p>', 'A4');
  runOut();
  await expect(made).rejects.toThrow('the page was not set in time');
  expect(did.at(-1)).toBe('destroyed');
});

it('refuses a page that is longer than Chromium opens', async () => {
  const { did, make } = maker();
  expect(await make('x'.repeat(1_500_000), 'A4')).toMatchObject({ ok: false });
  expect(did).toEqual([]);
});
