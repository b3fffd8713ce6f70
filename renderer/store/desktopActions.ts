import type { DesktopBridge, OperatorChoice } from '../../shared/desktop.ts';
import type { Board } from '../../shared/model/board.ts';
import type { DeepLink } from '../../shared/model/deepLink.ts';
import type { SavedOperator } from '../../shared/model/savedOperator.ts';
import { reasonOf } from '../../shared/reasonOf.ts';
import { afterLink, keptViewOf, withView } from './keptView.ts';
import type { ConsoleStore } from './store.ts';

/** What boards and frame may do with the desktop; each resolves with why it was not done, or undefined. */
export interface DesktopActions {
  /** Opens or closes what is asked about the kiosk. */
  readonly askKiosk: (isAsked: boolean) => void;
  readonly enterKiosk: () => Promise<string | undefined>;
  readonly leaveKiosk: (code: string) => Promise<string | undefined>;
  readonly setKioskCode: (code: string, present: string | undefined) => Promise<string | undefined>;
  /** Opens a board in a window of its own; a refusal becomes a notice. */
  readonly openBoardWindow: (
    board: Board,
    at?: { readonly x: number; readonly y: number },
  ) => Promise<string | undefined>;
  /** The operators that this console keeps; undefined where it keeps none at all: in a browser. */
  readonly listOperators: () => Promise<readonly OperatorChoice[] | undefined>;
  readonly keepOperator: (operator: SavedOperator) => Promise<string | undefined>;
  readonly forgetOperator: (name: string) => Promise<string | undefined>;
  readonly switchOperator: (name: string) => Promise<string | undefined>;
  /** Shows what a link from outside leads to. */
  readonly showLink: (link: DeepLink) => void;
}

/** The desktop's actions; in a browser each says that there is none. */
export function desktopActions(
  store: ConsoleStore,
  desktop: DesktopBridge | undefined,
  notice: (text: string) => void,
): DesktopActions {
  const tried = async (act: (bridge: DesktopBridge) => Promise<void>): Promise<string | undefined> => {
    if (desktop === undefined) return 'Only the desktop app can do this.';
    try {
      await act(desktop);
      return undefined;
    } catch (error) {
      return reasonOf(error);
    }
  };
  return {
    askKiosk: (asksKiosk) => store.setState(({ ui }) => ({ ui: { ...ui, asksKiosk } })),
    enterKiosk: () => tried((bridge) => bridge.enterKiosk()),
    leaveKiosk: (code) => tried((bridge) => bridge.leaveKiosk(code)),
    setKioskCode: (code, present) => tried((bridge) => bridge.setKioskCode(code, present)),
    async openBoardWindow(board, at) {
      const problem = await tried((bridge) => bridge.openBoard(board, at));
      if (problem !== undefined) notice(problem);
      return problem;
    },
    listOperators: async () => desktop?.operators.list().catch(() => undefined),
    keepOperator: (operator) => tried((bridge) => bridge.operators.keep(operator)),
    forgetOperator: (name) => tried((bridge) => bridge.operators.forget(name)),
    switchOperator: (name) => tried((bridge) => bridge.operators.switchTo(name)),
    showLink(link) {
      store.setState(({ ui }) => ({ ui: withView(ui, afterLink(keptViewOf(ui), link)) }));
      if (link.kind !== 'incident') return;
      // What the console does not hold can only be said once it holds anything.
      const isKnown = (): boolean | undefined => {
        const { feed } = store.getState();
        return feed.at === 0 ? undefined : feed.entities.incident[link.id] !== undefined;
      };
      const say = (known: boolean): void => {
        if (!known) notice(`This console knows no ${link.id}: it is over and put away, or of another desk.`);
      };
      const known = isKnown();
      if (known !== undefined) return say(known);
      const undo = store.subscribe(() => {
        const later = isKnown();
        if (later === undefined) return;
        // First: what is said changes the store too.
        undo();
        say(later);
      });
    },
  };
}
