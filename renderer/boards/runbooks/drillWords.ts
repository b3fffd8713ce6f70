import type { Drill } from '../../../shared/model/drill.ts';
import { listed } from '../../../shared/rules/listed.ts';
import { dayText } from '../../../shared/rules/objectiveWords.ts';
import { roughText, sentenceText, spanText, utcMinute } from '../../../shared/rules/durations.ts';

const ends: Readonly<Record<Drill['ended'], string>> = {
  time: 'ended by itself',
  person: 'ended by hand',
  restart: 'ended by a restart of the console',
};

/** "Last cut-the-cable drill 9 Nov, 14 min"; "No cut-the-cable drill on record". */
export function lastDrillText([last]: readonly Drill[]): string {
  return last === undefined
    ? 'No cut-the-cable drill on record'
    : `Last cut-the-cable drill ${dayText(last.from)}, ${roughText(last.to - last.from)}`;
}

/** "25 Nov 03:16 UTC · 4 min 12 s of 5 min". */
export const drillTitle = ({ from, to, plannedMs }: Drill): string =>
  `${dayText(from)} ${utcMinute(from)} UTC · ${sentenceText(to - from).replace(/ 0 s$/, '')} of ${spanText(plannedMs)}`;

/** What was cut, by whom, and how it ended. */
export const drillFacts = ({ shell, gateway, by, ended }: Drill): string =>
  `${by} · ${shell === 'desktop' ? 'desktop app' : 'browser'}, cut off from ${gateway.replace(/^wss?:\/\//, '').replace(/\/feed$/, '')} · ${ends[ended]}`;

/** How it went, a line for each thing that was tried. */
export function drillLines(drill: Drill): readonly (readonly [what: string, words: string])[] {
  const { readiness, runbooks, searches, ticks, acts, actsTotal, missed } = drill;
  const carried = runbooks.filter(({ isCarriedOut }) => isCarriedOut).map(({ title }) => title);
  const opened = runbooks.filter(({ isCarriedOut }) => !isCarriedOut).map(({ title }) => title);
  const toldActs = acts.map(({ what, fate, message }) =>
    message === undefined ? `${what}: ${fate}` : `${what}: ${fate}, ${message.replace(/\.$/, '')}`,
  );
  const more = actsTotal - ticks - acts.length;
  const lines: readonly (readonly [string, string])[] = [
    ['Readiness', readiness === undefined ? 'not known' : `${readiness.usable} of ${readiness.rules} rules`],
    ['Carried out', carried.join(', ')],
    ['Opened', opened.join(', ')],
    ['Searched', searches.map(({ words, found }) => `“${words}”, ${found} found`).join(' · ')],
    ['Steps', ticks === 0 ? '' : `${ticks} marked`],
    ['Acts', [...toldActs, more > 0 ? `${more} more` : ''].filter(Boolean).join(' · ')],
    ['Missed', missedText(missed)],
  ];
  return lines.filter(([, words]) => words !== '');
}

function missedText(missed: Drill['missed']): string {
  if (missed === undefined) return 'not known';
  const { opened, resolved, worst } = missed;
  if (opened + resolved === 0) return 'nothing';
  const counts = listed(
    [opened === 0 ? '' : `${opened} opened`, resolved === 0 ? '' : `${resolved} resolved`].filter(Boolean),
  );
  return [counts, ...worst.map(({ id, severity, title }) => `${severity} ${id}, ${title}`)].join(' · ');
}
