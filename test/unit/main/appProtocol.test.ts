import { mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { contentSecurityPolicy, createAppHandler } from '../../../main/appProtocol.ts';

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
    symlinkSync(parent, join(root, 'folder'));
  });

  it('serves a file with its type and the content security policy', async () => {
    const answer = await ask('app://watchfloor/desktop.html?board=queue#top');
    expect(answer.status).toBe(200);
    expect(await answer.text()).toBe('<h1>console</h1>');
    expect(answer.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(answer.headers.get('content-security-policy')).toMatch(/^default-src 'none'; script-src 'self'/);
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
  });

  it('has a policy that allows what the app brought along, and nothing unsafe or from elsewhere', () => {
    const directives = contentSecurityPolicy.split('; ').map((text) => text.split(' '));
    const sources = new Map(directives.map(([name = '', ...allowed]) => [name, allowed]));
    expect(sources.get('default-src')).toEqual(["'none'"]);
    expect(
      [...sources.values()].flat().filter((source) => !/^('self'|'none'|data:|blob:)$/.test(source)),
    ).toEqual([]);
    // Pictures alone may be data: neither scripts, styles nor frames.
    const withData = [...sources].filter(([, allowed]) =>
      allowed.some((source) => /^(data|blob):$/.test(source)),
    );
    expect(withData.map(([name]) => name)).toEqual(['img-src']);
    for (const name of ['frame-ancestors', 'base-uri', 'form-action'])
      expect(sources.get(name)).toEqual(["'none'"]);
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
    'app://watchfloor/folder/secret.json',
    'app://watchfloor//etc/passwd',
    'app://watchfloor/%2fetc%2fpasswd',
    'app://watchfloor/....//....//secret.json',
    'app://watchfloor/..%c0%afsecret.json',
    'app://watchfloor/file:///etc/passwd',
    'app://watchfloor/C:/Windows/win.ini',
    'app://watchfloor:80/desktop.html',
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

  it('leaves its folder for no address', async () => {
    const pieces = [
      '..',
      '.',
      '/',
      '%2e',
      '%2f',
      '%5c',
      '\\',
      '%00',
      '%25',
      'secret.json',
      'renderer',
      '-secret',
      'folder',
    ];
    const addresses = fc.array(fc.constantFrom(...pieces), { maxLength: 12 }).map((parts) => parts.join(''));
    await fc.assert(
      fc.asyncProperty(addresses, async (path) => {
        const answer = await ask(`app://watchfloor/${path}`);
        expect(await answer.text()).not.toContain('{}');
      }),
    );
  });

  it('answers GET and HEAD only', async () => {
    expect((await ask('app://watchfloor/desktop.html', { method: 'POST' })).status).toBe(405);
    expect(await (await ask('app://watchfloor/desktop.html', { method: 'HEAD' })).text()).toBe('');
  });
});
