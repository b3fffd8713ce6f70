import type { ReactElement } from 'react';
import { commandSpecs } from '../../../shared/feed/commands.ts';
import type { Incident } from '../../../shared/model/incident.ts';
import { ActButton } from '../../components/ActButton.tsx';
import { ActForm } from '../../components/ActForm.tsx';
import { serviceNameOf } from './queueRows.ts';
import { useNow } from '../../store/now.ts';
import { useActions, useConsole } from '../../store/store.ts';
import { ActFields } from './ActFields.tsx';
import { actCommand, draftOf, keepDraft } from './actCommand.ts';
import { buttonsFor, isGrouping, isOfDesk, lesserFor, moreKey, type QueueAct } from './acts.ts';
import { declineCommand, isOff, proposedRun, runsOf, switchCommand } from './automationActs.ts';
import {
  draftNow,
  maintenanceCommand,
  maintenanceDraft,
  runningChanges,
  sendLabelOf,
} from './maintenance.ts';
import { choosableFor, groupingCommand } from './grouping.ts';
import { GroupingFields } from './GroupingFields.tsx';
import { MaintenanceFields } from './MaintenanceFields.tsx';
import { attachedAlerts } from './detailLines.ts';
import { silenceCommand, silenceDraft } from './silenceDraft.ts';
import { SilenceFields } from './SilenceFields.tsx';
import { updateChannels, updateDraft } from './updateDraft.ts';
import { UpdateChannels } from '../../components/UpdateChannels.tsx';
import { isBusy } from './outgoingWords.ts';
import { useMayAct } from './useRunAsk.ts';
import { useSendOnce } from './useSendOnce.ts';
import styles from './QueueActs.module.css';

/** Whether the buttons of what is rarely done are shown, and what shows and hides them. */
export interface MoreActs {
  readonly isShown: boolean;
  readonly toggle: () => void;
}

/** The acts of an incident, with the form of the open one above them. */
export function QueueActs({ incident, more }: { incident: Incident | undefined; more: MoreActs }) {
  const outgoing = useConsole((state) => state.outgoing);
  const { openAct } = useActions();
  const send = useSendOnce();
  const mayAct = useMayAct(incident);
  const lesser = incident === undefined ? [] : lesserFor(incident);
  const button = ({ kind, name, key }: QueueAct, isPrimary = false): ReactElement => (
    <ActButton
      key={kind}
      keyName={key}
      primary={isPrimary}
      disabled={!mayAct(kind)}
      onPress={() => openAct(kind)}
    >
      {commandSpecs[name].title}
    </ActButton>
  );
  return (
    <>
      <QueueForm incident={incident} />
      <div className={styles.acts} role="group" aria-label="Acts">
        {incident !== undefined && incident.status !== 'resolved' && (
          <ActButton
            primary={incident.status === 'open'}
            keyName="a"
            disabled={incident.status !== 'open' || isBusy(outgoing, 'incident.acknowledge', incident.id)}
            onPress={() => send('incident.acknowledge', { incident: incident.id })}
          >
            Acknowledge
          </ActButton>
        )}
        {incident !== undefined &&
          buttonsFor(incident).map((act) =>
            button(act, act.kind === 'note' && incident.status === 'acknowledged'),
          )}
        {lesser.length > 0 && (
          <ActButton keyName={moreKey.key} isExpanded={more.isShown} onPress={more.toggle}>
            {more.isShown ? 'Fewer' : 'More'}
          </ActButton>
        )}
        {more.isShown && lesser.map((act) => button(act))}
        {(more.isShown || lesser.length === 0) && (
          <>
            <ActButton keyName="d" onPress={() => openAct('declare')}>
              Declare
            </ActButton>
            <ActButton keyName="m" onPress={() => openAct('maintain')}>
              Maintenance
            </ActButton>
          </>
        )}
      </div>
    </>
  );
}

