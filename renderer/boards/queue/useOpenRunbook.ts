import type { Incident } from '../../../shared/model/incident.ts';
import { bestRunbook } from '../../../shared/rules/runbookFit.ts';
import { useActions, useConsole } from '../../store/store.ts';
import { attachedAlerts } from './detailLines.ts';
import { runsOfIncident } from './runLines.ts';

/**
 * Opens the runbook of an incident from this machine: the one that is being followed, else the one that fits best.
 * Resolves with false where the library has none for it.
 */
export function useOpenRunbook(): (incident: Incident) => Promise<boolean> {
  const alerts = useConsole(({ feed }) => feed.entities.alert);
  const runs = useConsole(({ feed }) => feed.entities.runbookRun);
  const { library, viewRunbooks, setBoard } = useActions();
  return async (incident) => {
    // Where the list can't be read, the board says why; here it is as if there were none.
    const kept = await library.list().catch(() => undefined);
    const runbooks = kept?.runbooks ?? [];
    const followed = runsOfIncident(runs, incident.id).find(({ end }) => end === undefined)?.runbook;
    const best =
      runbooks.find(({ id }) => id === followed) ??
      bestRunbook(runbooks, { incident, alerts: attachedAlerts(incident, alerts) });
    if (best === undefined) return false;
    viewRunbooks({ incident: incident.id, selected: best.id, search: '', from: 'queue' });
    setBoard('runbooks');
    return true;
  };
}
