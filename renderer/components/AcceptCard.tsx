import type { HandoffQuestion } from '../../shared/model/handoff.ts';
import { utcMinute } from '../../shared/rules/durations.ts';
import { ActButton } from './ActButton.tsx';
import { SeverityBadge } from './SeverityBadge.tsx';
import { StateGlyph } from './StateGlyph.tsx';
import styles from './AcceptCard.module.css';

/** What an incident to be accepted needs. */
export interface AcceptCardProps {
  readonly id: string;
  readonly title: string;
  readonly severity: string;
  readonly isResolved: boolean;
  readonly isRequired: boolean;
  readonly accepted: { readonly at: number; readonly by: string } | undefined;
  readonly questions: readonly HandoffQuestion[];
  readonly isSelected: boolean;
  readonly isPending: boolean;
  /** Absent where nobody can accept: at a wall, and in a record that is closed. */
  readonly onAccept?: (() => void) | undefined;
  readonly onPick: () => void;
}

/** One incident that is handed over, whether it was accepted and by whom, and what was asked about it. */
export function AcceptCard(props: AcceptCardProps) {
  const { id, title, severity, isResolved, isRequired, accepted, questions } = props;
  return (
    <li
      className={styles.card}
      aria-current={props.isSelected}
      data-row={`incident:${id}`}
      onClick={props.onPick}
    >
      <SeverityBadge severity={severity} />
      <b className={styles.title}>
        {id} {title}
      </b>
      {accepted !== undefined ? (
        <span className={styles.when}>
          <StateGlyph state="operational" /> {utcMinute(accepted.at)} UTC
        </span>
      ) : props.onAccept === undefined ? (
        <span className={styles.when}>{isRequired ? 'open' : 'need not be'}</span>
      ) : (
        <ActButton keyName="a" disabled={props.isPending} onPress={props.onAccept}>
          {props.isPending ? 'Sending' : 'Accept'}
        </ActButton>
      )}
      <p>
        {accepted !== undefined
          ? `accepted by ${accepted.by}${isResolved ? ', resolved since' : ''}`
          : isRequired
            ? 'must be accepted by name'
            : 'may be accepted'}
      </p>
      {questions.map((question) => (
        <p key={question.id} className={styles.asked}>
          {question.by} asks: {question.text}
          {question.answer !== undefined && ` ${question.answer.by}: ${question.answer.text}`}
        </p>
      ))}
    </li>
  );
}
