import type { World } from '../world.ts';

/** The whole state as frames, made once for all sessions that need it. */
export interface SnapshotFrames {
  readonly seq: number;
  readonly frames: readonly Buffer[];
  readonly bytes: number;
}

/** Keeps the last snapshot's frames: after a restart every console asks for the same one. */
export function snapshotFramesOf(world: World): () => SnapshotFrames {
  let held: SnapshotFrames | undefined;
  return () => {
    world.flush();
    if (held?.seq !== world.seq) {
      const frames = world.snapshot().map((text) => Buffer.from(text));
      held = { seq: world.seq, frames, bytes: frames.reduce((sum, frame) => sum + frame.length, 0) };
    }
    return held;
  };
}
