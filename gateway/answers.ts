import type { QuestionAnswer, QuestionName, QuestionParams } from '../shared/feed/questions.ts';
import type { Instant } from '../shared/model/instant.ts';
import type { SilencePreview } from '../shared/model/silence.ts';
import type { Policy } from '../shared/policy/index.ts';
import { err, ok, type Result } from '../shared/result.ts';
import { searchRecords } from '../shared/rules/handoffSearch.ts';
import { relatedTo } from '../shared/rules/related.ts';
import type { BurnKeeper } from './burn/burnKeeper.ts';
import { objectiveHistory } from './burn/objectiveHistory.ts';
import { deskFigures, type FigurePolicy } from './figures/deskFigures.ts';
import type { RecordArchive } from './handoff/recordArchive.ts';
import { loadAnswer, type LoadPolicy } from './rota/loadAnswer.ts';
import type { RotaDesk } from './rota/rotaDesk.ts';
import { deskBetween, type PastSources } from './past/between.ts';

/** What answers are given from. */
export interface AnswerSources {
  readonly burn: BurnKeeper;
  readonly policy: Pick<Policy, 'burn'> & FigurePolicy & LoadPolicy;
  readonly past: () => PastSources;
  readonly now: () => Instant;
  /** The rota as it stands. */
  readonly book: () => ReturnType<RotaDesk['book']>;
  /** The handoffs that were closed. */
  readonly archive: () => Pick<RecordArchive, 'all' | 'get'>;
  readonly preview: (asked: QuestionParams<'silence.preview'>) => Result<SilencePreview>;
}

/** Every question with its answer; the error is one sentence for the asker. */
export type Answers = {
  readonly [Name in QuestionName]: (params: QuestionParams<Name>) => Result<QuestionAnswer<Name>>;
};

/** The table of answers; a question without one does not compile. */
export const createAnswers = ({
  archive,
  book,
  burn,
  now,
  past,
  policy,
  preview,
}: AnswerSources): Answers => ({
  'objective.history': (asked) => objectiveHistory(burn, policy.burn.windows, asked),
  'desk.figures': (asked) => {
    const answered = deskFigures(past().records, policy, asked, now());
    return answered.ok ? ok(answered.value.figures) : answered;
  },
  'incident.related': ({ incident }) => {
    const record = past().records.incidents.get(incident);
    if (record === undefined) return err(`The journal has no incident ${incident}.`);
    const withinMs = policy.incidents.recurrenceWithin;
    return ok(relatedTo(record, past().records.incidents.values(), { withinMs, now: now() }));
  },
  'desk.between': (asked) => deskBetween(past(), asked, now()),
  'handoff.records': (asked) => ok(searchRecords(archive().all, asked)),
  'handoff.record': ({ handoff }) => {
    const record = archive().get(handoff);
    return record === undefined ? err(`No record of ${handoff} is at hand.`) : ok({ record });
  },
  'silence.preview': preview,
  'rota.load': (asked) => loadAnswer({ policy, records: past().records, book: book() }, asked),
});
