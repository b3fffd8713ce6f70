import { z } from 'zod';
import { boardIds } from './board.ts';

/** Boards that one display may turn through. */
const stopsPerDisplay = 12;

/** What a display is known by. No one of these is sure: ids change at a restart, places when another is unplugged. */
export const displayMarkSchema = z.object({
  /** Maker's name, as the system tells it; empty where it tells none. */
  label: z.string().max(200),
  /** The panel of a laptop. */
  internal: z.boolean(),
  /** Of its upper left corner among all displays, in device independent pixels. */
  x: z.number().int(),
  y: z.number().int(),
  width: z.number().int().positive(),
  height: z.number().int().positive(),
  /** The system's number for it, when the layout was made. */
  id: z.number().optional(),
});
export type DisplayMark = z.infer<typeof displayMarkSchema>;

/** A board of a rotation and how long it is shown. */
export const rotationStopSchema = z.strictObject({
  board: z.enum(boardIds),
  /** Shorter than this, nobody has read it from their seat. */
  seconds: z.number().int().min(5).max(3600),
});
export type RotationStop = z.infer<typeof rotationStopSchema>;

/** One display of a wall: what it shows, and how large. */
export const wallDisplaySchema = z.strictObject({
  /** As people call it: "left of the door". */
  name: z.string().min(1).max(60),
  display: displayMarkSchema,
  boards: z.array(rotationStopSchema).min(1).max(stopsPerDisplay),
  /** Shown while a P0 is open; the queue where it is absent. */
  pinned: z.enum(boardIds).optional(),
  /** Multiplies the wall's type sizes on this display; `wallScale` of the settings where it is absent. */
  textFactor: z.number().min(0.5).max(4).optional(),
  /** The panel and its farthest seat, from which the factor follows where none is set. */
  panel: z
    .strictObject({
      diagonalInches: z.number().min(5).max(600),
      seatMetres: z.number().min(0.3).max(100),
    })
    .optional(),
  /** Whether this display's window is locked; as the layout says where it is absent. */
  kiosk: z.boolean().optional(),
});
export type WallDisplay = z.infer<typeof wallDisplaySchema>;

/** A named arrangement of a wall's displays. */
export const wallLayoutSchema = z
  .strictObject({
    name: z.string().min(1).max(60),
    displays: z.array(wallDisplaySchema).min(1).max(16),
    /** Whether its windows are locked; as the settings say where it is absent. */
    kiosk: z.boolean().optional(),
  })
  .refine(({ displays }) => new Set(displays.map(({ name }) => name)).size === displays.length, {
    message: 'two displays have the same name',
    path: ['displays'],
  });
export type WallLayout = z.infer<typeof wallLayoutSchema>;

/** The layouts that can be used, and one sentence about each that can't; a broken one spoils no other. */
export function readLayouts(kept: unknown): {
  readonly layouts: readonly WallLayout[];
  readonly problems: readonly string[];
} {
  if (kept === undefined) return { layouts: [], problems: [] };
  if (!Array.isArray(kept))
    return { layouts: [], problems: ['The wall layouts in the settings are no list.'] };
  const layouts: WallLayout[] = [];
  const problems: string[] = [];
  kept.forEach((value: unknown, index) => {
    const parsed = wallLayoutSchema.safeParse(value);
    const called = nameOf(value) ?? `number ${index + 1}`;
    if (!parsed.success) {
      const issue = parsed.error.issues[0];
      const where = issue?.path.join('.') || 'layout';
      problems.push(`Wall layout ${called} is left out: ${where}: ${issue?.message ?? 'not valid'}.`);
    } else if (layouts.some(({ name }) => name === parsed.data.name)) {
      problems.push(`Wall layout ${called} is left out: an earlier one has the same name.`);
    } else layouts.push(parsed.data);
  });
  return { layouts, problems };
}

function nameOf(value: unknown): string | undefined {
  if (typeof value !== 'object' || value === null || !('name' in value)) return undefined;
  return typeof value.name === 'string' ? `"${value.name.slice(0, 60)}"` : undefined;
}
