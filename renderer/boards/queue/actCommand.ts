import type { CommandName } from '../../../shared/feed/commands.ts';
import type { ActDraft } from '../../components/ActForm.tsx';
import type { ActKind } from '../../store/uiState.ts';
import { isOfDesk, type GroupingKind } from './acts.ts';

/** A command ready to be sent, or what the form still lacks. */
export type ActOutcome =
  | { readonly ok: true; readonly name: CommandName; readonly params: Readonly<Record<string, unknown>> }
  | { readonly ok: false; readonly problem: string };

/** The outcome of a form that is not complete. */
export const lacks = (problem: string): ActOutcome => ({ ok: false, problem });

/** Turns a filled form into its command. */
export function actCommand(
  kind: Exclude<ActKind, 'maintain' | 'silence' | 'decline' | 'automation' | GroupingKind>,
  incident: string | undefined,
  draft: ActDraft,
): ActOutcome {
  const text = draft.text.trim();
  if (kind === 'declare') {
    const title = draft.title.trim();
    if (title === '') return lacks('Write a title: what is wrong, in one line.');
    if (draft.severity === '') return lacks('Choose a severity.');
    const params = {
      title,
      severity: draft.severity,
      ...(draft.service === '' ? {} : { service: draft.service }),
      ...(draft.category === '' ? {} : { category: draft.category }),
      ...(text === '' ? {} : { text }),
    };
    return { ok: true, name: 'incident.declare', params };
  }
  if (incident === undefined) return lacks('No incident is selected.');
  if (kind === 'assign') {
    if (draft.assignee === '') return lacks('Choose a person.');
    return { ok: true, name: 'incident.assign', params: { incident, assignee: draft.assignee } };
  }
  if (kind === 'note') {
    return text === ''
      ? lacks('Write the note first.')
      : { ok: true, name: 'incident.note', params: { incident, text } };
  }
  if (kind === 'resolve') {
    if (text === '') return lacks('Write a note: what ended it.');
    return { ok: true, name: 'incident.resolve', params: { incident, note: text } };
  }
  if (kind === 'assess') {
    if (text === '') return lacks('Write the impact: who and what is affected.');
    const severity = draft.severity === '' ? {} : { severity: draft.severity };
    return { ok: true, name: 'incident.assess', params: { incident, impact: text, ...severity } };
  }
  if (kind === 'update') {
    return text === ''
      ? lacks('Write the update first.')
      : { ok: true, name: 'incident.update', params: { incident, text } };
  }
  if (kind === 'report') {
    return text === ''
      ? lacks('Write the report first.')
      : { ok: true, name: 'incident.report', params: { incident, summary: text } };
  }
  if (text === '') return lacks('Write the reason first.');
  if (kind === 'escalate') return { ok: true, name: 'incident.escalate', params: { incident, reason: text } };
  if (kind === 'reopen') return { ok: true, name: 'incident.reopen', params: { incident, reason: text } };
  if (draft.severity === '') return lacks('Choose a severity.');
  return {
    ok: true,
    name: 'incident.reclassify',
    params: { incident, severity: draft.severity, reason: text },
  };
}

const drafts = new Map<string, ActDraft>();
const draftKey = (kind: ActKind, incident: string | undefined): string =>
  isOfDesk(kind) ? kind : `${incident ?? ''}/${kind}`;

/** The draft kept for an incident and an act; the given values where there is none. */
export const draftOf = (kind: ActKind, incident: string | undefined, initial: Partial<ActDraft>): ActDraft =>
  drafts.get(draftKey(kind, incident)) ?? {
    text: '',
    title: '',
    severity: '',
    service: '',
    assignee: '',
    change: '',
    category: '',
    services: [],
    until: '',
    outcome: '',
    source: '',
    matchers: '',
    lasts: '',
    target: '',
    signals: [],
    ...initial,
  };

/** Keeps a draft until it is sent; undefined forgets it. */
export function keepDraft(kind: ActKind, incident: string | undefined, draft: ActDraft | undefined): void {
  if (draft === undefined) drafts.delete(draftKey(kind, incident));
  else drafts.set(draftKey(kind, incident), draft);
}
