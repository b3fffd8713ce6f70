import { capacityHours } from '../../../shared/rules/capacity.ts';
import { capacityQuestions } from '../capacityQuestions.ts';
import { hourMs } from '../prometheusHours.ts';
import type { Observation } from '../source.ts';
import { figureValue } from './figureValue.ts';
import { conditionOf } from './script.ts';
import type { Moment } from './simulator.ts';

const readingsAnHour = 4;

/** Three weeks of hourly means of the figures that say what the next day may bring. */
export function playHours({ source, seed, script, startedAt, now, policy }: Moment): readonly Observation[] {
  const endsAt = Math.floor(now / hourMs) * hourMs;
  return capacityQuestions(policy, source).map(({ service, figure }): Observation => {
    const points = Array.from({ length: capacityHours }, (_, index) => {
      const startsAt = endsAt - (capacityHours - index) * hourMs;
      const readings = Array.from({ length: readingsAnHour }, (_reading, part) => {
        const at = startsAt + (part * hourMs) / readingsAnHour;
        const condition = conditionOf(script, service, at - startedAt);
        return figureValue(figure, { seed, service, now: at, condition });
      }).filter((value) => value !== undefined);
      return readings.length === 0 ? null : readings.reduce((sum, value) => sum + value, 0) / readings.length;
    });
    return { kind: 'hourly', source, service, figure: figure.id, endsAt, points };
  });
}
