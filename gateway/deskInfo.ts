import type { DeskInfo } from '../shared/model/desk.ts';
import type { Instant } from '../shared/model/instant.ts';
import type { Policy, PolicyRole } from '../shared/policy/index.ts';
import { onDuty } from '../shared/rules/rota.ts';

const minuteMs = 60_000;

/** What consoles need of the policy, with roles resolved to persons as of `now`. */
export function deskInfoOf(policy: Policy, digest: string, gatewayName: string, now: Instant): DeskInfo {
  return {
    id: 'desk',
    title: policy.organisation.title,
    simulated: policy.sources.some((source) => source.kind === 'simulator'),
    policyDigest: digest,
    gatewayName,
    sites: policy.estate.sites.map(({ id, name, timeZone }) => ({ id, name, timeZone })),
    tiers: policy.tiers.map(({ id, name, rank, availability }) => ({ id, name, rank, availability })),
    severities: policy.severities.map(({ id, rank, name, meaning, response, rto }) => ({
      id,
      rank,
      name,
      meaning,
      responseMs: response,
      rtoMs: rto,
    })),
    duties: {
      acknowledgeMs: policy.duties.acknowledge,
      assessMs: policy.duties.assess,
      updateMs: policy.duties.update,
      documentMs: policy.duties.document,
    },
    shifts: policy.shifts.map(({ id, name, start, end, primarySite }) => ({
      id,
      name,
      startMinute: start / minuteMs,
      endMinute: end / minuteMs,
      site: primarySite,
    })),
    escalation: policy.escalation.matrix.map(({ severity, stopsOn, steps }) => ({
      severity,
      stopsOn,
      steps: steps.flatMap(({ after, role: roleId }) => {
        const role = policy.escalation.roles.find(({ id }) => id === roleId);
        return role === undefined
          ? []
          : [{ afterMs: after, role: role.name, person: holderOf(policy, role, now) }];
      }),
    })),
    people: policy.people.persons.map(({ id, name, title, site }) => ({
      id,
      name,
      title: policy.people.titles.find((known) => known.id === title)?.name ?? '',
      site,
    })),
    onCall: onCallOf(policy, now),
  };
}

/** The person who holds a role now; undefined where nobody does, which is a hole to be shown. */
function holderOf(policy: Policy, role: PolicyRole, now: Instant): string | undefined {
  const personId = role.rota === undefined ? role.persons?.[0] : onDuty(policy.rota[role.rota], now);
  return personNamed(policy, personId);
}

function onCallOf(policy: Policy, now: Instant): DeskInfo['onCall'] {
  return Object.values(policy.rota).flatMap((rotation) => {
    const person = personNamed(policy, onDuty(rotation, now));
    return person === undefined ? [] : [{ role: rotation.name, person }];
  });
}

function personNamed(policy: Policy, id: string | undefined): string | undefined {
  return policy.people.persons.find((person) => person.id === id)?.name;
}
