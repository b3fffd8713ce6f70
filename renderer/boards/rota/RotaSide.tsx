import { useState, type ReactElement } from 'react';
import { rotaTime } from '../../../shared/rules/rotaFindings.ts';
import type { DeskInfo } from '../../../shared/model/desk.ts';
import type { Instant } from '../../../shared/model/instant.ts';
import type { RotaListEntity, RotaOverride } from '../../../shared/model/rota.ts';
import { ActButton } from '../../components/ActButton.tsx';
import { OutgoingMark } from '../../components/OutgoingMark.tsx';
import { StateGlyph } from '../../components/StateGlyph.tsx';
import { gravestFirst, rotaName } from '../../selectors/rotaWords.ts';
import { useConsole } from '../../store/store.ts';
import { rotaLines } from '../queue/outgoingWords.ts';
import { useSendOnce } from '../queue/useSendOnce.ts';
import { useBoardKeys } from '../useBoardKeys.ts';
import { RotaLoadPanel } from './RotaLoadPanel.tsx';
import { RotaForm } from './RotaForm.tsx';
import type { RotaFormKind } from './rotaDraft.ts';
import styles from './RotaSide.module.css';
import { standInRows, standInWords } from './standInRows.ts';

interface SideProps {
  readonly lists: readonly RotaListEntity[];
  readonly people: DeskInfo['people'];
  readonly now: Instant;
  readonly isWall: boolean;
}

const wallFindings = 3;

/** What is wrong ahead, and who stands in: proposed, decided and ended at a workstation. */
export function RotaSide({ lists, people, now, isWall }: SideProps): ReactElement {
  const findings = lists
    .flatMap(({ id, findings: own }) => own.map((finding) => ({ ...finding, key: `${id} ${finding.text}` })))
    .sort((one, other) => one.from - other.from);
  const shown = isWall ? gravestFirst(findings).slice(0, wallFindings) : findings;
  const more = findings.length - shown.length;
  const [showsLoad, setShowsLoad] = useState(false);
  const turn = (): void => setShowsLoad((before) => !before);
  useBoardKeys(isWall ? {} : { l: turn });
  return (
    <div className={styles.side} data-wall={isWall || undefined}>
      {showsLoad ? (
        <RotaLoadPanel now={now} onClose={turn} />
      ) : (
        <section aria-label="Wrong ahead" tabIndex={0}>
          <h2>
            Next 14 days
            {!isWall && (
              <ActButton keyName="l" onPress={turn}>
                Load
              </ActButton>
            )}
          </h2>
          {findings.length === 0 && <p>Every list has somebody, and nobody is on two.</p>}
          <ul>
            {shown.map(({ key, text }) => (
              <li key={key}>
                <StateGlyph state="degraded" /> <span>{text}</span>
              </li>
            ))}
            {more > 0 && <li>{more} more</li>}
          </ul>
        </section>
      )}
      {!isWall && <StandIns lists={lists} people={people} now={now} />}
    </div>
  );
}

function StandIns({ lists, people, now }: Omit<SideProps, 'isWall'>): ReactElement {
  const overrides = useConsole(({ feed }) => feed.entities.rotaOverride);
  const send = useSendOnce();
  const rows = standInRows(overrides, now);
  const lines = rotaLines(useConsole((state) => state.outgoing));
  const [wanted, setWanted] = useState<string>();
  const [form, setForm] = useState<RotaFormKind>();
  const at = Math.max(
    0,
    rows.findIndex(({ id }) => id === wanted),
  );
  const chosen = rows[at];
  const move = (by: number) => (): void =>
    setWanted(rows[Math.min(rows.length - 1, Math.max(0, at + by))]?.id);
  const approve = (): void => {
    if (chosen?.status === 'proposed') send('rota.approve', { override: chosen.id });
  };
  const open = (kind: RotaFormKind, needs?: RotaOverride['status'][]) => (): void => {
    if (needs === undefined || (chosen !== undefined && needs.includes(chosen.status))) setForm(kind);
  };
  const keys = {
    ...{ ArrowDown: move(1), ArrowUp: move(-1), o: open('override'), x: open('swap') },
    ...{ a: approve, d: open('decline', ['proposed']), c: open('cancel', ['proposed', 'approved']) },
  };
  useBoardKeys(form === undefined ? keys : { Escape: () => setForm(undefined) });
  return (
    <section aria-label="Stand-ins">
      <h2>
        Stand-ins
        <ActButton keyName="o" onPress={keys.o}>
          Stand-in
        </ActButton>
        <ActButton keyName="x" onPress={keys.x}>
          Swap
        </ActButton>
      </h2>
      {form !== undefined && (
        <RotaForm
          key={form}
          kind={form}
          {...{ lists, people, now }}
          override={chosen}
          onSend={(name, params) => {
            send(name, params);
            setForm(undefined);
          }}
          onClose={() => setForm(undefined)}
        />
      )}
      {lines.map(({ id, text, bad }) => (
        <p key={id} role={bad ? 'alert' : 'status'}>
          <OutgoingMark bad={bad} /> {text}
        </p>
      ))}
      {rows.length === 0 && <p>Nobody stands in, now or later.</p>}
      <ul>
        {rows.map((row) => (
          <li key={row.id} aria-current={row === chosen} onClick={() => setWanted(row.id)}>
            <code>{row.id}</code>
            <div>
              {row.parts.map(({ list, person, from, to }) => (
                <p key={`${list} ${from}`}>
                  <b>{rotaName(people, person)}</b> as {lists.find(({ id }) => id === list)?.name ?? list}{' '}
                  from {rotaTime(from)} to {rotaTime(to)} UTC
                </p>
              ))}
              <p>
                {standInWords(row)} · {row.reason}
              </p>
              {row === chosen && (
                <div className={styles.acts}>
                  {row.status === 'proposed' && (
                    <>
                      <ActButton keyName="a" primary onPress={approve}>
                        Approve
                      </ActButton>
                      <ActButton keyName="d" onPress={keys.d}>
                        Decline
                      </ActButton>
                    </>
                  )}
                  {row.ended === undefined && (
                    <ActButton keyName="c" onPress={keys.c}>
                      Cancel
                    </ActButton>
                  )}
                </div>
              )}
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}
