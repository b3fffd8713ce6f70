import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium, expect as see, type Browser, type Page } from '@playwright/test';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { keptStateOf } from '../../../shared/feed/lastState.ts';
import { emptyFeedState } from '../../../shared/feed/reduce.ts';
import { noEntities } from '../../../shared/model/entities.ts';
import { chromiumLaunch } from '../../support/chromium.ts';
import { frozenDesk } from '../../support/frozen/frozenEstate.ts';
import { earlierRecords, handoffSigned } from '../../support/frozen/frozenHandoffs.ts';
import { liveQueue } from '../../support/frozen/frozenQueue.ts';
import { temporaryFolder } from '../../support/restartable.ts';

const root = resolve(import.meta.dirname, '../../..');
const at = Date.UTC(2026, 10, 20, 3, 12);
const pixel = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);
const failover = `---
id: failover
---
Before anything else. ![the racks](img/racks.png) ![gone](img/gone.png) [the other](runbook:hostile)

## Steps

### Fence the old primary

\`\`\`sh
pg_ctl stop -m fast
\`\`\`

Wait: 30 s

Expect: it says <stopped>.
If not: call the site.

### Promote the standby

| Node | Role |
| --- | --- |
| db-2 | primary |
`;
const hostile = `# <script>window.wasRun = 'html'</script>
<img src=x onerror="window.wasRun='handler'"> <iframe src="https://evil.example/"></iframe>
[look](javascript:window.wasRun='link') [home](https://evil.example/?q="><script>window.wasRun=1</script>)
![x](javascript:window.wasRun='image') ![y](https://evil.example/pixel.png) ![z](../../../etc/passwd)
</script><script>window.wasRun='closed'</script></style><style>body{display:none}</style>
${'> '.repeat(400)}deep
${'- '.repeat(400)}deeper

## Steps

### "><script>window.wasRun='title'</script>
`;

describe('a break-glass copy, written by the command and opened from disk without a network', () => {
  const folder = temporaryFolder('break-glass');
  const out = join(folder.path, 'copy.html');
  const requests: string[] = [];
  let said: string;
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    writeConsoleFolder(folder.path);
    const written = run(['break-glass', '--from', folder.path, '--out', out]);
    expect(written).toMatchObject({ status: 0 });
    said = written.said;
    browser = await chromium.launch(chromiumLaunch());
    const context = await browser.newContext({ offline: true });
    page = await context.newPage();
    page.on('request', (request) => requests.push(request.url()));
    await page.goto(pathToFileURL(out).href);
  }, 60_000);
  afterAll(async () => {
    await browser?.close();
    folder.remove();
  });

  it('says in large letters as of when, and that it is not live', async () => {
    const line = page.getByText('AS OF 03:12 UTC, not live');
    await see(line).toBeVisible();
    expect(await line.evaluate((one) => parseFloat(getComputedStyle(one).fontSize))).toBeGreaterThanOrEqual(
      32,
    );
  });

  it('holds incidents, contacts, the ladder and who is on call', async () => {
    for (const title of ['Open incidents', 'Contacts', 'Escalation ladder', 'On call'])
      await see(page.getByRole('heading', { name: title })).toBeVisible();
    await see(
      page.getByRole('cell', { name: 'Policy Governance is unavailable', exact: true }),
    ).toBeVisible();
    await see(
      page.getByRole('row', { name: new RegExp(frozenDesk.people[0]?.name ?? '-') }).first(),
    ).toBeVisible();
  });

  it('holds the last ten handoffs whole, the newest first, and no older one', async () => {
    const records = page.locator('[id="desk.handoffs"] section');
    await see(records).toHaveCount(10);
    await see(records.first()).toContainText('Yes, it is throttled.');
    await see(records.nth(1)).toContainText('לא לגעת before 09:00.');
  });

  it('finds runbooks by any words', async () => {
    await page.keyboard.press('/');
    await page.keyboard.type('promote db-2');
    await see(page.locator('article:visible')).toHaveCount(1);
    await see(page.getByRole('heading', { name: 'PostgreSQL failover' })).toBeVisible();
    await page.getByRole('searchbox').fill('');
    await see(page.getByRole('heading', { name: 'Contacts' })).toBeVisible();
  });

  it('has steps that are ticked with the time, and pictures within it', async () => {
    const steps = page.locator('#failover .steps > li');
    await see(steps).toHaveCount(2);
    await steps.first().getByRole('checkbox').check();
    await see(steps.first().locator('time')).toHaveText(/^\d\d:\d\d:\d\d UTC$/);
    await see(steps.first()).toContainText('call the site');
    const picture = page.getByRole('img', { name: 'the racks' });
    expect(await picture.evaluate((one) => (one as HTMLImageElement).naturalWidth)).toBe(1);
    await see(page.getByText('[gone: left out]')).toBeVisible();
  });

  it('names what was left out', async () => {
    await see(page.locator('footer')).toContainText(
      'diagram.pdf, of “PostgreSQL failover”: it is no picture.',
    );
    await see(page.locator('footer')).toContainText(
      'broken.png, of “PostgreSQL failover”: its copy is damaged.',
    );
    expect(said).toContain('left out: broken.png');
  });

  it('runs nothing of a hostile runbook, asks nothing of anybody, and refuses what is put in later', async () => {
    await see(page.getByRole('heading', { name: 'Hostile' })).toBeVisible();
    expect(await page.evaluate(() => Reflect.get(window, 'wasRun') as unknown)).toBeUndefined();
    expect(await page.locator('iframe, article script, article style, [onerror]').count()).toBe(0);
    expect(await page.locator('a:not([href^="#"])').count()).toBe(0);
    expect(requests.filter((url) => !url.startsWith('data:'))).toEqual([pathToFileURL(out).href]);
    const later = await page.evaluate(() => {
      const script = document.createElement('script');
      script.textContent = 'window.wasRun = true';
      document.body.append(script);
      return Reflect.get(window, 'wasRun') as unknown;
    });
    expect(later).toBeUndefined();
  });

  it('prints one runbook alone, without the search', async () => {
    await page.emulateMedia({ media: 'print' });
    await see(page.getByRole('searchbox')).toBeHidden();
    await page.evaluate(() => {
      document.body.classList.add('one');
      document.getElementById('failover')?.classList.add('printed');
    });
    await see(page.locator('article:visible')).toHaveCount(1);
    expect((await page.pdf({ format: 'A4' })).length).toBeGreaterThan(1_000);
  });

  it('says what it needs where there is nothing to copy', () => {
    const refused = run(['break-glass', '--from', join(folder.path, 'nowhere'), '--out', out]);
    expect(refused.status).toBe(1);
    expect(refused.said).toMatch(/holds no runbooks and no last state/);
  });
});

