import { useMemo, type Ref } from 'react';
import type { Alert } from '../../../shared/model/alert.ts';
import type { Incident } from '../../../shared/model/incident.ts';
import { filledLinks } from '../../../shared/rules/links.ts';
import { DependenciesSection } from '../../components/DependenciesSection.tsx';
import { LinksSection } from '../../components/LinksSection.tsx';
import { ProcedureSection } from '../../components/ProcedureSection.tsx';
import { RelatedSection } from '../../components/RelatedSection.tsx';
import { lossWords } from '../../selectors/loss.ts';
import { useNow } from '../../store/now.ts';
import { useActions, useConsole } from '../../store/store.ts';
import { dependencyGroups } from './dependencyLines.ts';
import { procedureOf } from './procedureOf.ts';
import { useRelated } from './useRelated.ts';

const minuteMs = 60_000;

/** The procedure of an incident's category; nothing where it has none. */
export function DetailProcedure({ incident }: { incident: Incident }) {
  const desk = useConsole((state) => state.feed.entities.desk['desk']);
  const procedure = desk === undefined ? undefined : procedureOf(incident, desk);
  if (procedure === undefined) return null;
  const { name, does, steps, teams } = procedure;
  return <ProcedureSection name={name} does={does} steps={steps} teams={teams} />;
}

/** What the detail of an incident says beyond its clocks, alerts and timeline. */
export function DetailSections({
  incident,
  alerts,
  linksRef,
}: {
  incident: Incident;
  alerts: readonly Alert[];
  linksRef: Ref<HTMLUListElement>;
}) {
  const desk = useConsole((state) => state.feed.entities.desk['desk']);
  const services = useConsole((state) => state.feed.entities.service);
  const live = useConsole((state) => state.live);
  const loss = useConsole((state) => (state.live ? undefined : lossWords(state)));
  const now = useNow();
  const { openLink } = useActions();
  const { related, problem } = useRelated(incident.id, incident.status, now);
  // A link ends at this minute: it must not change under the pointer each second.
  const minute = Math.floor(now / minuteMs) * minuteMs;
  const [alert] = alerts;
  const links = useMemo(
    () => filledLinks(desk?.links ?? [], incident, alert, minute),
    [desk?.links, incident, alert, minute],
  );
  return (
    <>
      {links.length > 0 && <LinksSection links={links} linksRef={linksRef} onOpen={openLink} />}
      {incident.service !== undefined && (
        <DependenciesSection groups={dependencyGroups(services, incident.service, live)} />
      )}
      <RelatedSection related={related} problem={problem} loss={loss} now={now} />
    </>
  );
}
