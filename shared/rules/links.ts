import type { Alert } from '../model/alert.ts';
import type { DeskInfo } from '../model/desk.ts';
import type { Incident } from '../model/incident.ts';
import type { Instant } from '../model/instant.ts';
import { fieldsIn, filled } from './template.ts';

/** What a link's address may hold; `label.NAME` for any label of the incident's first alert besides. */
export const linkFields = [
  'incident.id',
  'severity',
  'service',
  'alertname',
  'from',
  'to',
  'from.iso',
  'to.iso',
  'from.us',
  'to.us',
] as const;

/** Whether a link's address may hold a field. */
export const isLinkField = (field: string): boolean =>
  linkFields.some((known) => known === field) || /^label\.[A-Za-z_][A-Za-z0-9_]*$/.test(field);

/** So long before the first bad signal does a link begin, ms: what led to it is to be seen too. */
const beforeMs = 15 * 60_000;

/** Host and port in an address; nothing that a URL parser could read otherwise: no name, blank, `\` or escape. */
const address =
  /^([Hh][Tt][Tt][Pp][Ss]?):\/\/([A-Za-z0-9.-]+|\[[0-9A-Fa-f:.]+\])(?::(\d{1,5}))?(?=[/?#]|$)[^\s\\\p{Cc}]*$/u;

/**
 * Scheme, host and port of an address or of a link's template: `https://grafana.example:3000`. Undefined for anything
 * but http and https, for a name or password in it, and for a host with a field: an alert would say where it leads.
 */
export function linkOrigin(url: string): string | undefined {
  const [, scheme = '', host = '', port] = address.exec(filled(url, () => '0')) ?? [];
  if (host === '' || fieldsIn(url.split(/[/?#]/, 3).join('/')).length > 0) return undefined;
  const usual = scheme.toLowerCase() === 'https' ? '443' : '80';
  return `${scheme}://${host}:${port ?? usual}`.toLowerCase();
}

/** Whether the policy's links lead to this address's host: what the console may hand to the system's browser. */
export function isLinkAllowed(url: string, links: readonly { readonly url: string }[]): boolean {
  const origin = linkOrigin(url);
  return origin !== undefined && links.some((link) => linkOrigin(link.url) === origin);
}

/** A link that an incident filled in. */
export interface FilledLink {
  readonly id: string;
  readonly name: string;
  readonly kind: string;
  readonly url: string;
}

/** The policy's links as an incident fills them in; those left out that need what it does not have. */
export function filledLinks(
  links: NonNullable<DeskInfo['links']>,
  incident: Incident,
  alert: Pick<Alert, 'name' | 'labels'> | undefined,
  now: Instant,
): readonly FilledLink[] {
  const from = incident.firstSignalAt - beforeMs;
  const to = incident.resolved?.at ?? now;
  const valueOf = (field: string): string | undefined => {
    switch (field) {
      case 'incident.id':
        return incident.id;
      case 'severity':
        return incident.severity;
      case 'service':
        return incident.service;
      case 'alertname':
        return alert?.name;
      case 'from':
        return String(from);
      case 'to':
        return String(to);
      case 'from.iso':
        return new Date(from).toISOString();
      case 'to.iso':
        return new Date(to).toISOString();
      case 'from.us':
        return `${from}000`;
      case 'to.us':
        return `${to}000`;
      default:
        return labelOf(alert?.labels ?? {}, field);
    }
  };
  return links.flatMap(({ id, name, kind, url: template }) => {
    const values = new Map(fieldsIn(template).map((field) => [field, encoded(valueOf(field))]));
    if ([...values.values()].some((value) => value === undefined)) return [];
    const url = filled(template, (field) => values.get(field) ?? '');
    // Whatever a value holds, the link leads where its template does.
    return isLinkAllowed(url, [{ url: template }]) ? [{ id, name, kind, url }] : [];
  });
}

function labelOf(labels: Alert['labels'], field: string): string | undefined {
  const name = field.replace(/^label\./, '');
  return name !== field && Object.hasOwn(labels, name) ? labels[name] : undefined;
}

/** A value as part of an address; undefined for nothing, and for dots that would lead up a folder. */
function encoded(value: string | undefined): string | undefined {
  if (value === undefined || value === '' || /^\.{1,2}$/.test(value)) return undefined;
  // Half of a surrogate pair can't be encoded; ' and the brackets matter to what is linked to.
  return encodeURIComponent(value.replaceAll(/\p{Surrogate}/gu, '\ufffd')).replaceAll(
    /['()!*]/g,
    (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
