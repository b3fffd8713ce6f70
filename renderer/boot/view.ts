import type { Settings } from '../../shared/bridge.ts';
import { boardIds, type Board } from '../../shared/model/board.ts';
import type { SettingName } from '../../shared/settings/settingSpecs.ts';
import type { Mode } from '../store/uiState.ts';

/** What the address asks for; it overrides the settings, so that a thin display needs nothing but a URL. */
export interface View {
  readonly board: Board;
  readonly mode: Mode;
  readonly theme: Settings['theme'];
  readonly wallScale: number;
  /** What this display is called. */
  readonly display?: string | undefined;
  /** Per cent, of a workstation. */
  readonly zoom: number;
  readonly motion: Settings['motion'];
}

/** The part of an address that gives each setting. */
const parameters = {
  board: 'board',
  mode: 'mode',
  theme: 'theme',
  wallScale: 'scale',
  zoom: 'zoom',
  motion: 'motion',
} as const satisfies Partial<Record<SettingName, string>>;

/** Reads `?mode=wall&board=health&theme=light&scale=1.2&zoom=125&display=lobby`; what makes no sense is ignored. */
export function viewOf(search: string, settings: Settings): View {
  const query = new URLSearchParams(search);
  const oneOf = <Value extends string>(name: string, values: readonly Value[], otherwise: Value): Value =>
    values.find((value) => value === query.get(name)) ?? otherwise;
  const within = (name: string, least: number, most: number, otherwise: number): number => {
    const value = Number(query.get(name));
    return value >= least && value <= most ? value : otherwise;
  };
  return {
    board: oneOf('board', boardIds, settings.board),
    mode: oneOf('mode', ['wall', 'workstation'], settings.mode),
    theme: oneOf('theme', ['dark', 'light', 'contrast', 'system'], settings.theme),
    display: query.get('display')?.slice(0, 60),
    wallScale: within('scale', 0.5, 4, settings.wallScale),
    zoom: within('zoom', 80, 200, settings.zoom),
    motion: oneOf('motion', ['system', 'reduced'], settings.motion),
  };
}

/** The settings that the address gives, whatever is kept. */
export function givenByAddress(search: string): readonly SettingName[] {
  const query = new URLSearchParams(search);
  return Object.entries(parameters).flatMap(([name, parameter]) =>
    // The table's keys are names of settings.
    query.has(parameter) ? [name as keyof typeof parameters] : [],
  );
}

/** Puts the view on the document and keeps the wall's type in proportion to the window. Returns its undo. */
export function dress(root: HTMLElement, view: View): () => void {
  const light = window.matchMedia('(prefers-color-scheme: light)');
  const contrast = window.matchMedia('(prefers-contrast: more)');
  const apply = (): void => {
    const system = contrast.matches ? 'contrast' : light.matches ? 'light' : 'dark';
    root.dataset['theme'] = view.theme === 'system' ? system : view.theme;
    root.dataset['mode'] = view.mode;
    root.dataset['motion'] = view.motion;
    const fit = Math.min(window.innerWidth / 1920, window.innerHeight / 1080);
    root.style.setProperty('--wall-scale', String(Math.max(0.5, fit) * view.wallScale));
    root.toggleAttribute('data-zoomed', view.mode === 'workstation' && view.zoom > 100);
    root.style.setProperty('--zoom', String(view.zoom / 100));
  };
  apply();
  window.addEventListener('resize', apply);
  const media = [light, contrast];
  for (const query of media) query.addEventListener('change', apply);
  return () => {
    window.removeEventListener('resize', apply);
    for (const query of media) query.removeEventListener('change', apply);
  };
}