function QueueForm({ incident }: { incident: Incident | undefined }) {
  const kind = useConsole((state) => state.ui.act);
  const desk = useConsole((state) => state.feed.entities.desk['desk']);
  const services = useConsole((state) => state.feed.entities.service);
  const changes = useConsole((state) => state.feed.entities.change);
  const alerts = useConsole((state) => state.feed.entities.alert);
  const incidents = useConsole((state) => state.feed.entities.incident);
  const chain = useConsole((state) => state.feed.chain);
  const automation = useConsole((state) => state.feed.entities.automation['automation']);
  const runs = useConsole((state) => state.feed.entities.run);
  const channels = useConsole((state) => state.feed.entities.channel);
  const person = useConsole((state) => state.person);
  const now = useNow();
  const { openAct } = useActions();
  const send = useSendOnce();
  const mayAct = useMayAct(incident);
  if (kind === undefined || (!isOfDesk(kind) && incident === undefined)) return null;
  const id = isOfDesk(kind) ? undefined : incident?.id;
  const running = runningChanges(changes);
  const silencers = chain.filter((link) => link.kind === 'alertmanager');
  const attached = incident === undefined ? [] : attachedAlerts(incident, alerts);
  const initial =
    kind === 'maintain'
      ? maintenanceDraft(running, incident?.service, now)
      : kind === 'silence'
        ? silenceDraft(
            attached,
            silencers.map((link) => link.id),
          )
        : kind === 'update' && incident !== undefined && desk !== undefined
          ? {
              text: updateDraft(desk, incident, serviceNameOf(services, incident.service), now),
            }
          : { severity: kind === 'reclassify' || kind === 'assess' ? (incident?.severity ?? '') : '' };
  const choices = {
    severities: desk?.severities ?? [],
    services: Object.values(services).map((service) => ({
      id: service.id,
      name: serviceNameOf(services, service.id),
    })),
    categories: desk?.categories ?? [],
    people: (desk?.people ?? []).map(({ name }) => name),
  };
  const kept = draftOf(kind, id, initial);
  return (
    <ActForm
      key={`${id ?? ''}/${kind}`}
      kind={kind}
      subject={id}
      draft={kind === 'maintain' ? draftNow(kept, running) : kept}
      person={kind === 'assign' && incident?.assignee === person ? '' : person}
      busy={!mayAct(kind)}
      fields={(draft, onChange) =>
        kind === 'maintain' ? (
          <MaintenanceFields
            draft={draft}
            running={running}
            categories={desk?.changeCategories ?? []}
            services={choices.services}
            now={now}
            onChange={onChange}
          />
        ) : kind === 'silence' ? (
          <SilenceFields
            draft={draft}
            sources={silencers}
            shifts={desk?.shifts ?? []}
            now={now}
            onChange={onChange}
          />
        ) : isGrouping(kind) ? (
          <GroupingFields
            kind={kind}
            draft={draft}
            options={choosableFor(kind, incident, { incidents, alerts })}
            onChange={onChange}
          />
        ) : (
          <>
            <ActFields kind={kind} draft={draft} choices={choices} onChange={onChange} />
            {kind === 'update' && <UpdateChannels channels={updateChannels(desk, channels)} />}
          </>
        )
      }
      {...(kind === 'maintain' ? { sendLabel: (draft) => sendLabelOf(draft, running) } : {})}
      {...(kind === 'automation' && isOff(automation) ? { sendLabel: () => 'Start automation again' } : {})}
      onDraft={(draft) => keepDraft(kind, id, draft)}
      onClose={() => openAct(undefined)}
      onSend={(draft) => {
        const outcome =
          kind === 'maintain'
            ? maintenanceCommand(draft, running, now)
            : kind === 'silence'
              ? silenceCommand(draft, desk?.shifts ?? [], now)
              : kind === 'automation'
                ? switchCommand(automation, draft)
                : kind === 'decline'
                  ? declineCommand(incident && proposedRun(runsOf(runs, incident)), draft)
                  : isGrouping(kind)
                    ? groupingCommand(kind, id, draft)
                    : actCommand(kind, id, draft);
        if (!outcome.ok) return outcome.problem;
        send(outcome.name, outcome.params);
        keepDraft(kind, id, undefined);
        openAct(undefined);
        return undefined;
      }}
    />
  );
}
