import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { drawing } from './packages/drawSvg.ts';
import { icnsOf, icoOf, type IconPicture } from './packages/iconFormats.ts';

const folder = resolve(import.meta.dirname, '../assets/icons');
/** Of the freedesktop icon theme, and what Windows and macOS ask for beyond. */
const sizes = [16, 24, 32, 48, 64, 128, 256, 512, 1024] as const;
const windowsSizes: readonly number[] = [16, 24, 32, 48, 64, 128, 256];

/** `npm run icons`: draws every icon of the packages from the one SVG, with the system's Chromium. */
async function main(): Promise<void> {
  const svg = readFileSync(join(folder, 'watchfloor.svg'), 'utf8');
  const pictures: IconPicture[] = [];
  await drawing(async (draw) => {
    for (const size of sizes) pictures.push({ size, png: await draw(svg, size) });
  });
  const linux = join(folder, 'linux');
  rmSync(linux, { recursive: true, force: true });
  mkdirSync(linux);
  for (const { size, png } of pictures) {
    if (size <= 512) writeFileSync(join(linux, `${size}x${size}.png`), png);
    if (size === 512) writeFileSync(join(folder, 'watchfloor.png'), png);
  }
  writeFileSync(
    join(folder, 'watchfloor.ico'),
    icoOf(pictures.filter(({ size }) => windowsSizes.includes(size))),
  );
  writeFileSync(join(folder, 'watchfloor.icns'), icnsOf(pictures));
  // Tells a test that the pictures are of this drawing.
  writeFileSync(join(folder, 'drawn-from.sha256'), `${createHash('sha256').update(svg).digest('hex')}\n`);
  console.log(`${pictures.length} sizes in ${folder}`);
}

await main();
