import { mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { createAppHandler } from '../../../main/appProtocol.ts';

describe('app://', () => {
  const parent = mkdtempSync(join(tmpdir(), 'app-protocol-'));
  const root = join(parent, 'renderer');
  const handle = createAppHandler(root);
  const ask = (url: string, init?: RequestInit): Promise<Response> => handle(new Request(url, init));

  beforeAll(() => {
    mkdirSync(join(root, 'assets'), { recursive: true });
    mkdirSync(`${root}-secret`);
    writeFileSync(join(root, 'desktop.html'), '<h1>console</h1>');
    writeFileSync(join(root, 'assets', 'a b.js'), 'export {}');
    writeFileSync(join(root, 'notes.exe'), 'x');
    writeFileSync(join(parent, 'secret.json'), '{}');
    writeFileSync(join(`${root}-secret`, 'secret.json'), '{}');
    symlinkSync(join(parent, 'secret.json'), join(root, 'link.json'));
  });

  it('serves a file with its type and the content security policy', async () => {
    const answer = await ask('app://watchfloor/desktop.html?board=queue#top');
    expect(answer.status).toBe(200);
    expect(await answer.text()).toBe('<h1>console</h1>');
    expect(answer.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(answer.headers.get('content-security-policy')).toMatch(/^default-src 'none'; script-src 'self'/);
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
  });

  it('knows spaces in names', async () => {
    expect((await ask('app://watchfloor/assets/a%20b.js')).headers.get('content-type')).toMatch(
      /^text\/javascript/,
    );
  });

  it.each([
    'app://watchfloor/../secret.json',
    'app://watchfloor/..%2fsecret.json',
    'app://watchfloor/%2e%2e%2fsecret.json',
    'app://watchfloor/assets/..%2f..%2fsecret.json',
    'app://watchfloor/..%2frenderer-secret/secret.json',
    'app://watchfloor/..%5csecret.json',
    'app://watchfloor/%252e%252e%252fsecret.json',
    'app://watchfloor/link.json',
    'app://watchfloor/desktop.html%00.js',
    'app://watchfloor/%E0%A4%A',
    'app://watchfloor/',
    'app://watchfloor/notes.exe',
    'app://watchfloor/missing.js',
    'app://elsewhere/desktop.html',
    'http://watchfloor/desktop.html',
  ])('does not serve %s', async (url) => {
    expect((await ask(url)).status).toBe(404);
  });

  it('answers GET and HEAD only', async () => {
    expect((await ask('app://watchfloor/desktop.html', { method: 'POST' })).status).toBe(405);
    expect(await (await ask('app://watchfloor/desktop.html', { method: 'HEAD' })).text()).toBe('');
  });
});
