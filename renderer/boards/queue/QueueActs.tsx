import { commandSpecs, type CommandName } from '../../../shared/feed/commands.ts';
import type { Incident } from '../../../shared/model/incident.ts';
import { ActButton } from '../../components/ActButton.tsx';
import { ActForm } from '../../components/ActForm.tsx';
import { serviceNameOf } from './queueRows.ts';
import { useActions, useConsole, type ActKind } from '../../store/store.ts';
import { ActFields } from './ActFields.tsx';
import { actCommand, draftOf, keepDraft } from './actCommand.ts';
import { isBusy } from './outgoingWords.ts';
import { useSendOnce } from './useSendOnce.ts';
import styles from './QueueActs.module.css';

const acts: readonly {
  readonly kind: ActKind;
  readonly name: CommandName;
  readonly key: string;
  readonly on: 'any' | 'open' | 'resolved';
}[] = [
  { kind: 'note', name: 'incident.note', key: 'n', on: 'any' },
  { kind: 'assign', name: 'incident.assign', key: 'o', on: 'open' },
  { kind: 'resolve', name: 'incident.resolve', key: 'x', on: 'open' },
  { kind: 'reclassify', name: 'incident.reclassify', key: 'c', on: 'open' },
  { kind: 'reopen', name: 'incident.reopen', key: 'R', on: 'resolved' },
];

const fits = (on: 'any' | 'open' | 'resolved', incident: Incident): boolean =>
  on === 'any' || (on === 'resolved') === (incident.status === 'resolved');

/** True where an act may be opened now: it fits the incident, and the same one is not on its way. */
export const useMayAct = (incident: Incident | undefined): ((kind: ActKind) => boolean) => {
  const outgoing = useConsole((state) => state.outgoing);
  return (kind) => {
    if (kind === 'declare') return true;
    const act = acts.find((known) => known.kind === kind);
    return (
      incident !== undefined &&
      act !== undefined &&
      fits(act.on, incident) &&
      !isBusy(outgoing, act.name, incident.id)
    );
  };
};

/** The acts of an incident, with the form of the open one above them. */
export function QueueActs({ incident }: { incident: Incident | undefined }) {
  const outgoing = useConsole((state) => state.outgoing);
  const { openAct } = useActions();
  const send = useSendOnce();
  const mayAct = useMayAct(incident);
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
          acts
            .filter(({ on }) => fits(on, incident))
            .map(({ kind, name, key }) => (
              <ActButton key={kind} keyName={key} disabled={!mayAct(kind)} onPress={() => openAct(kind)}>
                {commandSpecs[name].title}
              </ActButton>
            ))}
        <ActButton keyName="d" onPress={() => openAct('declare')}>
          Declare
        </ActButton>
      </div>
    </>
  );
}

function QueueForm({ incident }: { incident: Incident | undefined }) {
  const kind = useConsole((state) => state.ui.act);
  const desk = useConsole((state) => state.feed.entities.desk['desk']);
  const services = useConsole((state) => state.feed.entities.service);
  const person = useConsole((state) => state.person);
  const { openAct } = useActions();
  const send = useSendOnce();
  const mayAct = useMayAct(incident);
  if (kind === undefined || (kind !== 'declare' && incident === undefined)) return null;
  const id = kind === 'declare' ? undefined : incident?.id;
  const choices = {
    severities: desk?.severities ?? [],
    services: Object.values(services).map((service) => ({
      id: service.id,
      name: serviceNameOf(services, service.id),
    })),
    people: (desk?.people ?? []).map(({ name }) => name),
  };
  return (
    <ActForm
      key={`${id ?? ''}/${kind}`}
      kind={kind}
      subject={id}
      draft={draftOf(kind, id, { severity: kind === 'reclassify' ? (incident?.severity ?? '') : '' })}
      person={kind === 'assign' && incident?.assignee === person ? '' : person}
      busy={!mayAct(kind)}
      fields={(draft, onChange) => (
        <ActFields kind={kind} draft={draft} choices={choices} onChange={onChange} />
      )}
      onDraft={(draft) => keepDraft(kind, id, draft)}
      onClose={() => openAct(undefined)}
      onSend={(draft) => {
        const outcome = actCommand(kind, id, draft);
        if (!outcome.ok) return outcome.problem;
        send(outcome.name, outcome.params);
        keepDraft(kind, id, undefined);
        openAct(undefined);
        return undefined;
      }}
    />
  );
}
