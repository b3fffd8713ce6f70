import type { DeskInfo } from '../../shared/model/desk.ts';
import type { RotaFinding, RotaListEntity, RotaSpan } from '../../shared/model/rota.ts';
import type { Instant } from '../../shared/model/instant.ts';

/** A wall tells what is wrong with the rota so long before it is, ms. */
const rotaWarnMs = 24 * 3_600_000;

/** The lists in the order that they are paged in, experts last. */
export const orderedLists = (lists: Readonly<Record<string, RotaListEntity>>): readonly RotaListEntity[] => {
  const ranks = ['primary', 'secondary', 'escalation', 'executive'];
  const rank = ({ id }: RotaListEntity): number =>
    (ranks.indexOf(id) + ranks.length + 1) % (ranks.length + 1);
  return Object.values(lists).sort(
    (one, other) => rank(one) - rank(other) || one.name.localeCompare(other.name),
  );
};

/** The stretch that an instant lies in. */
export const spanAt = ({ spans }: RotaListEntity, at: Instant): RotaSpan | undefined =>
  spans.find(({ from, to }) => from <= at && at < to);

/** A person's name; what a calendar calls somebody whom the policy does not have. */
export const rotaName = (people: DeskInfo['people'], person: string): string =>
  people.find(({ id }) => id === person)?.name ?? person;

const gravest: readonly RotaFinding['kind'][] = ['hole', 'contact', 'double', 'overlap', 'undecided'];

/** What is wrong ahead: the gravest first, a hole before all. */
export const gravestFirst = <Finding extends RotaFinding>(findings: readonly Finding[]): readonly Finding[] =>
  [...findings].sort(
    (one, other) => gravest.indexOf(one.kind) - gravest.indexOf(other.kind) || one.from - other.from,
  );

/** What is wrong within a day, the gravest first. */
export const urgentFindings = (
  lists: Readonly<Record<string, RotaListEntity>>,
  now: Instant,
): readonly RotaFinding[] =>
  gravestFirst(
    Object.values(lists)
      .flatMap(({ findings }) => findings)
      .filter(({ from, to }) => to > now && from < now + rotaWarnMs),
  );
