import { useEffect, type Ref } from 'react';
import type { Handoff } from '../../../shared/model/handoff.ts';
import { roughText, utcMinute } from '../../../shared/rules/durations.ts';
import { ActButton } from '../../components/ActButton.tsx';
import { useConsole } from '../../store/store.ts';
import { useNow } from '../../store/now.ts';
import { isUnderWay } from '../../selectors/refusedActs.ts';
import { useSendOnce } from '../queue/useSendOnce.ts';
import { notesStanding } from './notesStanding.ts';
import { useDraft } from './useDraft.ts';
import styles from './NotesEditor.module.css';

/** The notes for the next shift: what is typed is kept on this machine at once, and sent with Ctrl+Enter. */
export function NotesEditor({
  handoff,
  editorRef,
}: {
  handoff: Handoff;
  editorRef: Ref<HTMLTextAreaElement>;
}) {
  const { id, notes } = handoff;
  const { draft, isRead, isKept, type, drop } = useDraft(`${id}/notes`);
  const offsetMs = useConsole((state) => Math.round(state.clockOffsetMs));
  const isSending = useConsole((state) =>
    state.outgoing.some(
      (command) => command.name === 'handoff.note' && command.params['handoff'] === id && isUnderWay(command),
    ),
  );
  const now = useNow();
  const send = useSendOnce();
  const isOver =
    handoff.outgoing !== undefined || handoff.takeover !== undefined || handoff.closed !== undefined;
  const standing = notesStanding(notes, draft);
  // The gateway has what was typed: from here on the draft is what it has.
  useEffect(() => {
    if (standing.kind === 'same') drop();
  });
  const unsent = standing.kind === 'edited' || standing.kind === 'behind' ? standing.text : undefined;
  // Once it is signed, what was never sent does not stand for what the record says.
  const text = isOver ? notes.text : (unsent ?? notes.text);
  const base = standing.kind === 'edited' || standing.kind === 'behind' ? standing.base : notes.revision;
  const keep = (): void => {
    if (standing.kind === 'edited' && !isSending) send('handoff.note', { handoff: id, base, text });
  };
  const bringTogether = (): void => {
    const by = notes.last?.by ?? 'somebody';
    type(`${text}\n\n${by}, revision ${notes.revision}:\n${notes.text}`, notes.revision);
  };
  const written =
    notes.last === undefined
      ? 'none kept yet'
      : `revision ${notes.revision}, ${notes.last.by}, ${utcMinute(notes.last.at)} UTC`;
  const words =
    standing.kind === 'none' || standing.kind === 'same'
      ? written
      : isSending
        ? 'draft kept, sending'
        : isKept
          ? `draft kept ${roughText(now - offsetMs - standing.keptAt)} ago, not sent`
          : 'keeping the draft';
  return (
    <section className={styles.notes} aria-label="Notes for the next shift">
      <h2>
        Notes for the next shift <span>{words}</span>
      </h2>
      <textarea
        ref={editorRef}
        aria-label="Notes"
        readOnly={isOver}
        disabled={!isRead}
        maxLength={10_000}
        placeholder={
          isOver
            ? 'No notes were written.'
            : 'What the next shift must know. Kept on this machine as you type.'
        }
        value={text}
        onChange={(event) => type(event.target.value, base)}
        onKeyDown={(event) => {
          if (event.key === 'Escape') event.currentTarget.blur();
          else if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) keep();
          else return;
          event.preventDefault();
          event.stopPropagation();
        }}
      />
      {isOver && unsent !== undefined && (
        <p className={styles.unsent}>
          <span dir="auto">Not sent: {unsent}</span> <ActButton onPress={drop}>Drop the draft</ActButton>
        </p>
      )}
      {!isOver && standing.kind === 'behind' && (
        <p className={styles.behind} role="alert">
          {notes.last?.by ?? 'Somebody'} kept revision {notes.revision} while you wrote on revision{' '}
          {standing.base}. <ActButton onPress={bringTogether}>Put theirs below mine</ActButton>
        </p>
      )}
      {!isOver && (
        <div className={styles.buttons}>
          <ActButton disabled={standing.kind !== 'edited' || isSending} onPress={keep}>
            Keep notes
          </ActButton>
          {unsent !== undefined && <ActButton onPress={drop}>Drop the draft</ActButton>}
          <span>
            {standing.kind === 'none' && (
              <>
                <kbd>n</kbd> writes{' '}
              </>
            )}
            <kbd>Ctrl Enter</kbd> keeps
          </span>
        </div>
      )}
    </section>
  );
}
