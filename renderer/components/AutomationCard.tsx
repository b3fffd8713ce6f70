import type { ReactNode } from 'react';
import { StateGlyph } from './StateGlyph.tsx';
import styles from './AutomationCard.module.css';

/** One action of a run in words. */
export interface AutomationStepLine {
  readonly id: string;
  readonly name: string;
  readonly words: string;
  /** When it ended, UTC; empty before. */
  readonly time: string;
  readonly state: 'done' | 'bad' | 'current' | 'ahead';
  /** What it answered. */
  readonly output?: string;
}

/** One run in words. */
export interface AutomationLine {
  readonly id: string;
  readonly note: string;
  readonly steps: readonly AutomationStepLine[];
  /** What it asks of a person. */
  readonly ask?: { readonly title: string; readonly text: string; readonly button: string } | undefined;
  /** How it ended, or why it began. */
  readonly end: string;
}

/** What happens by itself for an incident: each run's actions, what it asks for, and how it ended. */
export function AutomationCard({
  lines,
  foot,
  children,
}: {
  lines: readonly AutomationLine[];
  /** What stops it all. */
  foot: ReactNode;
  /** The buttons of what a run asks for. */
  children: (line: AutomationLine) => ReactNode;
}) {
  return (
    <section className={styles.card} aria-label="Automation" tabIndex={0}>
      {lines.map((line, place) => (
        <div key={line.id} className={styles.run}>
          <h3>
            {place === 0 ? 'Automation' : ''} <span>{line.note}</span>
          </h3>
          <ol className={styles.steps}>
            {line.steps.map((step) => (
              <li key={step.id} className={styles[step.state]}>
                <Mark state={step.state} />
                <span>
                  <b>{step.name}</b> {step.words}
                </span>
                <time>{step.time}</time>
                {step.output === undefined ? null : (
                  <details className={styles.output}>
                    <summary>output</summary>
                    <pre>{step.output}</pre>
                  </details>
                )}
              </li>
            ))}
          </ol>
          {line.ask === undefined ? (
            <p className={styles.end}>{line.end}</p>
          ) : (
            <div className={styles.ask}>
              <p>
                <b>{line.ask.title}</b> {line.ask.text}
              </p>
              <div className={styles.buttons}>{children(line)}</div>
            </div>
          )}
        </div>
      ))}
      <div className={styles.foot}>{foot}</div>
    </section>
  );
}

function Mark({ state }: { readonly state: AutomationStepLine['state'] }) {
  if (state === 'done') return <StateGlyph state="operational" />;
  if (state === 'bad') return <StateGlyph state="down" />;
  return <span className={styles.dot} aria-hidden="true" />;
}
