import { useState, type ReactElement } from 'react';
import type { CommandName } from '../../../shared/feed/commands.ts';
import type { DeskInfo } from '../../../shared/model/desk.ts';
import type { Instant } from '../../../shared/model/instant.ts';
import type { RotaListEntity, RotaOverride } from '../../../shared/model/rota.ts';
import { FormFrame } from '../../components/FormFrame.tsx';
import { spanAt } from '../../selectors/rotaWords.ts';
import { Choice } from '../queue/ActFields.tsx';
import fieldStyles from '../queue/ActFields.module.css';
import { rotaAct, timeField, type RotaDraft, type RotaFormKind } from './rotaDraft.ts';

interface FormProps {
  readonly kind: RotaFormKind;
  readonly lists: readonly RotaListEntity[];
  readonly people: DeskInfo['people'];
  readonly now: Instant;
  /** The stand-in that is declined or cancelled. */
  readonly override: RotaOverride | undefined;
  readonly onSend: (name: CommandName, params: Readonly<Record<string, unknown>>) => void;
  readonly onClose: () => void;
}

const titles: Readonly<Record<RotaFormKind, string>> = {
  override: 'Propose a stand-in',
  swap: 'Propose a swap of two turns',
  decline: 'Decline',
  cancel: 'Cancel',
};

/** The form of an act on the rota: Ctrl+Enter sends, Esc closes. */
export function RotaForm({ kind, lists, people, now, override, onSend, onClose }: FormProps): ReactElement {
  const [first] = lists;
  const [draft, setDraft] = useState<RotaDraft>(() => ({
    ...{ list: first?.id ?? '', otherList: first?.id ?? '', person: '', reason: '', emergency: false },
    from: timeField(Math.ceil((now + 1) / 60_000) * 60_000),
    to: timeField((first === undefined ? undefined : spanAt(first, now)?.to) ?? now + 86_400_000),
  }));
  const [problem, setProblem] = useState<string>();
  const change = (part: Partial<RotaDraft>): void => {
    setDraft((before) => ({ ...before, ...part }));
    setProblem(undefined);
  };
  const send = (): void => {
    const act = rotaAct(kind, draft, override?.id);
    if (act.ok) onSend(act.value.name, act.value.params);
    else setProblem(act.error);
  };
  const field = (label: string, name: 'from' | 'to' | 'reason', isFirst = false) => (
    <label className={fieldStyles.field}>
      {label}
      <input
        autoFocus={isFirst}
        maxLength={500}
        value={draft[name]}
        onChange={(event) => change({ [name]: event.target.value })}
      />
    </label>
  );
  const isProposal = kind === 'override' || kind === 'swap';
  return (
    <FormFrame
      title={titles[kind]}
      subject={isProposal ? undefined : override?.id}
      problem={problem}
      sendLabel={isProposal ? 'Propose' : titles[kind]}
      onSend={send}
      onClose={onClose}
    >
      {isProposal && (
        <>
          <div className={fieldStyles.pair}>
            <Choice
              label="List"
              empty="choose"
              value={draft.list}
              options={lists}
              onPick={(list) => change({ list })}
            />
            {kind === 'override' ? (
              <Choice
                label="Who stands in"
                empty="choose"
                value={draft.person}
                options={people}
                onPick={(person) => change({ person })}
              />
            ) : (
              <Choice
                label="List of the other turn"
                empty="choose"
                value={draft.otherList}
                options={lists}
                onPick={(otherList) => change({ otherList })}
              />
            )}
          </div>
          <div className={fieldStyles.pair}>
            {field(kind === 'override' ? 'From, UTC' : 'A time in the one turn, UTC', 'from')}
            {field(kind === 'override' ? 'To, UTC' : 'A time in the other, UTC', 'to')}
          </div>
        </>
      )}
      {field('Reason', 'reason', true)}
      {isProposal && (
        <label>
          <input
            type="checkbox"
            checked={draft.emergency}
            onChange={(event) => change({ emergency: event.target.checked })}
          />{' '}
          Emergency: in force at once, approved afterwards
        </label>
      )}
    </FormFrame>
  );
}
