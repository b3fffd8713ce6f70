import './withoutEval.ts';
import type { ConsoleBridge } from '../../shared/bridge.ts';
import { mount } from './mount.tsx';

declare global {
  interface Window {
    /** Exposed by the preload script. */
    readonly watchfloor: ConsoleBridge;
  }
}

await mount(window.watchfloor);