/** Runs `watchfloor`; answers its exit code and what it says to the person at the terminal. */
function run(args: readonly string[]): { readonly status: number | null; readonly said: string } {
  const command = [join(root, 'bin/watchfloor.mjs'), ...args];
  const { status, stderr } = spawnSync(process.execPath, command, { encoding: 'utf8' });
  return { status, said: stderr };
}

/** A console's data folder with two runbooks, a picture, a damaged one and a state. */
function writeConsoleFolder(folder: string): void {
  const files = join(folder, 'library/files');
  mkdirSync(files, { recursive: true });
  const file = (path: string, content: string | Buffer, isDamaged = false) => {
    const digest = createHash('sha256').update(content).digest('hex');
    writeFileSync(join(files, digest), isDamaged ? 'damaged' : content);
    return { path, digest, bytes: content.length };
  };
  const head = { services: [], alerts: [], severities: [], copiedAt: at, from: 'test' };
  const runbooks = [
    {
      ...head,
      ...{ id: 'failover', title: 'PostgreSQL failover', file: file('db/failover.md', failover) },
      attachments: [
        file('db/img/racks.png', pixel),
        file('diagram.pdf', 'pdf'),
        file('broken.png', 'whole', true),
      ],
    },
    {
      ...head,
      ...{ id: 'hostile', title: 'Hostile <b>', file: file('hostile.md', hostile), attachments: [] },
    },
  ];
  const library = {
    version: 1,
    digest: '0'.repeat(64),
    readAt: at,
    copiedAt: at,
    from: 'test',
    runbooks,
    missed: [],
  };
  writeFileSync(join(folder, 'library/library.json'), JSON.stringify(library));
  const incident = Object.fromEntries(liveQueue.map((one) => [one.id, one]));
  const handoff = Object.fromEntries([handoffSigned, ...earlierRecords].map((one) => [one.id, one]));
  const entities = { ...noEntities, desk: { desk: frozenDesk }, incident, handoff };
  const state = { ...emptyFeedState, epoch: 'e', seq: 1, at, entities };
  writeFileSync(join(folder, 'last-state.json'), JSON.stringify(keptStateOf('test', state)));
}
