import { Fragment } from 'react';
import type { Incident } from '../../../shared/model/incident.ts';
import { utcSince } from '../../../shared/rules/durations.ts';
import { IncidentLink } from '../../components/IncidentLink.tsx';
import { useConsole } from '../../store/store.ts';

/** Where an incident stands, in a sentence or two; the others that it names open from there. */
export function IncidentSummary({
  incident,
  now,
  onOpen,
}: {
  incident: Incident;
  now: number;
  onOpen: (id: string) => void;
}) {
  const held = useConsole(({ feed }) => feed.entities.incident);
  const at = (instant: number): string => `${utcSince(instant, now)} UTC`;
  const link = (id: string) => <IncidentLink id={id} onOpen={held[id] === undefined ? undefined : onOpen} />;
  const { acknowledged, resolved, assignee, foldedUnder, mergedInto, mergedFrom = [] } = incident;
  const owner = assignee === undefined ? 'No owner' : `With ${assignee}`;
  const merged = mergedFrom.length > 0 && (
    <>
      {' '}
      {mergedFrom.map((id, place) => (
        <Fragment key={id}>
          {place > 0 && ', '}
          {link(id)}
        </Fragment>
      ))}{' '}
      merged into it.
    </>
  );
  if (mergedInto !== undefined) return <>Merged into {link(mergedInto)}, which goes on for both.</>;
  if (resolved !== undefined)
    return (
      <>
        Resolved {at(resolved.at)} by {resolved.by}: {resolved.note}
        {merged}
      </>
    );
  if (foldedUnder !== undefined)
    return (
      <>
        Folded under {link(foldedUnder.incident)}: {foldedUnder.reason}. {owner}.{merged}
      </>
    );
  return (
    <>
      {owner}.{' '}
      {acknowledged === undefined
        ? 'Not acknowledged.'
        : `Acknowledged ${at(acknowledged.at)} by ${acknowledged.by}.`}
      {merged}
    </>
  );
}
