import type { CommandName } from '../../../shared/feed/commands.ts';
import type { Instant } from '../../../shared/model/instant.ts';
import { err, ok, type Result } from '../../../shared/result.ts';

/** What is asked for before it is sent. */
export type RotaFormKind = 'override' | 'swap' | 'decline' | 'cancel';

/** What was filled in; times as `2026-11-27 08:00`, UTC. */
export interface RotaDraft {
  readonly list: string;
  readonly person: string;
  readonly from: string;
  readonly to: string;
  readonly otherList: string;
  readonly reason: string;
  readonly emergency: boolean;
}

/** A command as it is sent. */
export interface RotaAct {
  readonly name: CommandName;
  readonly params: Readonly<Record<string, unknown>>;
}

/** `2026-11-27 08:00`, UTC: as a form shows an instant. */
export const timeField = (at: Instant): string => new Date(at).toISOString().slice(0, 16).replace('T', ' ');

/** Reads a time of a form; undefined where it is none. */
export function readTimeField(text: string): Instant | undefined {
  const [, date, time] = /^\s*(\d{4}-\d{2}-\d{2})[ T](\d{2}:\d{2})\s*$/.exec(text) ?? [];
  if (date === undefined || time === undefined) return undefined;
  const at = Date.parse(`${date}T${time}:00Z`);
  return Number.isNaN(at) ? undefined : at;
}

/** The command that a filled form means, or what is missing. */
export function rotaAct(kind: RotaFormKind, draft: RotaDraft, override: string | undefined): Result<RotaAct> {
  const { list, person, otherList, emergency } = draft;
  const reason = draft.reason.trim();
  if (reason === '') return err('Give the reason; it is part of the record.');
  if (kind === 'decline' || kind === 'cancel') {
    if (override === undefined) return err('Choose a stand-in first.');
    return ok({ name: `rota.${kind}`, params: { override, reason } });
  }
  const from = readTimeField(draft.from);
  const to = readTimeField(draft.to);
  if (from === undefined || to === undefined) return err('Write both times as 2026-11-27 08:00, in UTC.');
  if (kind === 'swap') {
    const params = { role: list, at: from, otherRole: otherList, otherAt: to, reason, emergency };
    return ok({ name: 'rota.swap', params });
  }
  if (person === '') return err('Choose who stands in.');
  if (to <= from) return err('The end must come after the beginning.');
  return ok({ name: 'rota.override', params: { role: list, person, from, to, reason, emergency } });
}
