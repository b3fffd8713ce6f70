import '@fontsource/ibm-plex-sans/latin-400.css';
import '@fontsource/ibm-plex-sans/latin-500.css';
import '@fontsource/ibm-plex-sans/latin-600.css';
import '@fontsource/ibm-plex-mono/latin-400.css';
import '@fontsource/ibm-plex-mono/latin-500.css';
import '../styles/tokens.css';
import '../styles/base.css';
import { createRoot } from 'react-dom/client';
import type { ConsoleBridge } from '../../shared/bridge.ts';
import { App } from '../App.tsx';
import { createActions } from '../store/actions.ts';
import { connectBridge } from '../store/connectBridge.ts';
import { ConsoleContext, createConsoleStore } from '../store/store.ts';
import { dress, viewOf } from './view.ts';

/** Draws the console over a bridge; the rest of the renderer does not know which shell it is in. */
export async function mount(bridge: ConsoleBridge): Promise<void> {
  const settings = await bridge.settings.get();
  const view = viewOf(window.location.search, settings);
  dress(document.documentElement, view);
  const store = createConsoleStore(settings, bridge.capabilities, view);
  const actions = createActions(store, bridge);
  connectBridge(store, bridge);
  const root = document.getElementById('root');
  if (root === null) throw new Error('The page has no #root.');
  createRoot(root).render(
    <ConsoleContext value={{ store, actions }}>
      <App />
    </ConsoleContext>,
  );
}
