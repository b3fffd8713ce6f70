/** 0 to below 1, the same for the same seed and key: no order of calls changes it. */
export function noise(seed: number, key: string): number {
  let state = (seed ^ 0x9e3779b9) >>> 0;
  for (let index = 0; index < key.length; index += 1) {
    state = Math.imul(state ^ key.charCodeAt(index), 0x01000193) >>> 0;
  }
  // Mulberry32's last step: spreads neighbouring states over the whole range.
  state = (state + 0x6d2b79f5) >>> 0;
  let mixed = Math.imul(state ^ (state >>> 15), state | 1);
  mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
  return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
}
