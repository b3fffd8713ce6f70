import { build } from '../../../scripts/build.ts';

/** Builds what the desktop app runs from, where it changed; `WATCHFLOOR_BUILT=1` says that this was done. */
export async function ensureBuilt(): Promise<void> {
  if (process.env['WATCHFLOOR_BUILT'] === '1') return;
  const built = await build();
  if (!built.ok) throw new Error(built.error);
}
