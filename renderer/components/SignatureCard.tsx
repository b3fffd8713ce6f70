import type { HandoffDuty, Signature } from '../../shared/model/handoff.ts';
import { utcSecond } from '../../shared/rules/durations.ts';
import { offRotaWords, onCallWords } from '../../shared/rules/handoffWords.ts';
import { ActButton } from './ActButton.tsx';
import { StateGlyph } from './StateGlyph.tsx';
import styles from './SignatureCard.module.css';

/** What one side's signature needs. */
export interface SignatureCardProps {
  /** "Hands over", "Takes over". */
  readonly role: string;
  /** Site or shift. */
  readonly side: string;
  readonly signed: Signature | undefined;
  /** Who is on call on this side of the shift's end, by the rota. */
  readonly onCall: readonly HandoffDuty[];
  /** Said in place of a signature: what is still owed, or that there will be none. */
  readonly words: string;
  /** Present where this console signs this side next. */
  readonly onSign?: (() => void) | undefined;
  readonly isPending: boolean;
}

/** One side of a handoff: who signed at the gateway's time, or what still stands before it. */
export function SignatureCard({ role, side, signed, onCall, words, onSign, isPending }: SignatureCardProps) {
  return (
    <section className={signed === undefined ? styles.waits : styles.card} aria-label={role}>
      <span>
        {role} · {side}
      </span>
      {onCall.length > 0 && <p>{onCallWords(onCall)}</p>}
      {signed === undefined ? (
        <>
          <p>{words}</p>
          {onSign !== undefined && (
            <ActButton primary keyName="s" disabled={isPending} onPress={onSign}>
              {isPending ? 'Sending' : 'Sign'}
            </ActButton>
          )}
        </>
      ) : (
        <>
          <b>{signed.by}</b>
          <p>
            <StateGlyph state="operational" /> signed {utcSecond(signed.at)} UTC
            {signed.onRota === false && <em> · {offRotaWords}</em>}
          </p>
        </>
      )}
    </section>
  );
}
