import { rotaView } from '../../../gateway/rota/rotaView.ts';
import type { RotaListEntity, RotaOverride } from '../../../shared/model/rota.ts';
import { frozenAt, frozenDesk } from './frozenEstate.ts';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
const weekMs = 7 * dayMs;
const monday = Date.UTC(2026, 10, 16);
const [tanaka = '', okafor = '', rao = '', meyer = '', duarte = '', lindqvist = ''] = frozenDesk.people.map(
  ({ id }) => id,
);

const list = (id: string, name: string, members: readonly string[], services?: readonly string[]) => ({
  ...{ id, name, services },
  rotation: { start: monday - 8 * weekMs, rotation: weekMs, members },
});

const standIn = (
  number: number,
  part: Partial<RotaOverride['parts'][number]>,
  change: Partial<RotaOverride>,
): RotaOverride => ({
  id: `ROT-${number}`,
  kind: 'override',
  parts: [{ list: 'primary', person: meyer, from: monday + 6 * dayMs, to: monday + 8 * dayMs, ...part }],
  reason: 'Family visit',
  emergency: false,
  status: 'proposed',
  proposed: { at: frozenAt - 3 * hourMs, by: 'M. Tanaka' },
  ...change,
});

const approved = { at: frozenAt - 2 * hourMs, by: 'A. Okafor' };

/** Stand-ins of each kind: approved, waiting, and in force as an emergency. */
export const frozenOverrides: readonly RotaOverride[] = [
  standIn(101, {}, { status: 'approved', approved }),
  standIn(
    102,
    { list: 'secondary', person: duarte, from: frozenAt - hourMs, to: frozenAt + 9 * hourMs },
    { emergency: true, reason: 'Flu since the night', proposed: { at: frozenAt - hourMs, by: 'J. Rao' } },
  ),
  standIn(
    103,
    { list: 'escalation', person: rao, from: monday + 9 * dayMs, to: monday + 10 * dayMs },
    { reason: 'Conference in Singapore' },
  ),
];

const primary = list('primary', 'Primary On-Call', [tanaka, meyer, duarte]);
/** A calendar that leaves a day out, and one that names somebody whom the policy does not have. */
const booked = [
  { from: monday - 4 * weekMs, to: monday + 4.5 * dayMs + 8 * hourMs, person: okafor },
  { from: monday + 5.5 * dayMs + 8 * hourMs, to: monday + 11 * dayMs, person: okafor },
  { from: monday + 11 * dayMs, to: monday + 14 * dayMs, person: 'zoe@contractor.example' },
  { from: monday + 14 * dayMs, to: monday + 9 * weekMs, person: okafor },
];

/** The rota of the pictures: a hole within a day, somebody unknown, and somebody on two lists. */
export const frozenRota: readonly RotaListEntity[] = rotaView(
  {
    lists: [
      primary,
      list('secondary', 'Secondary On-Call', [rao, duarte, lindqvist]),
      {
        ...list('escalation', 'Escalation On-Call', [okafor]),
        calendar: { from: monday - 5 * weekMs, to: monday + 15 * weekMs, booked },
      },
      list('executive', 'Executive On-Call', [lindqvist]),
      list('expert-data', 'Data Expert', [rao], ['postgresql']),
      list('expert-security', 'Security Expert', [duarte, meyer], ['auth']),
    ],
    overrides: frozenOverrides,
    names: new Map(frozenDesk.people.map(({ id, name }) => [id, name])),
  },
  frozenAt,
);

/** A rota with nothing wrong and nobody standing in. */
export const quietRota: readonly RotaListEntity[] = rotaView(
  {
    lists: [
      primary,
      list('secondary', 'Secondary On-Call', [rao]),
      list('escalation', 'Escalation On-Call', [okafor]),
      list('executive', 'Executive On-Call', [lindqvist]),
    ],
    overrides: [],
    names: new Map(frozenDesk.people.map(({ id, name }) => [id, name])),
  },
  frozenAt,
);
