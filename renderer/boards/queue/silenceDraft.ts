import type { Alert } from '../../../shared/model/alert.ts';
import type { DeskInfo } from '../../../shared/model/desk.ts';
import type { Instant } from '../../../shared/model/instant.ts';
import type { LabelMatcher } from '../../../shared/model/silence.ts';
import { utcMinute } from '../../../shared/rules/durations.ts';
import { matcherText, parseMatchers } from '../../../shared/rules/matcherText.ts';
import { shiftAt } from '../../../shared/rules/shifts.ts';
import type { ActDraft } from '../../components/ActForm.tsx';
import { lacks, type ActOutcome } from './actCommand.ts';
import { untilOf } from './maintenance.ts';

const minuteMs = 60_000;

/** How long a silence may be chosen to last, in the form's order. */
export function silenceSpans(
  shifts: DeskInfo['shifts'],
  now: Instant,
): readonly { readonly id: string; readonly name: string }[] {
  const turn = shiftAt(shifts, now);
  return [
    { id: '30', name: '30 min' },
    { id: '60', name: '1 h' },
    { id: '240', name: '4 h' },
    ...(turn === undefined ? [] : [{ id: 'shift', name: `Until ${utcMinute(turn.endsAt)}, end of shift` }]),
    { id: 'until', name: 'Until a time' },
  ];
}

/** When the silence of a draft ends; undefined where that is not said yet. */
export function silenceEnd(
  { lasts, until }: Pick<ActDraft, 'lasts' | 'until'>,
  shifts: DeskInfo['shifts'],
  now: Instant,
): Instant | undefined {
  if (lasts === 'shift') return shiftAt(shifts, now)?.endsAt;
  if (lasts === 'until') return untilOf(until, now);
  return /^\d+$/.test(lasts) ? now + Number(lasts) * minuteMs : undefined;
}

/** What the form begins with: what the incident's alerts have in common, of the source of the first. */
export function silenceDraft(alerts: readonly Alert[], sources: readonly string[]): Partial<ActDraft> {
  const open = alerts.filter(({ state }) => state !== 'resolved');
  const source = open[0]?.source ?? sources[0] ?? '';
  const own = open.filter((alert) => alert.source === source);
  const matchers = [...nameMatcher(own), ...serviceMatcher(own)];
  return { source, lasts: '60', matchers: matchers.map(matcherText).join('\n') };
}

function nameMatcher(alerts: readonly Alert[]): readonly LabelMatcher[] {
  const names = [...new Set(alerts.map(({ labels }) => labels['alertname'] ?? ''))].sort();
  if (names.length === 0 || names.includes('')) return [];
  const [only = ''] = names;
  const quoted = names.map((name) => name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|');
  const value = names.length === 1 ? only : quoted;
  return [{ name: 'alertname', value, isRegex: names.length > 1, isEqual: true }];
}

/** The label by which the policy found the service, where all have the same. */
function serviceMatcher(alerts: readonly Alert[]): readonly LabelMatcher[] {
  const [first] = alerts;
  if (first?.service === undefined) return [];
  const found = Object.entries(first.labels).find(
    ([name, value]) =>
      name !== 'alertname' && value === first.service && alerts.every(({ labels }) => labels[name] === value),
  );
  return found === undefined ? [] : [{ name: found[0], value: found[1], isRegex: false, isEqual: true }];
}

/** Turns the filled form into its command. */
export function silenceCommand(draft: ActDraft, shifts: DeskInfo['shifts'], now: Instant): ActOutcome {
  const matchers = parseMatchers(draft.matchers);
  if (!matchers.ok) return lacks(matchers.error);
  if (matchers.value.length === 0) return lacks('Write at least one matcher: label="value".');
  if (draft.source === '') return lacks('No Alertmanager is known that could be asked.');
  const endsAt = silenceEnd(draft, shifts, now);
  if (endsAt === undefined) return lacks('Say until when, as hours and minutes in UTC.');
  const comment = draft.text.trim();
  if (comment === '') return lacks('Write a comment: why these alerts may be hidden.');
  const params = { source: draft.source, matchers: matchers.value, endsAt, comment };
  return { ok: true, name: 'silence.create', params };
}
