import type { ConsoleBridge, Settings } from '../../shared/bridge.ts';
import { reasonOf } from '../../shared/reasonOf.ts';
import { err, ok } from '../../shared/result.ts';
import type { ConsoleStore } from './store.ts';
import type { ConsoleActions } from './consoleActions.ts';

type SettingsActions = Pick<
  ConsoleActions,
  'changeSettings' | 'resetSettings' | 'tryConnection' | 'keepLayout' | 'exportSettings'
>;

/** The actions that keep settings; what is refused is told in one sentence. */
export function settingsActions(
  store: ConsoleStore,
  bridge: Pick<ConsoleBridge, 'settings' | 'tryConnection'>,
  notice: (text: string) => void,
): SettingsActions {
  const keep = async (work: () => Promise<Settings>): Promise<string | undefined> => {
    try {
      store.setState({ settings: await work() });
      return undefined;
    } catch (error) {
      return reasonOf(error);
    }
  };
  return {
    changeSettings: (patch) => keep(() => bridge.settings.set(patch)),
    async resetSettings(names) {
      const problem = await keep(() => bridge.settings.reset(names));
      if (problem !== undefined) notice(problem);
    },
    keepLayout: (name) => keep(() => bridge.settings.keepLayout(name)),
    async tryConnection(change, when) {
      try {
        return ok(await bridge.tryConnection(change, when));
      } catch (error) {
        return err(reasonOf(error));
      }
    },
    async exportSettings() {
      try {
        notice(`The settings are written: ${await bridge.settings.exported()}. They hold no secrets.`);
      } catch (error) {
        notice(reasonOf(error));
      }
    },
  };
}
