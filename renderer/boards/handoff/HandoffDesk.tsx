import type { Handoff } from '../../../shared/model/handoff.ts';
import { sideOwes } from '../../../shared/rules/handoffWords.ts';
import { utcMinute } from '../../../shared/rules/durations.ts';
import { AcceptCard } from '../../components/AcceptCard.tsx';
import { ActButton } from '../../components/ActButton.tsx';
import { ChecklistItem } from '../../components/ChecklistItem.tsx';
import { DifferenceTable } from '../../components/DifferenceTable.tsx';
import { OutgoingMark } from '../../components/OutgoingMark.tsx';
import { SignatureCard } from '../../components/SignatureCard.tsx';
import { useConsole } from '../../store/store.ts';
import { outgoingWords } from '../queue/outgoingWords.ts';
import { isUnderWay } from '../../selectors/refusedActs.ts';
import { useBoardKeys } from '../useBoardKeys.ts';
import { FormOfBoard } from './FormOfBoard.tsx';
import { HandoffHead } from './HandoffHead.tsx';
import { NotesEditor } from './NotesEditor.tsx';
import { useRecordExport } from './useRecordExport.ts';
import { useHandoffActs } from './useHandoffActs.ts';
import styles from './HandoffDesk.module.css';

/** The workstation's board of one handoff: checklist and difference, acceptance, notes, and two signatures. */
export function HandoffDesk({
  handoff,
  order,
  onRecords,
}: {
  handoff: Handoff;
  order: readonly Handoff[];
  onRecords: () => void;
}) {
  const { showsKeys, asksPerson } = useConsole((state) => state.ui);
  const incidents = useConsole((state) => state.feed.entities.incident);
  const outgoing = useConsole((state) => state.outgoing);
  const acts = useHandoffActs(handoff, order);
  const { said, pdfName, markdown, pdf } = useRecordExport(handoff);
  const keys = { ...acts.keys, D: markdown, P: pdf, R: onRecords };
  useBoardKeys(showsKeys || asksPerson === true || acts.form !== undefined ? {} : keys);
  const { accepts, selected, side, pick } = acts;
  const { id, items, since, closed } = handoff;
  const all = Object.values(incidents);
  const owes = (of: 'outgoing' | 'incoming'): string | undefined => sideOwes(handoff, all, of);
  const isOpen = closed === undefined;
  const done = items.filter(({ tick, changed }) => tick !== undefined && changed === undefined).length;
  const required = accepts.filter(({ isRequired }) => isRequired);
  const others = order.filter((other) => other.id !== id && other.closed === undefined);
  const lines = outgoing.filter(
    (command) =>
      command.name.startsWith('handoff.') &&
      command.state !== 'done' &&
      (command.params['handoff'] ?? id) === id,
  );
  const unasked = handoff.questions.filter(({ incident }) => !accepts.some((row) => row.id === incident));
  return (
    <main className={styles.board} data-board="handoff">
      <section className={styles.list} aria-label="Handoff">
        <HandoffHead handoff={handoff} />
        {others.length > 0 && (
          <p className={styles.others}>
            Not signed yet: {others.map((other) => other.id).join(', ')} <kbd>[</kbd> <kbd>]</kbd> goes there
          </p>
        )}
        <div className={styles.scroll} tabIndex={0} role="group" aria-label="Checklist and changes">
          <h2>
            Checklist
            <span>
              {done} of {items.length}
            </span>
          </h2>
          <ul className={styles.items}>
            {items.map((item) => (
              <ChecklistItem
                key={item.id}
                item={item}
                live={handoff.live?.[item.id]}
                isSelected={selected === `item:${item.id}`}
                isPending={acts.isPending('handoff.tick', { item: item.id })}
                onPick={() => pick(`item:${item.id}`)}
              />
            ))}
          </ul>
          <h2>
            Since the last handoff
            <span>
              {utcMinute(since.at)} UTC
              {since.handoff === undefined ? ', the shift’s beginning' : `, ${since.handoff}`}
            </span>
          </h2>
          <DifferenceTable
            difference={handoff.difference}
            promises={handoff.promises}
            selected={selected}
            onPick={pick}
          />
        </div>
        {acts.form !== undefined && (
          <div className={styles.form}>
            <FormOfBoard key={acts.form.id} form={acts.form} acts={acts} />
          </div>
        )}
        {!isOpen && (
          <div className={styles.acts} role="group" aria-label="Acts">
            <ActButton keyName="D" onPress={markdown}>
              Markdown
            </ActButton>
            <ActButton keyName="P" onPress={pdf}>
              {pdfName}
            </ActButton>
            <ActButton keyName="R" onPress={onRecords}>
              All records
            </ActButton>
            {others.length === 0 && (
              <ActButton keyName="B" onPress={() => acts.keys['B']?.()}>
                Begin the next one now
              </ActButton>
            )}
            <span role="status">{said}</span>
          </div>
        )}
        {isOpen && (
          <div className={styles.acts} role="group" aria-label="Acts">
            <ActButton keyName="x" disabled={side !== 'outgoing'} onPress={() => acts.keys['x']?.()}>
              Tick
            </ActButton>
            <ActButton keyName="u" disabled={side !== 'outgoing'} onPress={() => acts.open('untick')}>
              Untick
            </ActButton>
            <ActButton
              keyName="c"
              disabled={side !== 'outgoing' || acts.isPending('handoff.test')}
              onPress={acts.test}
            >
              Test channels
            </ActButton>
            <ActButton keyName="p" onPress={() => acts.open('promise')}>
              Promise
            </ActButton>
            <ActButton keyName="i" onPress={() => acts.open('ask')}>
              Ask back
            </ActButton>
            <ActButton keyName="v" onPress={() => acts.open('answer')}>
              Answer
            </ActButton>
            <ActButton keyName="T" disabled={side !== 'outgoing'} onPress={() => acts.open('takeover')}>
              Emergency takeover
            </ActButton>
            <ActButton keyName="R" onPress={onRecords}>
              Records
            </ActButton>
            <span role="status">{said}</span>
          </div>
        )}
      </section>
      <aside className={styles.side} aria-label="Acceptance and signatures">
        <div className={styles.accepts}>
          <h2>
            {isOpen ? 'To be accepted one by one' : 'Accepted one by one'}
            <span>
              {required.filter(({ accepted }) => accepted !== undefined).length} of {required.length}
            </span>
          </h2>
          {accepts.length === 0 ? (
            <p className={styles.quiet}>No incident is open.</p>
          ) : (
            <ul className={styles.cards}>
              {accepts.map((row) => (
                <AcceptCard
                  key={row.id}
                  {...row}
                  isSelected={selected === `incident:${row.id}`}
                  isPending={acts.isPending('handoff.accept', { incident: row.id })}
                  onAccept={isOpen ? () => acts.accept(row.id) : undefined}
                  onPick={() => pick(`incident:${row.id}`)}
                />
              ))}
            </ul>
          )}
          {unasked.map((question) => (
            <p
              key={question.id}
              className={styles.quiet}
              aria-current={selected === `question:${question.id}`}
            >
              {question.by} asks: {question.text}
              {question.answer !== undefined && ` ${question.answer.by}: ${question.answer.text}`}
            </p>
          ))}
        </div>
        <NotesEditor handoff={handoff} editorRef={acts.notesRef} />
        <ul className={styles.outgoing} aria-label="On their way">
          {lines.map((command) => (
            <li key={command.id}>
              <OutgoingMark bad={!isUnderWay(command)} /> {outgoingWords(command)}
            </li>
          ))}
        </ul>
        <div className={styles.signatures}>
          <SignatureCard
            role="Hands over"
            side={handoff.from.site}
            signed={handoff.outgoing}
            onCall={handoff.rota?.outgoing ?? []}
            words={
              handoff.takeover === undefined
                ? `owes ${owes('outgoing') ?? 'nothing'}`
                : `never signed: ${handoff.takeover.by} took over`
            }
            onSign={side === 'outgoing' ? () => acts.open('sign') : undefined}
            isPending={acts.isPending('handoff.sign', { side: 'outgoing' })}
          />
          <SignatureCard
            role="Takes over"
            side={handoff.to.site}
            signed={handoff.incoming}
            onCall={handoff.rota?.incoming ?? []}
            words={`owes ${owes('incoming') ?? 'nothing'}`}
            onSign={side === 'incoming' ? () => acts.open('sign') : undefined}
            isPending={acts.isPending('handoff.sign', { side: 'incoming' })}
          />
        </div>
      </aside>
    </main>
  );
}
