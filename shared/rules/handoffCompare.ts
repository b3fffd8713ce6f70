import type { Handoff } from '../model/handoff.ts';

/** Something that two handoffs say differently. */
export interface HandoffContrast {
  readonly kind: 'item' | 'incident' | 'promise' | 'budget' | 'shift';
  readonly subject: string;
  /** What each says; undefined where it says nothing of the subject. */
  readonly earlier: string | undefined;
  readonly later: string | undefined;
}

type Part = ReadonlyMap<string, string>;

/**
 * What differs between two handoffs: evidence by item, incidents that were handed over, promises, and who signed. What
 * both say alike is left out. Pure.
 */
export function compareHandoffs(earlier: Handoff, later: Handoff): readonly HandoffContrast[] {
  const contrast = (kind: HandoffContrast['kind'], of: (handoff: Handoff) => Part): HandoffContrast[] => {
    const [before, after] = [of(earlier), of(later)];
    return [...new Set([...before.keys(), ...after.keys()])].flatMap((subject) => {
      const [one, other] = [before.get(subject), after.get(subject)];
      return one === other ? [] : [{ kind, subject, earlier: one, later: other }];
    });
  };
  return [
    ...contrast('item', items),
    ...contrast('incident', incidents),
    ...contrast('promise', promises),
    ...contrast('budget', budgets),
    ...contrast('shift', shift),
  ];
}

const items = ({ items: all }: Handoff): Part =>
  new Map(
    all.map(({ name, tick }) => [
      name,
      tick === undefined
        ? 'Not ticked'
        : [
            `${tick.evidence.state}: ${tick.evidence.text}`,
            ...(tick.comment === undefined ? [] : [tick.comment]),
          ].join('\n'),
    ]),
  );

const incidentKinds = { closed: 'Closed', opened: 'Open', reopened: 'Open', 'still-open': 'Open' } as const;

/** Open or closed, with its severity: that it was opened since counts for nothing, for it is so of one of them only. */
function incidents({ difference, acceptances }: Handoff): Part {
  const told = difference.lines.flatMap(({ kind, subject, severity = '' }): [string, string][] =>
    kind in incidentKinds
      ? [[subject, `${incidentKinds[kind as keyof typeof incidentKinds]} ${severity}`.trim()]]
      : [],
  );
  const accepted = acceptances.map(({ incident, severity, by }): [string, string] => [
    incident,
    `Open ${severity}, accepted by ${by}`,
  ]);
  return new Map([...told, ...accepted]);
}

const promises = ({ promises: all }: Handoff): Part =>
  new Map(
    all.map(({ id, text, done }) => [id, `${done === undefined ? 'Open' : `Done by ${done.by}`}: ${text}`]),
  );

const budgets = ({ difference }: Handoff): Part =>
  new Map(
    difference.lines.flatMap(({ kind, text }): [string, string][] => {
      const [subject = '', left] = text.split(/: (?=[^:]*$)/);
      return kind === 'budget' && left !== undefined ? [[subject, left]] : [];
    }),
  );

const shift = ({ outgoing, incoming, takeover, closed }: Handoff): Part =>
  new Map([
    ['Handed over by', outgoing?.by ?? (takeover === undefined ? 'Not signed' : 'Never signed')],
    ['Taken over by', incoming?.by ?? 'Not signed'],
    ['Outcome', closed === undefined ? 'Open' : closed.outcome === 'complete' ? 'Complete' : 'Taken over'],
  ]);
