import type { DeskInfo } from '../shared/model/desk.ts';
import type { Instant } from '../shared/model/instant.ts';
import { rotaNames } from '../shared/policy/escalation.ts';
import type { Policy } from '../shared/policy/index.ts';
import { dutiesOf, holderOf, onList, personNamed, rotaListsOf, type RotaBook } from './duty.ts';

const minuteMs = 60_000;

/** What consoles need of the policy, with roles resolved to persons as of `now`. */
export function deskInfoOf(
  policy: Policy,
  digest: string,
  gatewayName: string,
  now: Instant,
  book: RotaBook = { lists: rotaListsOf(policy), overrides: [] },
): DeskInfo {
  return {
    id: 'desk',
    title: policy.organisation.title,
    simulated: policy.sources.some((source) => source.kind === 'simulator'),
    policyDigest: digest,
    gatewayName,
    sites: policy.estate.sites.map(({ id, name, timeZone }) => ({ id, name, timeZone })),
    tiers: policy.tiers.map(({ id, name, rank, availability }) => ({ id, name, rank, availability })),
    severities: policy.severities.map(({ id, rank, name, meaning, response, rto, team }) => ({
      id,
      rank,
      name,
      meaning,
      responseMs: response,
      rtoMs: rto,
      team: [...team],
    })),
    duties: dutiesOf(policy),
    shifts: shiftsOf(policy),
    escalation: policy.escalation.matrix.map(({ severity, stopsOn, steps }) => ({
      severity,
      stopsOn,
      steps: steps.flatMap(({ after, role: roleId }) => {
        const role = policy.escalation.roles.find(({ id }) => id === roleId);
        return role === undefined
          ? []
          : [
              {
                ...{ afterMs: after, role: role.name, byAssignee: role.assignee },
                person: holderOf(policy, role, undefined, now, book),
              },
            ];
      }),
    })),
    people: policy.people.persons.map(({ id, name, title, site, contact }) => ({
      id,
      name,
      title: policy.people.titles.find((known) => known.id === title)?.name ?? '',
      site,
      contact,
    })),
    changeCategories: policy.changes.categories.map(({ id, name }) => ({ id, name })),
    categories: policy.categories.map(({ id, name }) => ({ id, name })),
    teams: teamsOf(policy),
    levels: policy.escalation.levels.map(({ id, name, team }) => ({ id, name, team })),
    procedures: policy.compliance.procedures.map(
      ({ id, name, does, severity, categories, notify, steps, runbook }) => ({
        ...{ id, name, does, severity, runbook },
        ...{ categories: [...categories], teams: [...notify], steps: [...steps] },
      }),
    ),
    updates: updatesOf(policy),
    links: policy.links.map(({ id, name, kind, url }) => ({ id, name, kind, url })),
    onCall: onCallOf(policy, book, now),
  };
}

function updatesOf({ incidents: { updates } }: Policy): DeskInfo['updates'] {
  return updates === undefined ? undefined : { ...updates, channels: [...updates.channels] };
}

const teamsOf = (policy: Policy): DeskInfo['teams'] =>
  policy.escalation.responseTeams.map(({ id, name, titles, channels }) => ({
    id,
    name,
    people: policy.people.persons
      .filter(({ title }) => title !== undefined && titles.includes(title))
      .map((person) => person.name),
    channels: channels.flatMap((channel) =>
      policy.channels.flatMap((known) => (known.id === channel ? [known.name] : [])),
    ),
  }));

/** The shifts as consoles count them: UTC minutes of the day. */
export const shiftsOf = ({ shifts }: Pick<Policy, 'shifts'>): DeskInfo['shifts'] =>
  shifts.map(({ id, name, start, end, primarySite }) => ({
    ...{ id, name, startMinute: start / minuteMs, endMinute: end / minuteMs },
    site: primarySite,
  }));

function onCallOf(policy: Policy, book: RotaBook, now: Instant): DeskInfo['onCall'] {
  // Experts are asked, not on call.
  const lists = book.lists.filter(({ id }) => rotaNames.some((known) => known === id));
  return lists.flatMap(({ id, name }) => {
    const person = personNamed(policy, onList(book, id, now));
    return person === undefined ? [] : [{ role: name, person }];
  });
}
