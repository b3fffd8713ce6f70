/** Draws the tray's icons: `assets/icons/tray/*.svg` at 16 px and, for dense displays, 32 px. `npm run tray-icons`. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { serviceStates } from '../shared/model/service.ts';
import { drawing } from './packages/drawSvg.ts';

const folder = resolve(import.meta.dirname, '../assets/icons/tray');

await drawing(async (draw) => {
  for (const state of serviceStates) {
    const svg = readFileSync(join(folder, `${state}.svg`), 'utf8');
    writeFileSync(join(folder, `${state}.png`), await draw(svg, 16));
    writeFileSync(join(folder, `${state}@2x.png`), await draw(svg, 32));
  }
});
console.log(`${serviceStates.length * 2} icons in ${folder}`);
