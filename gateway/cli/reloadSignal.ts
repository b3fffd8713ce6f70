/**
 * Runs `reload` at each SIGHUP. Under a person's terminal SIGHUP still means that the terminal is gone, and ends the
 * process as it always did.
 */
export function reloadSignal(reload: () => void): { dispose(): void } {
  if (process.stdin.isTTY) return { dispose: () => undefined };
  process.on('SIGHUP', reload);
  return { dispose: () => void process.off('SIGHUP', reload) };
}
