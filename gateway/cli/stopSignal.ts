import { remark } from './terminal.ts';

/** A clean stop that takes longer than this is cut short. */
const patienceMs = 10_000;

/** Resolves at the first SIGINT or SIGTERM; a second one, or a stop that hangs, ends the process at once. */
export function stopSignal(): { readonly asked: Promise<NodeJS.Signals>; dispose(): void } {
  let asks = 0;
  let impatience: NodeJS.Timeout | undefined;
  let resolve: (signal: NodeJS.Signals) => void = () => undefined;
  const asked = new Promise<NodeJS.Signals>((settle) => (resolve = settle));
  const onSignal = (signal: NodeJS.Signals): void => {
    asks += 1;
    if (asks > 1) {
      remark('stopped at once, as asked twice.');
      process.exit(1);
    }
    impatience = setTimeout(() => {
      remark(`stopped without finishing: closing took longer than ${patienceMs / 1000} s.`);
      process.exit(1);
    }, patienceMs);
    resolve(signal);
  };
  process.on('SIGINT', onSignal);
  process.on('SIGTERM', onSignal);
  return {
    asked,
    dispose() {
      clearTimeout(impatience);
      process.off('SIGINT', onSignal);
      process.off('SIGTERM', onSignal);
    },
  };
}
