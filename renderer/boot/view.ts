import type { Settings } from '../../shared/bridge.ts';
import type { Board, Mode } from '../store/store.ts';

/** What the address asks for; it overrides the settings, so that a thin display needs nothing but a URL. */
export interface View {
  readonly board: Board;
  readonly mode: Mode;
  readonly theme: Settings['theme'];
  readonly wallScale: number;
}

/** Reads `?mode=wall&board=health&theme=light&scale=1.2`; what makes no sense is ignored. */
export function viewOf(search: string, settings: Settings): View {
  const query = new URLSearchParams(search);
  const oneOf = <Value extends string>(name: string, values: readonly Value[], otherwise: Value): Value =>
    values.find((value) => value === query.get(name)) ?? otherwise;
  const scale = Number(query.get('scale'));
  return {
    board: oneOf('board', ['health', 'queue'], settings.board),
    mode: oneOf('mode', ['wall', 'workstation'], settings.mode),
    theme: oneOf('theme', ['dark', 'light', 'system'], settings.theme),
    wallScale: scale >= 0.5 && scale <= 4 ? scale : settings.wallScale,
  };
}

/** Puts the view on the document and keeps the wall's type in proportion to the window. Returns its undo. */
export function dress(root: HTMLElement, view: View): () => void {
  const light = window.matchMedia('(prefers-color-scheme: light)');
  const apply = (): void => {
    const system = light.matches ? 'light' : 'dark';
    root.dataset['theme'] = view.theme === 'system' ? system : view.theme;
    root.dataset['mode'] = view.mode;
    const fit = Math.min(window.innerWidth / 1920, window.innerHeight / 1080);
    root.style.setProperty('--wall-scale', String(Math.max(0.5, fit) * view.wallScale));
  };
  apply();
  window.addEventListener('resize', apply);
  light.addEventListener('change', apply);
  return () => {
    window.removeEventListener('resize', apply);
    light.removeEventListener('change', apply);
  };
}
