import type { Display, Screen } from 'electron';
import type { Settings } from '../shared/bridge.ts';
import { readLayouts, type WallLayout } from '../shared/model/wallLayout.ts';
import type { AttachedDisplay } from '../shared/rules/displayMatch.ts';

type KnownDisplay = Pick<Display, 'id' | 'label' | 'internal' | 'bounds'>;

/** The displays that are plugged in now, the main one first; none at all on a machine whose last was unplugged. */
export function attachedDisplays(
  screen: Pick<Screen, 'getAllDisplays' | 'getPrimaryDisplay'>,
): readonly AttachedDisplay[] {
  const all = screen.getAllDisplays().map(markOf);
  if (all.length === 0) return [];
  const main = screen.getPrimaryDisplay().id;
  return [...all.filter(({ id }) => id === main), ...all.filter(({ id }) => id !== main)];
}

function markOf({ id, label, internal, bounds }: KnownDisplay): AttachedDisplay {
  const { x, y, width, height } = bounds;
  return { id, label, internal, x, y, width, height };
}

/** Calls after each plug, unplug and change of resolution or place. */
export function followDisplays(screen: Pick<Screen, 'on'>, changed: () => void): void {
  screen.on('display-added', changed);
  screen.on('display-removed', changed);
  screen.on('display-metrics-changed', changed);
}

/** The layout in use, and what the operator must be told of the layouts. */
export function layoutInUse({ layouts, layout }: Settings): {
  readonly layout: WallLayout | undefined;
  readonly problems: readonly string[];
} {
  const read = readLayouts(layouts);
  const found = read.layouts.find(({ name }) => name === layout);
  const missing =
    layout === undefined || found !== undefined
      ? []
      : [`There is no usable wall layout "${layout}", so that the wall is one window.`];
  return { layout: found, problems: [...read.problems, ...missing] };
}

/** A change of settings that keeps the present displays as a layout, in place of one of that name, and uses it. */
export function layoutOfDisplays(
  name: string,
  attached: readonly AttachedDisplay[],
  { layouts, board }: Settings,
): { readonly mode: 'wall'; readonly layout: string; readonly layouts: readonly unknown[] } {
  const kept: readonly unknown[] = Array.isArray(layouts) ? layouts : [];
  const hasName = (other: unknown): boolean =>
    typeof other === 'object' && other !== null && 'name' in other && other.name === name;
  const made: WallLayout = {
    name,
    displays: attached.map((display, index) => ({
      name: `${index + 1}${display.label === '' ? '' : `: ${display.label.slice(0, 40)}`}`,
      display,
      boards: [{ board, seconds: 30 }],
    })),
  };
  return { mode: 'wall', layout: name, layouts: [...kept.filter((other) => !hasName(other)), made] };
}
