import type { RotaListEntity, RotaOverride } from '../../shared/model/rota.ts';
import type { Instant } from '../../shared/model/instant.ts';
import { spansOf } from '../../shared/rules/rotaBook.ts';
import { rotaAheadMs, rotaFindings } from '../../shared/rules/rotaFindings.ts';
import type { DutyList } from '../duty.ts';

const dayMs = 86_400_000;
const daysBack = 7;
const daysAhead = 35;

/** What consoles see of the rota. */
export interface RotaInputs {
  readonly lists: readonly DutyList[];
  readonly overrides: readonly RotaOverride[];
  /** People who can be called, by id. */
  readonly names: ReadonlyMap<string, string>;
}

/** Every list with its spans and what is wrong ahead. Pure; the same all through a minute. */
export function rotaView({ lists, overrides, names }: RotaInputs, now: Instant): readonly RotaListEntity[] {
  const today = Math.floor(now / dayMs) * dayMs;
  // Findings begin now: cut to the minute, or each second would be news to every console.
  const from = Math.floor(now / 60_000) * 60_000;
  const findings = rotaFindings({ lists, overrides, names, from, to: from + rotaAheadMs });
  return lists.map((list) => ({
    id: list.id,
    name: list.name,
    covers: list.covers,
    services: list.services === undefined ? undefined : [...list.services],
    spans: [...spansOf(list, overrides, today - daysBack * dayMs, today + daysAhead * dayMs)],
    findings: findings.flatMap(({ list: teller, ...finding }) => (teller === list.id ? [finding] : [])),
  }));
}

/** Stand-ins that are not over, or were not until a week ago. */
export const shownOverrides = (overrides: readonly RotaOverride[], now: Instant): readonly RotaOverride[] =>
  overrides.filter(({ parts, ended }) => {
    const end = Math.max(...parts.map(({ to }) => to));
    return Math.min(end, ended?.at ?? end) > now - daysBack * dayMs;
  });
