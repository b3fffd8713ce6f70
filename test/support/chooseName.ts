import { expect, type Page } from '@playwright/test';

/**
 * Says who is at a console, by keys alone. Waits until its board is there: before the first state there is none,
 * and keys pressed then go nowhere.
 */
export async function chooseName(page: Page, name: string): Promise<void> {
  const person = page.locator('button[aria-keyshortcuts="w"]');
  await expect(page.getByRole('combobox', { name: 'Filter' })).toBeVisible({ timeout: 30_000 });
  await expect(person).toHaveText('Choose your name');
  await page.keyboard.press('w');
  await page.keyboard.type(name);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(person).toHaveText(name);
}
