import type { KeptRunbook } from '../../../shared/library/keptLibrary.ts';
import { roughText, utcMinute, utcSince } from '../../../shared/rules/durations.ts';
import { fitOf, type ReadFor } from '../../../shared/rules/runbookFit.ts';
import type { RunbookHit } from './runbookSearch.ts';

/** A runbook of the list, and the words of the search to be marked in its title. */
export interface RunbookRow {
  readonly runbook: KeptRunbook;
  readonly terms: readonly string[];
}

/** The runbooks as rows: what was searched for by fit, else what suits the incident first, else by title. */
export function runbookRows(
  runbooks: ReadonlyMap<string, KeptRunbook>,
  hits: readonly RunbookHit[] | undefined,
  readFor: ReadFor | undefined,
): readonly RunbookRow[] {
  if (hits !== undefined) {
    return hits.flatMap(({ id, terms }) => {
      const runbook = runbooks.get(id);
      return runbook === undefined ? [] : { runbook, terms };
    });
  }
  const rows = [...runbooks.values()].map((runbook) => ({ runbook, terms: [] }));
  if (readFor === undefined) return rows;
  const fit = new Map(rows.map(({ runbook }) => [runbook, fitOf(runbook, readFor)]));
  return rows.sort((a, b) => (fit.get(b.runbook) ?? 0) - (fit.get(a.runbook) ?? 0));
}

/** What a row says under its title. */
export interface RowWords {
  readonly summary: string;
  /** "postgresql · P0 · 20 min". */
  readonly facts: string;
  /** "copied 02:00". */
  readonly copied: string;
}

/** The words of a row, made for those that are drawn. */
export function rowWords(
  { summary = '', services, severities, durationMs, copiedAt }: KeptRunbook,
  now: number,
): RowWords {
  const about = services.length > 1 ? `${services[0] ?? ''} +${services.length - 1}` : services[0];
  const facts = [about, severities[0], durationMs === undefined ? undefined : roughText(durationMs)];
  return {
    summary,
    facts: facts.filter((fact) => fact !== undefined).join(' · '),
    copied: `copied ${utcSince(copiedAt, now)}`,
  };
}

/** "owner SRE Data · reviewed 2026-11-02 · never drilled". */
export function headLine({ owner, reviewed, drilled, durationMs, severities }: KeptRunbook): string {
  return [
    severities.join(', '),
    durationMs === undefined ? '' : `takes ${roughText(durationMs)}`,
    owner === undefined ? '' : `owner ${owner}`,
    reviewed === undefined ? 'never reviewed' : `reviewed ${reviewed}`,
    drilled === undefined ? 'never drilled' : `drilled ${drilled}`,
  ]
    .filter(Boolean)
    .join(' · ');
}

/** What is said above the list of the copy on this machine; nothing where there is none. */
export function copyLine(
  total: number,
  checkedAt: number | undefined,
  shell: 'desktop' | 'browser',
  isComplete: boolean,
): string {
  if (total === 0) return '';
  const where = shell === 'browser' ? 'In this browser' : 'On this machine';
  const checked =
    checkedAt === undefined
      ? 'being checked against their digests'
      : `checked against their digests at ${utcMinute(checkedAt)} UTC`;
  return `${where}, ${checked}${isComplete ? '' : '; the search is still being made ready'}`;
}

/** The title in pieces, those that the search matched marked. */
export function markedTitle(
  title: string,
  terms: readonly string[],
): readonly { readonly text: string; readonly isMatch: boolean }[] {
  const escaped = terms.map((term) => term.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  if (escaped.length === 0) return [{ text: title, isMatch: false }];
  return title
    .split(new RegExp(`(${escaped.join('|')})`, 'iu'))
    .map((text, place) => ({ text, isMatch: place % 2 === 1 }))
    .filter(({ text }) => text !== '');
}
