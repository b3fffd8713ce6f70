import { bounds, type Hello } from '../../shared/feed/frames.ts';
import type { World } from '../world.ts';

/** The patches that a returning console missed; undefined where a snapshot serves it better, or is all there is. */
export function missedPatches(world: World, resume: Hello['resume']): readonly Buffer[] | undefined {
  if (resume === undefined) return undefined;
  const missed = world.since(resume.epoch, resume.seq)?.map(({ text }) => Buffer.from(text));
  if (missed === undefined) return undefined;
  const bytes = missed.reduce((sum, text) => sum + text.length, 0);
  const fits = missed.every((text) => text.length <= bounds.gatewayFrameBytes);
  return fits && bytes <= bounds.sessionBufferBytes ? missed : undefined;
}
