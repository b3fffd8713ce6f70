import type { Handoff, Signature } from '../model/handoff.ts';
import { utcSecond } from './durations.ts';
import { offRotaWords } from './handoffWords.ts';
import { isolated } from './isolated.ts';

/** A closed handoff in a few lines, for people who read it in a chat or a mail; the notes last, for they are long. Pure. */
export function handoffSummary(handoff: Handoff): string {
  const { id, from, to, outgoing, incoming, takeover, items, acceptances, promises, notes } = handoff;
  const given =
    takeover === undefined
      ? signedWords(outgoing)
      : `nobody: ${isolated(takeover.by)} took over (${isolated(takeover.reason)})`;
  const poor = items.filter(({ tick }) => tick !== undefined && tick.evidence.state !== 'good');
  const unticked = items.filter(({ tick }) => tick === undefined);
  const promised = promises.filter(({ done }) => done === undefined);
  return [
    `${from.site}, ${from.name}: ${given}`,
    `${to.site}, ${to.name}: ${signedWords(incoming)}`,
    ...poor.map(
      ({ name, tick }) => `${name}: ${tick?.evidence.state ?? ''}. ${isolated(tick?.comment ?? '')}`,
    ),
    ...(unticked.length === 0 ? [] : [`Not ticked: ${unticked.map(({ name }) => name).join(', ')}`]),
    ...acceptances.map(({ incident, severity, title }) => `Accepted: ${incident} (${severity}) ${title}`),
    ...promised.map(({ id: promise, by, text }) => `Promised: ${promise} ${isolated(`${text}, by ${by}`)}`),
    `The whole record: ${id} on the handoff board`,
    `Notes: ${notes.text.trim() === '' ? 'none' : notes.text.trim()}`,
  ].join('\n');
}

const signedWords = (signed: Signature | undefined): string =>
  signed === undefined
    ? 'not signed'
    : `${isolated(signed.by)} at ${utcSecond(signed.at)} UTC${signed.onRota === false ? `, ${offRotaWords}` : ''}`;
