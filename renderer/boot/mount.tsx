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
import { SoundContext } from '../sound/soundDesk.ts';
import { startPageNotifications, startPageSound } from './pageSound.ts';
import { createActions } from '../store/actions.ts';
import { connectBridge } from '../store/connectBridge.ts';
import { ConsoleContext, createConsoleStore } from '../store/store.ts';
import { followSettings } from './followSettings.ts';
import { givenByAddress, viewOf } from './view.ts';
import { tellLife } from './life.ts';

/** Draws the console over a bridge; the rest of the renderer does not know which shell it is in. */
export async function mount(bridge: ConsoleBridge): Promise<void> {
  const settings = await bridge.settings.get();
  const search = (): string => window.location.search;
  const { desktop } = bridge;
  // A page without what it showed is better than none.
  const begun = await desktop?.begin().catch(() => undefined);
  const view = viewOf(search(), settings);
  const store = createConsoleStore(settings, bridge.capabilities, view, begun?.view);
  store.setState({ givenByAddress: givenByAddress(search()) });
  followSettings(store, document.documentElement, search);
  const actions = createActions(store, bridge);
  connectBridge(store, bridge);
  const sound = startPageSound(store, bridge.voice);
  startPageNotifications({ store, actions, notifications: bridge.notifications });
  if (desktop !== undefined) {
    desktop.onShow(actions.showLink);
    if (begun?.link !== undefined) actions.showLink(begun.link);
    tellLife(store, desktop, window);
  }
  const root = document.getElementById('root');
  if (root === null) throw new Error('The page has no #root.');
  createRoot(root).render(
    <ConsoleContext value={{ store, actions }}>
      <SoundContext value={sound}>
        <App />
      </SoundContext>
    </ConsoleContext>,
  );
}
