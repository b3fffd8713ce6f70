import './withoutEval.ts';
import { createBrowserBridge } from './browserBridge.ts';
import { mount } from './mount.tsx';

await mount(await createBrowserBridge(window));
