import { offerFile } from '../components/offerFile.ts';
import type { BridgeUpdate, ConsoleBridge } from '../../shared/bridge.ts';
import { settingsStanding, unmanaged } from '../../shared/settings/ownSettings.ts';
import { settingsFileText } from '../../shared/settings/settingsFile.ts';
import { withoutSecrets } from '../../shared/settings/settings.ts';
import type { openBrowserSettings } from './browserSettings.ts';
import type { PageSettings } from './personInAddress.ts';

interface PageSettingsDeps {
  readonly page: Pick<Window, 'addEventListener'>;
  readonly kept: ReturnType<typeof openBrowserSettings>;
  /** Those, under what the address gives. */
  readonly laidOver: PageSettings;
  /** Of the page's own gateway. */
  readonly feedUrl: string;
  readonly tell: (update: BridgeUpdate) => void;
}

/** The settings as a page's bridge offers them; each change is told, one of another tab too. */
export function pageSettings({ page, kept, laidOver, feedUrl, tell }: PageSettingsDeps): {
  readonly settings: ConsoleBridge['settings'];
  readonly tellSettings: () => void;
} {
  const tellSettings = (): void => {
    const { person } = laidOver.current();
    const named = person === kept.current().person ? {} : { person };
    const standing = settingsStanding(kept.own(), unmanaged, { ...named, gatewayUrl: feedUrl }, false);
    tell({ kind: 'settings', standing });
  };
  page.addEventListener('storage', () => {
    if (kept.reread()) tellSettings();
  });
  return {
    tellSettings,
    settings: {
      get: async () => withoutSecrets(laidOver.current()),
      async set(patch) {
        const next = await laidOver.set(patch);
        tellSettings();
        return withoutSecrets(next);
      },
      async reset(names) {
        const next = await kept.reset(names);
        tellSettings();
        return withoutSecrets(next);
      },
      exported: async () => download(settingsFileText(kept.own())),
      keepLayout: async () => {
        throw new Error('A page in a browser is on one display; the desktop app has layouts.');
      },
    },
  };
}

function download(text: string): string {
  const name = 'watchfloor-settings.json';
  offerFile(new Blob([text], { type: 'application/json' }), name);
  return `your downloads as ${name}`;
}
