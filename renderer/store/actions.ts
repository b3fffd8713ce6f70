import type { ConsoleBridge } from '../../shared/bridge.ts';
import { readSound } from '../../shared/model/soundSettings.ts';
import { pressed, seen } from '../selectors/presence.ts';
import { contactActions } from './contactActions.ts';
import { desktopActions } from './desktopActions.ts';
import type { ConsoleStore } from './store.ts';
import type { ConsoleActions } from './consoleActions.ts';
import type { UiState } from './uiState.ts';
import { settingsActions } from './settingsActions.ts';
import { reasonOf } from '../../shared/reasonOf.ts';

/** The actions of a console: each changes the store, or asks the bridge. */
export function createActions(store: ConsoleStore, bridge: ConsoleBridge): ConsoleActions {
  const setUi = (change: Partial<UiState>): void =>
    store.setState((state) => ({ ui: { ...state.ui, ...change } }));
  const notice = (text: string): void =>
    store.setState((state) => ({
      notices: [...state.notices, { id: `${Date.now()}-${text}`, text }].slice(-5),
    }));
  return {
    ...contactActions(store, bridge),
    ...desktopActions(store, bridge.desktop, notice),
    select: (selected) => setUi({ selected, act: undefined }),
    setBoard: (board) => setUi({ board, act: undefined }),
    openView: (view) => store.setState(({ ui }) => ({ ui: { ...ui, queue: { ...ui.queue, view } } })),
    changeView: (name, change) =>
      store.setState(({ ui }) => {
        const { [name]: before, ...others } = ui.queue.changes;
        const changes = change === undefined ? others : { ...others, [name]: { ...before, ...change } };
        return { ui: { ...ui, queue: { ...ui.queue, changes } } };
      }),
    async keepViews(change) {
      try {
        // Another window of this console may have kept one meanwhile.
        const { queueViews } = await bridge.settings.get();
        const settings = await bridge.settings.set({ queueViews: [...change(queueViews)] });
        store.setState({ settings });
        return true;
      } catch (error) {
        notice(reasonOf(error));
        return false;
      }
    },
    viewHandoff: (handoff) => setUi({ handoff }),
    viewBurn: (change) => store.setState(({ ui }) => ({ ui: { ...ui, burn: { ...ui.burn, ...change } } })),
    viewRunbooks: (change) =>
      store.setState(({ ui }) => ({ ui: { ...ui, runbooks: { ...ui.runbooks, ...change } } })),
    viewFigures: (change) =>
      store.setState(({ ui }) => ({ ui: { ...ui, figures: { ...ui.figures, ...change } } })),
    openAct: (act) => setUi({ act }),
    showKeys: (showsKeys) => setUi({ showsKeys }),
    askPerson: (asksPerson) => setUi({ asksPerson }),
    showPassed: (showsPassed) => setUi({ showsPassed }),
    notePress: () =>
      store.setState((state) => {
        // Before the first welcome nobody is known.
        if (state.person === '') return state;
        const presences = pressed(state.presences, state.person, Date.now() + state.clockOffsetMs);
        return presences === state.presences ? state : { presences };
      }),
    recallPresence: (kept) => store.setState((state) => ({ presences: { ...kept, ...state.presences } })),
    seeAbsence: () => store.setState((state) => ({ presences: seen(state.presences, state.person) })),
    showOutbox: (showsOutbox) => setUi({ showsOutbox }),
    showSound: (showsSound) => setUi({ showsSound }),
    async keepSound(change) {
      try {
        // Another window of this console may have snoozed it meanwhile.
        const { sound } = readSound((await bridge.settings.get()).sound);
        store.setState({ settings: await bridge.settings.set({ sound: change(sound) }) });
      } catch (error) {
        notice(reasonOf(error));
      }
    },
    mayNotify: () => bridge.notifications.permission(),
    askNotifications: () => bridge.notifications.ask(),
    dismissReunion: () => store.setState({ reunion: undefined }),
    openRunbook: (selected) =>
      store.setState(({ ui }) => ({
        ui: { ...ui, board: 'runbooks', act: undefined, runbooks: { ...ui.runbooks, selected, search: '' } },
      })),
    async breakGlass() {
      try {
        const isSealed = store.getState().feed.sealedContacts !== undefined;
        const contacts = isSealed ? 'Contacts are locked, and not in it' : 'It holds contacts';
        notice(`The break-glass copy is written: ${await bridge.breakGlass()}. ${contacts}.`);
      } catch (error) {
        notice(reasonOf(error));
      }
    },
    async exportRecord(wanted) {
      try {
        return await bridge.exportRecord(wanted);
      } catch (error) {
        return reasonOf(error);
      }
    },
    async discard(id) {
      try {
        await bridge.discard(id);
      } catch (error) {
        notice(reasonOf(error));
      }
    },
    async choosePerson(person) {
      try {
        const settings = await bridge.settings.set({ person });
        // Acts given before the gateway has answered are this person's already.
        store.setState((state) => ({ settings, person: state.vouched ? state.person : person }));
        setUi({ asksPerson: false });
      } catch (error) {
        notice(reasonOf(error));
      }
    },
    ...settingsActions(store, bridge, notice),
    openSettings: (settingsSection) => setUi({ board: 'settings', act: undefined, settingsSection }),
    showPalette: (showsPalette) => setUi({ showsPalette }),
    showGuide: (showsGuide) => setUi({ showsGuide }),
    dismissNotice: (id) =>
      store.setState((state) => ({ notices: state.notices.filter((kept) => kept.id !== id) })),
    openLink: (url) => void bridge.openLink(url).catch((error: unknown) => notice(reasonOf(error))),
    reconnect: () => void bridge.reconnect().catch((error: unknown) => notice(reasonOf(error))),
    async beginDrill(minutes, readiness) {
      try {
        await bridge.drill.begin({ minutes, readiness });
        return true;
      } catch (error) {
        notice(reasonOf(error));
        return false;
      }
    },
    // What is not noted is missing in the record, and stops nobody.
    noteDrill: (use) => void bridge.drill.note(use).catch(() => undefined),
    ask: (name, params) => bridge.ask(name, params),
    library: bridge.library,
    async readDraft(id) {
      try {
        return await bridge.drafts.get(id);
      } catch (error) {
        notice(reasonOf(error));
        return undefined;
      }
    },
    async keepDraft(id, draft) {
      try {
        await bridge.drafts.set(id, draft);
        return true;
      } catch (error) {
        notice(reasonOf(error));
        return false;
      }
    },
    async send(name, params) {
      try {
        return await bridge.send(name, params);
      } catch (error) {
        notice(reasonOf(error));
        return undefined;
      }
    },
  };
}
