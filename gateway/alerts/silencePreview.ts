import type { QuestionParams } from '../../shared/feed/questions.ts';
import type { Alert } from '../../shared/model/alert.ts';
import type { SilencePreview } from '../../shared/model/silence.ts';
import type { Policy } from '../../shared/policy/index.ts';
import { ok, type Result } from '../../shared/result.ts';
import { severityRank } from '../../shared/rules/severity.ts';
import { matchesWhatever, silenceIsNarrow, silenceMatch } from '../../shared/rules/silenceMatch.ts';

const mostShown = 100;
/** Severities of these ranks page people at once. */
const gravestRank = 1;

/** What a preview is made from. */
export interface PreviewSources {
  /** All that are known now, with their incidents. */
  readonly alerts: readonly Alert[];
  readonly policy: Pick<Policy, 'severities' | 'estate'>;
  /** Labels of the alert that always fires at this source. */
  readonly watchdog: Readonly<Record<string, string>> | undefined;
}

/** Which of the alerts known now a silence would hit, and what to think of before. */
export function silencePreview(
  { source, matchers }: QuestionParams<'silence.preview'>,
  { alerts, policy, watchdog }: PreviewSources,
): Result<SilencePreview> {
  const match = silenceMatch(matchers);
  if (!match.ok) return match;
  const narrow = silenceIsNarrow(matchers);
  const rank = (alert: Alert): number => severityRank(policy.severities, alert.severity);
  const hits = alerts
    .filter((alert) => alert.source === source && alert.state !== 'resolved' && match.value(alert.labels))
    .sort((one, other) => rank(one) - rank(other) || one.startsAt - other.startsAt);
  const grave = hits.filter((alert) => rank(alert) <= gravestRank);
  const whole = new Set(
    hits
      .filter(({ labels }) => matchesWhatever(match.value, labels, 'alertname'))
      .map(({ service }) => service),
  );
  const nameOf = (id: string): string => policy.estate.services.find((one) => one.id === id)?.name ?? id;
  const names = [...whole].filter((id) => id !== undefined).map(nameOf);
  return ok({
    hits: hits.slice(0, mostShown).map(({ id, name, service, severity, incident }) => ({
      ...{ id, name, service, severity, incident },
    })),
    total: hits.length,
    warnings: [
      ...(narrow.ok ? [] : [narrow.error]),
      ...(watchdog !== undefined && match.value(watchdog)
        ? ['It hides the watchdog from its receivers: a broken chain would go unnoticed elsewhere.']
        : []),
      ...(grave.length > 0 ? [graveWords(grave)] : []),
      ...(names.length > 0
        ? [`It names no alert: others of ${names.slice(0, 3).join(', ')} would be hidden too.`]
        : []),
    ],
  });
}

function graveWords(grave: readonly Alert[]): string {
  const severities = [...new Set(grave.map(({ severity }) => severity))].sort();
  return `It hides ${grave.length} ${grave.length === 1 ? 'alert' : 'alerts'} of ${severities.join(' and ')}.`;
}
