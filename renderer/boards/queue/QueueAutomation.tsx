import type { Incident } from '../../../shared/model/incident.ts';
import { ActButton } from '../../components/ActButton.tsx';
import { AutomationCard } from '../../components/AutomationCard.tsx';
import { useNow } from '../../store/now.ts';
import { useActions, useConsole } from '../../store/store.ts';
import { askOf, isOff, runsOf, yesKey } from './automationActs.ts';
import { automationLine } from './automationLines.ts';
import { useMayAct, useRunAsk } from './useRunAsk.ts';

/** What happens by itself for the selected incident; nothing where nothing does. */
export function QueueAutomation({ incident }: { incident: Incident }) {
  const now = useNow();
  const all = useConsole((state) => state.feed.entities.run);
  const automation = useConsole((state) => state.feed.entities.automation['automation']);
  const { openAct } = useActions();
  const first = useRunAsk(incident);
  const mayAct = useMayAct(incident);
  const runs = runsOf(all, incident);
  if (runs.length === 0) return null;
  return (
    <AutomationCard
      lines={runs.map((run) => automationLine(run, now))}
      foot={
        <ActButton keyName="z" onPress={() => openAct('automation')}>
          {isOff(automation) ? 'Start automation again' : 'Stop all automation'}
        </ActButton>
      }
    >
      {({ id, ask }) => {
        const run = runs.find((known) => known.id === id);
        if (run === undefined || askOf(run) === undefined) return null;
        const isFirst = first?.ask.run.id === id;
        return (
          <>
            {run.state === 'proposed' && (
              <ActButton
                {...(isFirst ? { keyName: 'Y' } : {})}
                disabled={!isFirst || !mayAct('decline')}
                onPress={() => openAct('decline')}
              >
                Decline
              </ActButton>
            )}
            <ActButton
              primary
              {...(isFirst ? { keyName: yesKey.key } : {})}
              disabled={!isFirst || first.isBusy}
              {...(isFirst ? { onPress: first.sayYes } : {})}
            >
              {ask?.button}
            </ActButton>
          </>
        );
      }}
    </AutomationCard>
  );
}
