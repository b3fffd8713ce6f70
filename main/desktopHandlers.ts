import type { desktopQuestions } from '../shared/desktop.ts';
import { answered, done, refuse, type IpcHandlers } from './ipc.ts';
import type { Kiosk } from './kiosk.ts';
import type { Operators } from './operators.ts';
import { tooManyWindows, type ConsoleWindows } from './windows.ts';

/** The questions about the desktop itself, each with its answer. */
export type DesktopHandlers = Pick<IpcHandlers, keyof typeof desktopQuestions>;

/** What a page may ask of its windows and its kiosk. */
export const desktopHandlers = ({
  windows,
  kiosk,
  operators,
}: {
  readonly windows: Pick<ConsoleWindows, 'begun' | 'heard' | 'openBoard'>;
  readonly kiosk: Kiosk;
  readonly operators: Operators;
}): DesktopHandlers => ({
  'page.begin': async (_payload, sender) => ({ ok: true, value: windows.begun(sender) }),
  'page.live': async (life, sender) => {
    windows.heard(sender, life);
    return done;
  },
  'kiosk.enter': async () => answered(kiosk.enter()),
  'kiosk.leave': async ({ code }) => answered(await kiosk.leave(code)),
  'kiosk.setCode': async ({ code, present }) => answered(await kiosk.setCode(code, present)),
  'operator.list': async () => ({ ok: true, value: operators.list() }),
  'operator.keep': async (operator) => answered(operators.keep(operator)),
  'operator.forget': async ({ name }) => answered(operators.forget(name)),
  'operator.switch': async ({ name }) => answered(operators.switchTo(name)),
  'window.open': async ({ board, at }) => {
    if (kiosk.standing().isLocked)
      return refuse('refused', 'A kiosk opens no further windows: leave it first (Ctrl Shift K).');
    return windows.openBoard(board, at) ? done : refuse('refused', tooManyWindows);
  },
});
