import { expect, it } from 'vitest';
import { heldBetween } from '../../../../renderer/selectors/heldPast.ts';
import { deskBetweenSchema } from '../../../../shared/model/between.ts';
import { noEntities } from '../../../../shared/model/entities.ts';
import { frozenAt } from '../../../support/frozen/frozenEstate.ts';
import { liveFloor } from '../../../support/frozen/frozenFloor.ts';
import { liveQueue } from '../../../support/frozen/frozenQueue.ts';

const entities = {
  ...noEntities,
  incident: Object.fromEntries(liveQueue.map((incident) => [incident.id, incident])),
  service: Object.fromEntries(liveFloor.map(({ service }) => [service.id, service])),
};
const span = { from: frozenAt - 15 * 60_000, to: frozenAt + 5 * 60_000 };

it('tells what the timelines and the present states tell, and claims no more', () => {
  const answer = deskBetweenSchema.parse(heldBetween(entities, span, frozenAt));
  expect(answer.asOf).toBe(frozenAt);
  const kinds = new Set(answer.items.map(({ kind }) => kind));
  expect(kinds).toEqual(new Set(['incident', 'service']));
  for (const { lastAt } of answer.items) expect(lastAt).toBeGreaterThanOrEqual(span.from);
  // What came and went before, and everything since.
  expect(answer.blind).toMatchObject([
    { kind: 'records', from: span.from, to: frozenAt },
    { kind: 'records', from: frozenAt },
  ]);
});

it('of a span after the feed was lost it knows nothing', () => {
  const later = { from: frozenAt + 60_000, to: frozenAt + 120_000 };
  const answer = heldBetween(entities, later, frozenAt);
  expect(answer.items).toEqual([]);
  expect(answer.blind.at(-1)).toMatchObject({ from: later.from });
  expect(answer.blind.every(({ from, to }) => to === undefined || to >= from)).toBe(true);
});
