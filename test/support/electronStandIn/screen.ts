import { EventEmitter } from 'node:events';
import type { DisplaySurface, ElectronSurface } from './surface.ts';

/** What a test plugs in; `electron.d.ts` says what each is. */
export type PluggedDisplay = DisplaySurface;

/** The displays that a test says there are: `STAND_IN_DISPLAYS` at the start, `plug` afterwards. */
class StandInScreen extends EventEmitter {
  #displays: PluggedDisplay[];

  constructor(displays: PluggedDisplay[]) {
    super();
    this.#displays = displays;
  }
  getAllDisplays(): PluggedDisplay[] {
    return [...this.#displays];
  }
  getPrimaryDisplay(): PluggedDisplay {
    const main = this.#displays.find(({ bounds }) => bounds.x === 0 && bounds.y === 0) ?? this.#displays[0];
    if (main === undefined) throw new Error('There is no display');
    return main;
  }
  /** Makes these the displays, with the events that Electron has for each difference. */
  plug(displays: PluggedDisplay[]): void {
    const before = this.#displays;
    this.#displays = displays;
    const event = {};
    for (const display of displays) {
      const old = before.find(({ id }) => id === display.id);
      if (old === undefined) this.emit('display-added', event, display);
      else if (JSON.stringify(old) !== JSON.stringify(display))
        this.emit('display-metrics-changed', event, display, ['bounds']);
    }
    for (const old of before) {
      if (!displays.some(({ id }) => id === old.id)) this.emit('display-removed', event, old);
    }
  }
}

const one: PluggedDisplay = {
  ...{ id: 1, label: 'Stand-in', internal: false },
  bounds: { x: 0, y: 0, width: 1920, height: 1080 },
};
const given = process.env['STAND_IN_DISPLAYS'];
export const standInScreen = new StandInScreen(
  given === undefined ? [one] : (JSON.parse(given) as PluggedDisplay[]),
);
export const screen = standInScreen satisfies ElectronSurface['screen'];
