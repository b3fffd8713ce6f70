import type { Incident } from '../../../shared/model/incident.ts';
import type { Service } from '../../../shared/model/service.ts';
import { serviceNameOf, type QueueRow } from './queueRows.ts';

/** A cause in the queue, and what is folded under it. */
export interface Fold {
  readonly cause: Incident;
  readonly symptoms: readonly Incident[];
}

/**
 * Rows as the queue shows them: symptoms whose cause is shown are out, or right below it where it was opened. What a
 * flood began with stands by itself whatever it is.
 */
export function foldRows(
  rows: readonly QueueRow[],
  opened: ReadonlySet<string>,
  firstOut?: string,
): { readonly rows: readonly QueueRow[]; readonly folds: readonly Fold[] } {
  const standsAlone = ({ incident }: QueueRow): boolean => incident.id === firstOut;
  const shown = new Set(rows.map(({ incident }) => incident.id));
  const symptoms = new Map<string, QueueRow[]>();
  for (const row of rows) {
    const cause = standsAlone(row) ? undefined : causeOf(row.incident);
    if (cause === undefined || !shown.has(cause)) continue;
    const known = symptoms.get(cause);
    if (known === undefined) symptoms.set(cause, [row]);
    else known.push(row);
  }
  const standing = rows.filter((row) => standsAlone(row) || !shown.has(causeOf(row.incident) ?? ''));
  return {
    rows: standing.flatMap((row) => [
      row,
      ...(opened.has(row.incident.id) ? (symptoms.get(row.incident.id) ?? []) : []),
    ]),
    folds: standing.flatMap(({ incident }) => {
      const held = symptoms.get(incident.id) ?? [];
      return held.length === 0 ? [] : [{ cause: incident, symptoms: held.map((row) => row.incident) }];
    }),
  };
}

/** The cause that a symptom is folded under now; undefined for what stands by itself, or is over. */
const causeOf = ({ foldedUnder, status }: Incident): string | undefined =>
  status === 'resolved' ? undefined : foldedUnder?.incident;

/** "12 symptoms of INC-2041 folded under it: Governance Synthesis, Evolution Oversight and 10 more depend on Policy Governance" */
export function foldWords(
  { cause, symptoms }: Fold,
  services: Readonly<Record<string, Pick<Service, 'name'>>>,
): string {
  const count = `${symptoms.length} ${symptoms.length === 1 ? 'symptom' : 'symptoms'}`;
  const names = [...new Set(symptoms.map(({ service }) => serviceNameOf(services, service) || 'no service'))];
  const [first = '', second = ''] = names;
  const more = names.length - 2;
  const who =
    names.length === 1 ? first : more > 0 ? `${first}, ${second} and ${more} more` : `${first} and ${second}`;
  const verb = names.length === 1 ? 'depends' : 'depend';
  const on = serviceNameOf(services, cause.service);
  return `${count} of ${cause.id} folded under it: ${who}${on === '' ? '' : ` ${verb} on ${on}`}`;
}
