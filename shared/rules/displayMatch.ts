import type { DisplayMark } from '../model/wallLayout.ts';

/** A display that is plugged in now, under the system's present number for it. */
export interface AttachedDisplay extends DisplayMark {
  readonly id: number;
}

/** What was found the same, by weight: a label outweighs a place, a place outweighs a size, and ids count least. */
const weight = { label: 8, place: 4, size: 2, id: 1 } as const;

/**
 * Which attached display is which of a layout's, by index; one that is not plugged in is undefined. The surest pair is
 * settled first, and no display is taken twice. `held` are the ids that the layout's displays had a moment ago: they
 * do not change while the machine runs, so that a new resolution moves nothing.
 */
export function matchDisplays(
  wanted: readonly DisplayMark[],
  attached: readonly AttachedDisplay[],
  held: readonly (number | undefined)[] = [],
): readonly (number | undefined)[] {
  const pairs = wanted.flatMap((mark, index) =>
    attached.map((display) => ({ index, id: display.id, score: likeness(mark, display, held[index]) })),
  );
  const surest = pairs.filter(({ score }) => score > 0).sort((a, b) => b.score - a.score);
  const found: (number | undefined)[] = wanted.map(() => undefined);
  const taken = new Set<number>();
  for (const { index, id } of surest) {
    if (found[index] !== undefined || taken.has(id)) continue;
    found[index] = id;
    taken.add(id);
  }
  return found;
}

/** How surely a display is the one that is meant; 0 where it is another. */
function likeness(mark: DisplayMark, display: AttachedDisplay, held: number | undefined): number {
  const isNamed = mark.label !== '' && display.label !== '';
  const label = isNamed && mark.label === display.label;
  const place = mark.x === display.x && mark.y === display.y;
  const size = mark.width === display.width && mark.height === display.height;
  const id = mark.id === display.id;
  if (mark.internal !== display.internal) return 0;
  // A panel was replaced by one of another make: same place and size. Else another name is another display.
  const isLike = label || (place && (size || !isNamed)) || (id && !isNamed);
  const score =
    (label ? weight.label : 0) + (place ? weight.place : 0) + (size ? weight.size : 0) + (id ? weight.id : 0);
  if (held === display.id && (label || !isNamed)) return 16 + score;
  return isLike ? score : 0;
}
