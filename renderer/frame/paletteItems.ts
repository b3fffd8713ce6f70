import { capital } from '../../shared/rules/capital.ts';
import type { Board } from '../../shared/model/board.ts';
import type { Incident } from '../../shared/model/incident.ts';
import { settingSections, type SettingSection } from '../../shared/settings/settingSpec.ts';
import { settingSpecs, settingNames } from '../../shared/settings/settingSpecs.ts';
import { boards } from '../boards/boards.ts';
import { fitsIncident, queueActs } from '../boards/queue/acts.ts';
import { fuzzyScore } from './fuzzy.ts';
import { actsOf, type KeyPress } from './keyPresses.ts';
import { boardSections, everywhere, withShift } from './keySections.ts';

/** What choosing a line does. */
export type PaletteDeed =
  | { readonly kind: 'press'; readonly presses: readonly KeyPress[] }
  | { readonly kind: 'incident' | 'runbook'; readonly id: string }
  | { readonly kind: 'settings'; readonly section: SettingSection };

/** A line of the palette. */
export interface PaletteItem {
  readonly id: string;
  readonly name: string;
  /** What it is: the board that the act is of, an incident's severity, a runbook. */
  readonly about: string;
  /** Found by these too, without their being shown. */
  readonly also?: string;
  /** The keys that do the same. */
  readonly keys?: string;
  readonly deed: PaletteDeed;
}

/** What the palette must know. */
export interface PaletteSight {
  readonly board: Board;
  readonly isLost: boolean;
  readonly isDrill: boolean;
  readonly isDesktop: boolean;
  readonly selected: Incident | undefined;
  readonly incidents: readonly Incident[];
  readonly runbooks: readonly { readonly id: string; readonly title: string }[];
}

/** Lines that are shown at most: more are found by typing on. */
const mostShown = 50;

/** Everything that can be done or opened now. */
export function paletteItems(sight: PaletteSight): readonly PaletteItem[] {
  const section = boardSections.find(({ title }) => title === boards[sight.board].title);
  const acts = [section, everywhere].flatMap((keys) =>
    (keys?.keys ?? []).flatMap(actsOf).map((act): PaletteItem => ({
      id: `act ${keys?.title ?? ''} ${act.keys}`,
      name: capital(act.name),
      about: act.keys.startsWith('g ') ? 'board' : (keys?.title ?? ''),
      keys: act.keys,
      deed: { kind: 'press', presses: act.presses },
    })),
  );
  return [
    ...acts.filter((item) => isPossible(item, sight)),
    ...sight.incidents.map(({ id, title, severity, status }): PaletteItem => ({
      ...{ id: `incident ${id}`, name: `${id} ${title}`, about: `${severity}, ${status}` },
      deed: { kind: 'incident', id },
    })),
    ...sight.runbooks.map(({ id, title }): PaletteItem => ({
      ...{ id: `runbook ${id}`, name: title, about: 'runbook', also: id, deed: { kind: 'runbook', id } },
    })),
    ...Object.entries(settingSections).map(([id, { title }]): PaletteItem => ({
      ...{ id: `settings ${id}`, name: `Settings: ${title}`, about: 'settings' },
      also: settingNames
        .filter((name) => settingSpecs[name].section === id)
        .map((name) => settingSpecs[name].label)
        .join(' '),
      // The table's keys.
      deed: { kind: 'settings', section: id as SettingSection },
    })),
  ];
}

/** What would do nothing now is not offered. */
function isPossible({ keys, about, name }: PaletteItem, sight: PaletteSight): boolean {
  const { board, isLost, isDrill, isDesktop, selected } = sight;
  if (about === everywhere.title) {
    if (keys === 'Esc' || keys === 'Ctrl Enter' || keys === 'Ctrl K') return false;
    if (keys === 'F2' && !isDrill) return false;
    return (keys !== 'F1' || isLost) && (isDesktop || !name.endsWith('desktop app'));
  }
  if (about === 'board') return keys !== `g ${boards[board].key}`;
  if (board !== 'queue') return true;
  const act = queueActs.find(({ key }) => withShift(key) === keys);
  return act === undefined
    ? keys !== 'a' || selected?.acknowledged === undefined
    : fitsIncident(act, selected);
}

/** The lines that answer what was typed, the best first; all of them, in their order, where nothing was. */
export function foundItems(items: readonly PaletteItem[], typed: string): readonly PaletteItem[] {
  if (typed.trim() === '') return items.slice(0, mostShown);
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean);
  return items
    .flatMap((item) => {
      const score = fuzzyScore(typed, item.name);
      if (score !== undefined) return [{ item, score }];
      // By what is not its name, it is found after all that is, and by whole pieces alone.
      const text = `${item.name} ${item.about} ${item.also ?? ''}`.toLowerCase();
      return words.every((word) => text.includes(word)) ? [{ item, score: -1 }] : [];
    })
    .sort((a, b) => b.score - a.score)
    .slice(0, mostShown)
    .map(({ item }) => item);
}
