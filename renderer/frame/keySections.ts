import { handoffKeys } from '../boards/handoff/handoffKeys.ts';
import { moreKey, queueActs } from '../boards/queue/acts.ts';
import { yesKey } from '../boards/queue/automationActs.ts';
import { settingsKeys } from '../boards/settings/settingsKeys.ts';
import { boardIds } from '../../shared/model/board.ts';
import { boards } from '../boards/boards.ts';

/** Keys and what they do; the last part names each act whole where the second does not, for the palette. */
export type KeyEntry = readonly [keys: string, does: string, names?: readonly string[]];

/** Keys that are of use together; what each entry's keys do, in a few words. */
export interface KeySection {
  readonly title: string;
  readonly keys: readonly KeyEntry[];
}

/** `A` -> `Shift A`: a key as the lists name it. */
export const withShift = (key: string): string => key.replace(/^[A-Z]$/, 'Shift $&');

/** The keys that do the same wherever one is: no board gives them another meaning. */
export const everywhere: KeySection = {
  title: 'Everywhere',
  keys: [
    ...boardIds.map((id) => [`g ${boards[id].key}`, boards[id].title] as const),
    ['Ctrl K', 'search, or run a command'],
    ['w', 'who is at this console'],
    ['Shift M', 'what came and went'],
    ['Shift Q', 'sound: snooze, test, quiet hours'],
    ['Shift O', 'acts that wait or were refused'],
    ['Shift U', 'contacts: unlock them, lock them'],
    ['Shift N', 'this board in a window of its own; desktop app'],
    ['Ctrl Shift K', 'kiosk: enter it, leave it; desktop app'],
    ['F1', 'what to do while the feed is lost'],
    ['F2', 'end the drill'],
    ['Ctrl Enter', 'send what is written'],
    ['Esc', 'close'],
    ['?', 'this list'],
  ],
};

/** The keys of each board that has any; no key means two things on one. */
export const boardSections: readonly KeySection[] = [
  {
    title: boards.queue.title,
    keys: [
      ['j k ↑ ↓', 'next, previous row; arrows: of the silences while they are shown'],
      ['Space', 'mark the row, for an act on several'],
      ['Shift ↑ ↓', 'mark further rows'],
      ['Shift A', 'mark all rows in view, or none'],
      ['1–9', 'views of the queue'],
      ['v', 'columns, order and name of the view'],
      ['/', 'filter'],
      ['a', 'acknowledge'],
      ...queueActs.map(({ key, does }) => [withShift(key), does] as const),
      [moreKey.key, moreKey.does],
      [yesKey.key, yesKey.does],
      ['f', 'open, close the symptoms of a cause'],
      ['r', 'runbook for the incident'],
      ['l', 'links: dashboards, logs, traces'],
      ['Shift S', 'silences'],
      [
        '+ -',
        'extend, expire the chosen silence',
        ['extend the chosen silence', 'expire the chosen silence'],
      ],
    ],
  },
  {
    title: boards.burn.title,
    keys: [
      ['j k', 'next, previous objective'],
      ['Enter', 'to the objective'],
      ['/', 'search'],
      ['1–6', 'span of the charts'],
      ['y', 'copy the PromQL'],
      ['p v', 'copy the chart as PNG, as CSV', ['copy the chart as PNG', 'copy the chart as CSV']],
    ],
  },
  {
    title: boards.runbooks.title,
    keys: [
      ['j k', 'next, previous runbook'],
      ['Enter', 'to the text'],
      ['/', 'search'],
      ['l', 'large type'],
      [
        'x f u',
        'step done, failed, not marked after all',
        ['step done', 'step failed', 'step not marked after all'],
      ],
      ['Shift J K', 'next, previous step'],
      ['i e', 'incident of the run, end of the run'],
      ['h', 'alert rules without a usable runbook'],
      ['d', 'drill: cut this console off on purpose'],
      ['1–3', 'length of the drill'],
      ['Shift B', 'break-glass copy of it all'],
    ],
  },
  {
    title: boards.rota.title,
    keys: [
      ['← → [ ]', 'a day, a week back and on'],
      ['t', 'today'],
      ['p', 'turns of one person'],
      ['l', 'load of each person'],
      ['↑ ↓', 'next, previous stand-in'],
      ['o x', 'propose a stand-in, a swap', ['propose a stand-in', 'propose a swap']],
      [
        'a d c',
        'approve, decline, cancel the chosen stand-in',
        ['approve the chosen stand-in', 'decline the chosen stand-in', 'cancel the chosen stand-in'],
      ],
    ],
  },
  {
    title: boards.figures.title,
    keys: [
      ['1–7', 'span of the figures'],
      ['v', 'save the figures as CSV'],
      ['Shift V', 'save the incidents as CSV'],
    ],
  },
  { title: boards.handoff.title, keys: handoffKeys },
  { title: boards.settings.title, keys: settingsKeys },
];
