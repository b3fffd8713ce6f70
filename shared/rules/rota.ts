import type { Instant } from '../model/instant.ts';

/** One list of the rota: its members take turns of equal length. */
export interface Rotation {
  /** When the first member's first turn began. */
  readonly start: Instant;
  /** Length of a turn, ms. */
  readonly rotation: number;
  /** Person ids, in order of their turns. */
  readonly members: readonly string[];
}

/** Who is on duty on a rotation; before its start nobody is. */
export function onDuty(rotation: Rotation, now: Instant): string | undefined {
  if (now < rotation.start || rotation.members.length === 0) return undefined;
  const turn = Math.floor((now - rotation.start) / rotation.rotation);
  return rotation.members[turn % rotation.members.length];
}

/** When the present turn ends, or the first one begins. */
export function turnEndsAt(rotation: Rotation, now: Instant): Instant {
  if (now < rotation.start) return rotation.start;
  const turn = Math.floor((now - rotation.start) / rotation.rotation);
  return rotation.start + (turn + 1) * rotation.rotation;
}
