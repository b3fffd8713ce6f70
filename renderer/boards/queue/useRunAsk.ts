import type { Incident } from '../../../shared/model/incident.ts';
import { isUnderWay } from '../../selectors/refusedActs.ts';
import { useConsole } from '../../store/store.ts';
import type { ActKind } from '../../store/uiState.ts';
import { fitsIncident, queueActs } from './acts.ts';
import { askOf, proposedRun, runsOf, type RunAsk } from './automationActs.ts';
import { isBusy } from './outgoingWords.ts';
import { useSendOnce } from './useSendOnce.ts';

/** What the first run of an incident asks for, and how to say yes to it; undefined where none asks. */
export function useRunAsk(
  incident: Incident | undefined,
): { readonly ask: RunAsk; readonly isBusy: boolean; readonly sayYes: () => void } | undefined {
  const runs = useConsole((state) => state.feed.entities.run);
  const outgoing = useConsole((state) => state.outgoing);
  const send = useSendOnce();
  const ask = incident === undefined ? undefined : runsOf(runs, incident).map(askOf)[0];
  if (ask === undefined) return undefined;
  const { name, params } = ask;
  const onItsWay = outgoing.some(
    (command) =>
      isUnderWay(command) &&
      command.name === name &&
      command.params['run'] === params['run'] &&
      command.params['action'] === params['action'],
  );
  return {
    ask,
    isBusy: onItsWay,
    sayYes: () => {
      if (!onItsWay) send(name, params);
    },
  };
}

/** True where an act may be opened now: it fits the incident, and the same one is not on its way. */
export const useMayAct = (incident: Incident | undefined): ((kind: ActKind) => boolean) => {
  const outgoing = useConsole((state) => state.outgoing);
  const runs = useConsole((state) => state.feed.entities.run);
  return (kind) => {
    const act = queueActs.find((known) => known.kind === kind);
    if (act === undefined || !fitsIncident(act, incident)) return false;
    if (act.on === 'proposed')
      return incident !== undefined && proposedRun(runsOf(runs, incident)) !== undefined;
    return act.on === 'desk' || incident === undefined || !isBusy(outgoing, act.name, incident.id);
  };
};
