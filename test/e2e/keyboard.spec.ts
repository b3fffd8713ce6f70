import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, type Browser, type Page } from '@playwright/test';
import { chooseName } from '../support/chooseName.ts';
import { startGatewayProcess } from '../support/gateway.ts';
import { freePort } from '../support/ports.ts';
import { temporaryFolder } from '../support/restartable.ts';

/** The six items of the policy's checklist. */
const items = 6;

test('keys alone lead from the start to a resolved incident and a handoff signed by both, each by its spoken name', async ({
  browser,
}) => {
  test.setTimeout(180_000);
  const folder = temporaryFolder('keyboard');
  // A night in which nothing changes between a tick and the signature.
  const policyFile = join(folder.path, 'policy.yaml');
  const acgs = readFileSync('assets/policy/acgs.yaml', 'utf8');
  writeFileSync(policyFile, acgs.replace('scenario: one-p0', 'scenario: quiet-night'));
  const gateway = await startGatewayProcess({ port: await freePort(), policyFile });
  try {
    const outgoing = await enter(browser, gateway.url, 'M. Tanaka');
    await declare(outgoing, 'Sign-in is slow in Europe', 'P1');
    await declare(outgoing, 'Badge printer is out of paper', 'P3');
    const row = outgoing.getByRole('row', { name: /Badge printer is out of paper/ });
    await expect(row).toContainText('no owner');

    await outgoing.keyboard.press('/');
    await outgoing.keyboard.type('badge printer');
    await outgoing.keyboard.press('Enter');
    const detail = outgoing.getByRole('region', { name: 'Incident detail' });
    await expect(detail.getByRole('heading', { name: /Badge printer/ })).toBeVisible();
    await outgoing.keyboard.press('a');
    await expect(row).toContainText('M. Tanaka');
    await outgoing.keyboard.press('x');
    await write(outgoing, 'Resolve', 'Paper is in.');
    await expect(detail).toContainText('Resolved');

    await outgoing.keyboard.press('g');
    await outgoing.keyboard.press('o');
    await outgoing.keyboard.press('B');
    const handoff = outgoing.getByRole('region', { name: 'Handoff' });
    await expect(handoff.getByRole('heading', { name: `Checklist 0 of ${items}` })).toBeVisible();
    await outgoing.keyboard.press('c');
    for (let item = 1; item <= items; item += 1) {
      await outgoing.keyboard.press('x');
      const comment = outgoing.getByRole('form', { name: 'Tick with a comment' });
      const ticked = handoff.getByRole('heading', { name: `Checklist ${item} of ${items}` });
      await expect(comment.or(ticked)).toBeVisible();
      if (await comment.isVisible()) await write(outgoing, 'Tick with a comment', 'The next shift knows.');
      await expect(ticked).toBeVisible();
      await outgoing.keyboard.press('j');
    }
    await outgoing.keyboard.press('s');
    await send(outgoing, 'Sign for the outgoing shift');
    const side = (page: Page, name: string) => page.getByRole('region', { name });
    await expect(side(outgoing, 'Hands over')).toContainText(/M\. Tanaka.*signed/);

    const incoming = await enter(browser, gateway.url, 'L. Meyer');
    await incoming.keyboard.press('g');
    await incoming.keyboard.press('o');
    await incoming.keyboard.press('a');
    await expect(incoming.getByRole('heading', { name: /To be accepted one by one 1 of 1/ })).toBeVisible();
    await incoming.keyboard.press('s');
    await send(incoming, 'Sign for the incoming shift');
    await expect(side(outgoing, 'Takes over')).toContainText(/L\. Meyer.*signed/);
  } finally {
    await gateway.stop();
    folder.remove();
  }
});

/** Declares an incident. */
async function declare(page: Page, title: string, severity: string): Promise<void> {
  await page.keyboard.press('d');
  const form = page.getByRole('form', { name: 'Declare incident' });
  await expect(form.getByRole('textbox', { name: 'Title' })).toBeFocused();
  await page.keyboard.type(title);
  await page.keyboard.press('Tab');
  await expect(form.getByRole('combobox', { name: 'Severity' })).toBeFocused();
  await page.keyboard.type(severity);
  await page.keyboard.press('Control+Enter');
  await expect(form).toHaveCount(0);
}

/** Opens a console, says who is at it, and goes to the queue. */
async function enter(browser: Browser, url: string, name: string): Promise<Page> {
  const page = await browser.newPage();
  await page.goto(url);
  await expect(page.getByRole('navigation', { name: 'Boards' })).toBeVisible();
  await page.keyboard.press('g');
  await page.keyboard.press('q');
  await chooseName(page, name);
  return page;
}

/** Writes in the form of this name, and sends it. */
async function write(page: Page, name: string, text: string): Promise<void> {
  await expect(page.getByRole('form', { name }).getByRole('textbox')).toBeFocused();
  await page.keyboard.type(text);
  await send(page, name);
}

/** Sends the form of this name. */
async function send(page: Page, name: string): Promise<void> {
  await expect(page.getByRole('form', { name })).toBeVisible();
  await page.keyboard.press('Control+Enter');
  await expect(page.getByRole('form', { name })).toHaveCount(0);
}
