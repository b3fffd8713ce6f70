import type { LabelMatcher, Silence, SilencePreview } from '../../../shared/model/silence.ts';
import { clock, frozenAt } from './frozenEstate.ts';
import { liveAlerts } from './frozenQueue.ts';

const minuteMs = 60_000;
const is = (name: string, value: string): LabelMatcher => ({ name, value, isRegex: false, isEqual: true });

const silence = (id: string, part: Partial<Silence>): Silence => ({
  ...{ id: `am/${id}`, source: 'am', matchers: [is('alertname', 'HighErrorRate')], comment: 'Canary' },
  ...{
    startsAt: clock('02:50:00'),
    endsAt: frozenAt + 12 * minuteMs,
    createdBy: 'M. Tanaka',
    state: 'active',
  },
  ...{ hides: [], hidesTotal: 0 },
  ...part,
});

/** One that ends soon, one of the other shift, one that failed, and one with more than a line can take. */
export const frozenSilences: readonly Silence[] = [
  silence('1', {
    matchers: [is('alertname', 'HighErrorRate'), is('service', 'constitutional-ai')],
    comment: 'Canary of 4.18.3; watched by hand',
    hides: liveAlerts.filter(({ state }) => state === 'suppressed').map(({ id }) => id),
    hidesTotal: 1,
  }),
  silence('2', {
    matchers: [is('service', 'evolution-oversight')],
    comment: 'CHG-118',
    endsAt: clock('09:00:00'),
    createdBy: 'L. Meyer',
  }),
  silence('SIL-107-x', {
    matchers: [is('alertname', 'TargetMissing')],
    state: 'requested',
    endsAt: clock('04:10:00'),
    request: {
      ...{ act: 'create', state: 'failed', by: 'M. Tanaka', at: clock('03:10:00') },
      text: 'Not made: HTTP 400 from http://alertmanager:9093: silence invalid: at least one matcher must not match the empty string',
    },
  }),
];

/** What the form of the frozen console shows before it is sent. */
export const frozenPreview: SilencePreview = {
  hits: [
    { id: 'am/3', name: 'HighLatency', service: 'constitutional-ai', severity: 'P1', incident: 'INC-2044' },
    { id: 'am/4', name: 'HighErrorRate', service: 'constitutional-ai', severity: 'P2', incident: 'INC-2044' },
  ],
  total: 2,
  warnings: ['It hides 1 alert of P1.'],
};
