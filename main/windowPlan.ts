import type { Rectangle } from 'electron';
import type { Settings } from '../shared/bridge.ts';
import { appOrigin } from '../shared/ipc.ts';
import type { Board } from '../shared/model/board.ts';
import type { WallDisplay, WallLayout } from '../shared/model/wallLayout.ts';
import { matchDisplays, type AttachedDisplay } from '../shared/rules/displayMatch.ts';
import { rotationText } from '../shared/rules/rotation.ts';
import { wallTextFactor } from '../shared/rules/textSize.ts';

/** The console's page. */
export const consolePage = `${appOrigin.url}desktop.html`;

/** Where a window belongs: where its user puts it, on a display, or nowhere until its display is back. */
export type Place =
  | { readonly kind: 'free' }
  | { readonly kind: 'display'; readonly id: number; readonly bounds: Rectangle }
  | { readonly kind: 'away' };

/** One window that there should be. */
export interface PlannedWindow {
  /** The same for as long as it is the same window. */
  readonly key: string;
  readonly page: string;
  readonly isWall: boolean;
  /** True where the settings want it locked. */
  readonly isKiosk: boolean;
  readonly place: Place;
}

/** The display that each window is on, by its key. */
export type HeldDisplays = ReadonlyMap<string, number>;

/**
 * The windows that there should be: one, or one for each display of a wall's layout. A wall of which no display is
 * plugged in shows its first window on the main one: a dark wall watches nothing.
 */
export function planWindows(
  { mode, kiosk = false }: Pick<Settings, 'mode' | 'kiosk'>,
  layout: WallLayout | undefined,
  attached: readonly AttachedDisplay[],
  held: HeldDisplays,
): readonly PlannedWindow[] {
  const isWall = mode === 'wall';
  if (!isWall || layout === undefined) {
    return [{ key: 'console', page: consolePage, isWall, isKiosk: kiosk, place: { kind: 'free' } }];
  }
  const keys = layout.displays.map(({ name }) => `${layout.name}/${name}`);
  const marks = layout.displays.map(({ display }) => display);
  const matched = matchDisplays(
    marks,
    attached,
    keys.map((key) => held.get(key)),
  );
  const [main] = attached;
  const found = matched.some((id) => id !== undefined) ? matched : [main?.id];
  return layout.displays.map((display, index) => {
    const on = attached.find(({ id }) => id === found[index]);
    return {
      key: keys[index] ?? display.name,
      page: pageOf(display),
      isWall: true,
      isKiosk: display.kiosk ?? layout.kiosk ?? kiosk,
      place: on === undefined ? { kind: 'away' } : { kind: 'display', id: on.id, bounds: boundsOf(on) },
    };
  });
}

/** A board in a window of its own, on a desk. */
export const ownWindow = (key: string, board: Board): PlannedWindow => ({
  key,
  page: `${consolePage}?mode=workstation&board=${board}`,
  ...{ isWall: false, isKiosk: false, place: { kind: 'free' } },
});

/** The address says what a wall's window shows, so that a reload needs nobody to say it again. */
function pageOf({ name, boards, pinned, textFactor, panel, display }: WallDisplay): string {
  const query = new URLSearchParams({ mode: 'wall', display: name });
  const [first] = boards;
  if (first !== undefined) query.set('board', first.board);
  query.set('rotation', rotationText(boards));
  if (pinned !== undefined) query.set('pinned', pinned);
  const seen = panel === undefined ? undefined : wallTextFactor(panel, display.width / display.height);
  const factor = textFactor ?? seen;
  if (factor !== undefined) query.set('scale', String(factor));
  return `${consolePage}?${query.toString()}`;
}

const boundsOf = ({ x, y, width, height }: AttachedDisplay): Rectangle => ({ x, y, width, height });

/** Bounds that can be seen: as they are where they touch a display, else in the middle of the main one. */
export function onScreen(bounds: Rectangle, attached: readonly AttachedDisplay[]): Rectangle {
  const [main] = attached;
  const touches = attached.some(
    (display) =>
      Math.min(bounds.x + bounds.width, display.x + display.width) - Math.max(bounds.x, display.x) >= 64 &&
      Math.min(bounds.y + bounds.height, display.y + display.height) - Math.max(bounds.y, display.y) >= 64,
  );
  if (touches || main === undefined) return bounds;
  const width = Math.min(bounds.width, main.width);
  const height = Math.min(bounds.height, main.height);
  const x = main.x + Math.floor((main.width - width) / 2);
  return { x, y: main.y + Math.floor((main.height - height) / 2), width, height };
}
