import type { Drill } from '../model/drill.ts';
import type { Instant } from '../model/instant.ts';
import type { AlertRule, Readiness } from '../model/readiness.ts';
import type { RunbookHead } from '../model/runbook.ts';

/** A runbook on this machine, as far as readiness looks at it. */
export interface ReadyRunbook extends Pick<RunbookHead, 'id' | 'title' | 'alerts' | 'reviewed' | 'drilled'> {
  /** One of its files is damaged or missing. */
  readonly isDamaged: boolean;
}

/** Runbooks as of the newest day on which each was carried out: by its own front matter, or in a drill on record. */
export function withDrills<Runbook extends Pick<RunbookHead, 'id' | 'drilled'>>(
  runbooks: readonly Runbook[],
  drills: readonly Pick<Drill, 'from' | 'runbooks'>[],
): readonly Runbook[] {
  const days = new Map<string, string>();
  for (const { from, runbooks: tried } of drills) {
    const day = new Date(from).toISOString().slice(0, 10);
    for (const { id, isCarriedOut } of tried)
      if (isCarriedOut && day > (days.get(id) ?? '')) days.set(id, day);
  }
  return runbooks.map((runbook) => {
    const day = days.get(runbook.id);
    // Days of one form are in the order of their letters.
    return day !== undefined && day > (runbook.drilled ?? '') ? { ...runbook, drilled: day } : runbook;
  });
}

/** What is wrong with an alert rule, as seen from this machine; `stale` ones still work. */
export interface ReadinessHole {
  readonly rule: string;
  readonly source: string;
  readonly kind: 'none' | 'missing' | 'damaged' | 'stale';
  readonly text: string;
}

/** For how many alert rules there is a runbook that works with the network down. */
export interface ReadinessFigure {
  readonly rules: number;
  /** Rules whose runbook is on this machine, and whole. */
  readonly usable: number;
  /** 0 to 100, rounded down: 100 only where not one is missing. Absent where no rule is known. */
  readonly percent?: number | undefined;
  /** What can't be used first, then what is stale; by rule. */
  readonly holes: readonly ReadinessHole[];
  /** Sources whose rules are not known, so that they are not counted. */
  readonly unknown: readonly string[];
}

/** Counts the rules against the runbooks that are really on this machine. */
export function readinessFigure(
  readiness: Readiness,
  runbooks: readonly ReadyRunbook[],
  now: Instant,
): ReadinessFigure {
  const byId = new Map(runbooks.map((runbook) => [runbook.id, runbook]));
  const byAlert = new Map<string, ReadyRunbook[]>();
  for (const runbook of runbooks) {
    for (const alert of runbook.alerts) byAlert.set(alert, [...(byAlert.get(alert) ?? []), runbook]);
  }
  const { rules } = readiness;
  const looks = rules.map((rule) => {
    const named = rule.runbook === undefined ? undefined : byId.get(rule.runbook);
    const fitting = [...(named === undefined ? [] : [named]), ...(byAlert.get(rule.name) ?? [])];
    return holeOf(rule, fitting, readiness, now);
  });
  const holes = looks.filter((hole) => hole !== undefined);
  const usable = rules.length - holes.filter(({ kind }) => kind !== 'stale').length;
  return {
    rules: rules.length,
    usable,
    percent: rules.length === 0 ? undefined : Math.floor((usable / rules.length) * 100),
    holes: [...holes.filter(({ kind }) => kind !== 'stale'), ...holes.filter(({ kind }) => kind === 'stale')],
    unknown: readiness.sources.flatMap(({ name, problem }) =>
      problem === undefined ? [] : [`${name}: ${problem}`],
    ),
  };
}

function holeOf(
  { name: rule, source, runbook: wanted }: AlertRule,
  fitting: readonly ReadyRunbook[],
  limits: Pick<Readiness, 'reviewEveryMs' | 'drillEveryMs'>,
  now: Instant,
): ReadinessHole | undefined {
  const whole = fitting.filter(({ isDamaged }) => !isDamaged);
  const hole = (kind: ReadinessHole['kind'], text: string): ReadinessHole => ({ rule, source, kind, text });
  const [damaged] = fitting;
  if (whole.length === 0 && damaged !== undefined) {
    return hole('damaged', `${damaged.title} is damaged on this machine`);
  }
  if (whole.length === 0 && wanted !== undefined) {
    return hole('missing', `its link names ${wanted}, which is not on this machine`);
  }
  if (whole.length === 0) return hole('none', 'no link, and no runbook names it');
  // One that is fresh will do.
  const stale = whole.map((runbook) => staleWords(runbook, limits, now));
  const [first] = stale;
  return first !== undefined && stale.every((words) => words !== undefined)
    ? hole('stale', `${whole[0]?.title ?? ''}: ${first}`)
    : undefined;
}

function staleWords(
  { reviewed, drilled }: ReadyRunbook,
  { reviewEveryMs, drillEveryMs }: Pick<Readiness, 'reviewEveryMs' | 'drillEveryMs'>,
  now: Instant,
): string | undefined {
  const words = [
    late('reviewed', reviewed, reviewEveryMs, now),
    late('drilled', drilled, drillEveryMs, now),
  ].filter((one) => one !== undefined);
  return words.length === 0 ? undefined : words.join(', ');
}

function late(
  what: string,
  day: string | undefined,
  everyMs: number | undefined,
  now: Instant,
): string | undefined {
  if (everyMs === undefined) return undefined;
  if (day === undefined) return `never ${what}`;
  return now - Date.parse(day) > everyMs ? `${what} ${day}` : undefined;
}
