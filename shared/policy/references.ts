import { didYouMean } from './suggestion.ts';

/** Where in a policy something is: keys and list positions. */
export type PolicyPath = readonly (string | number)[];

/** Something wrong with a policy, at a place, in a sentence. */
export interface PolicyFault {
  readonly path: PolicyPath;
  readonly message: string;
  /** True where the path's last key itself is wrong, not its value. */
  readonly atKey?: boolean;
}

/** Everything that can be referred to, and where its names are declared; `*` stands for every item. */
const declarations = {
  site: ['estate.sites.*.id'],
  service: ['estate.services.*.id'],
  team: ['people.teams.*.id'],
  title: ['people.titles.*.id'],
  person: ['people.persons.*.id'],
  tier: ['tiers.*.id'],
  severity: ['severities.*.id'],
  category: ['categories.*.id'],
  action: ['actions.*.id'],
  role: ['escalation.roles.*.id'],
  'response team': ['escalation.responseTeams.*.id'],
  channel: ['channels.*.id'],
  source: ['sources.*.id'],
  'recovery tier': ['recovery.tiers.*.tier'],
  objective: ['objectives.*.id'],
  dashboard: ['monitoring.dashboards.*.id'],
  trigger: ['triggers.*.id'],
  shift: ['shifts.*.id'],
  'list of experts': ['rota.experts.*.id'],
  kpi: ['kpis.*.id'],
  link: ['links.*.id'],
  playbook: ['recovery.playbooks.*.id'],
  'change category': ['changes.categories.*.id'],
  'change rule': ['changes.rules.*.id'],
  'compliance procedure': ['compliance.procedures.*.id'],
  'escalation level': ['escalation.levels.*.id'],
  'checklist item': ['handoff.checklist.*.id'],
  'escalation row for severity': ['escalation.matrix.*.severity'],
} as const;

type Kind = keyof typeof declarations;

/** Every place that names something declared elsewhere. */
const references: readonly (readonly [path: string, kind: Kind])[] = [
  ['estate.services.*.tier', 'tier'],
  ['estate.services.*.drTier', 'recovery tier'],
  ['estate.services.*.owner', 'title'],
  ['estate.services.*.dependsOn.*', 'service'],
  ['estate.services.*.up.source', 'source'],
  ['estate.services.*.figures.*.source', 'source'],
  ['people.titles.*.team', 'team'],
  ['people.persons.*.title', 'title'],
  ['people.persons.*.site', 'site'],
  ['objectives.*.services.*', 'service'],
  ['objectives.*.tier', 'tier'],
  ['objectives.*.sli.source', 'source'],
  ['burn.windows.*.opens', 'severity'],
  ['severities.*.team.*', 'response team'],
  ['alerts.map.*.severity', 'severity'],
  ['alerts.map.*.service', 'service'],
  ['alerts.map.*.category', 'category'],
  ['alerts.severityMap.*', 'severity'],
  ['alerts.unknownSeverity', 'severity'],
  ['alerts.defaultCategory', 'category'],
  ['probes.down.*', 'severity'],
  ['probes.hashMismatch', 'severity'],
  ['actions.*.channels.*', 'channel'],
  ['actions.*.role', 'role'],
  ['actions.*.team', 'response team'],
  ['triggers.*.services.*', 'service'],
  ['triggers.*.actions.*', 'action'],
  ['triggers.*.opens', 'severity'],
  ['triggers.*.category', 'category'],
  ['escalation.roles.*.persons.*', 'person'],
  ['escalation.responseTeams.*.titles.*', 'title'],
  ['escalation.levels.*.team', 'response team'],
  ['escalation.matrix.*.severity', 'severity'],
  ['escalation.matrix.*.steps.*.role', 'role'],
  ['shifts.*.primarySite', 'site'],
  ['shifts.*.otherSites.*', 'site'],
  ['rota.*.members.*', 'person'],
  ['rota.*.calendar.persons.*', 'person'],
  ['rota.experts.*.members.*', 'person'],
  ['rota.experts.*.calendar.persons.*', 'person'],
  ['rota.experts.*.services.*', 'service'],
  ['rota.approvers.titles.*', 'title'],
  ['rota.approvers.roles.*', 'role'],
  ['handoff.accept.*', 'severity'],
  ['handoff.severity', 'severity'],
  ['handoff.overdue.*.role', 'role'],
  ['handoff.channels.*', 'channel'],
  ['changes.categories.*.approvers.*', 'role'],
  ['recovery.playbooks.*.services.*', 'service'],
  ['escalation.responseTeams.*.channels.*', 'channel'],
  ['compliance.category', 'category'],
  ['compliance.procedures.*.severity', 'severity'],
  ['compliance.procedures.*.categories.*', 'category'],
  ['compliance.procedures.*.notify.*', 'response team'],
  ['kpis.*.measure.severity', 'severity'],
  ['kpis.*.measure.source', 'source'],
  ['incidents.updates.channels.*', 'channel'],
  ['channels.*.severities.*', 'severity'],
  ['monitoring.alertRules.*.trigger', 'trigger'],
  ['monitoring.dashboards.*.panels.*.objectives.*', 'objective'],
  ['monitoring.dashboards.*.panels.*.kpis.*', 'kpi'],
];

/**
 * Names that nothing declares, names declared twice, and rows that are missing.
 * Takes what was read, valid or not, so that these are found together with faults of form;
 * kinds whose declarations have a fault in `broken` are left out, since their names are not known.
 */
export function checkReferences(policy: unknown, broken: readonly PolicyPath[] = []): readonly PolicyFault[] {
  const faults: PolicyFault[] = [];
  const known = new Map<Kind, readonly string[]>();
  for (const kind of kindNames) {
    const named = declarations[kind].flatMap((pattern) => find(policy, pattern));
    const names = named.map(({ value }) => value);
    named.forEach(({ path, value }, index) => {
      if (names.indexOf(value) < index)
        faults.push({ path, message: `there is already a ${kind} "${value}"` });
    });
    if (!isBroken(kind, broken)) known.set(kind, names);
  }
  for (const [pattern, kind] of references) {
    const names = known.get(kind);
    if (names === undefined) continue;
    for (const { path, value } of find(policy, pattern)) {
      if (names.includes(value)) continue;
      faults.push({ path, message: `there is no ${kind} "${value}"${didYouMean(value, names)}` });
    }
  }
  return [...faults, ...checkCoverage(policy, known), ...checkFigures(policy), ...checkDependencies(policy)];
}

const kindNames = Object.keys(declarations).filter((kind): kind is Kind => kind in declarations);

function isBroken(kind: Kind, broken: readonly PolicyPath[]): boolean {
  return declarations[kind].some((pattern) => {
    const list = pattern.split('.').slice(0, -2);
    const field = pattern.split('.').at(-1);
    return broken.some((path) => {
      const shared = Math.min(path.length, list.length);
      if (!list.slice(0, shared).every((key, index) => key === path[index])) return false;
      // The list itself, or an item's own name; a fault in another field of an item hides no name.
      return path.length <= list.length + 1 || path[list.length + 1] === field;
    });
  });
}

/** Every severity needs its row of the matrix; every tier needs the severity of its loss. */
function checkCoverage(policy: unknown, known: ReadonlyMap<Kind, readonly string[]>): readonly PolicyFault[] {
  const faults: PolicyFault[] = [];
  const rows = known.get('escalation row for severity');
  const severities = known.get('severity') ?? [];
  for (const severity of rows === undefined ? [] : severities) {
    if (rows?.includes(severity) === true) continue;
    faults.push({ path: ['escalation', 'matrix'], message: `has no row for severity "${severity}"` });
  }
  const down = at(policy, ['probes', 'down']);
  if (!isObject(down)) return faults;
  const tiers = known.get('tier');
  if (tiers === undefined) return faults;
  const wanted = [...tiers, 'platform'];
  for (const tier of wanted) {
    if (tier in down) continue;
    faults.push({ path: ['probes', 'down'], message: `has no severity for "${tier}"` });
  }
  for (const key of Object.keys(down)) {
    if (wanted.includes(key)) continue;
    faults.push({
      path: ['probes', 'down', key],
      message: `there is no tier "${key}"${didYouMean(key, wanted)}`,
    });
  }
  return faults;
}

/** Figures are named once in each service; one that is used elsewhere must be one that some service has. */
function checkFigures(policy: unknown): readonly PolicyFault[] {
  const figures = find(policy, 'estate.services.*.figures.*.id');
  const places = figures.map(({ path, value }) => `${String(path[2])}/${value}`);
  const twice = figures.filter((_, index) => places.indexOf(places[index] ?? '') < index);
  const names = [...new Set(figures.map(({ value }) => value))];
  const used = [
    'triggers.*.condition.figure',
    'objectives.*.figure',
    'monitoring.dashboards.*.panels.*.figures.*',
  ];
  const unknown = used
    .flatMap((pattern) => find(policy, pattern))
    .filter(({ value }) => !names.includes(value));
  return [
    ...twice.map(({ path, value }) => ({ path, message: `the service already has a figure "${value}"` })),
    ...unknown.map(({ path, value }) => ({
      path,
      message: `no service has a figure "${value}"${didYouMean(value, names)}`,
    })),
  ];
}

/** A service cannot need itself, be it through others. */
function checkDependencies(policy: unknown): readonly PolicyFault[] {
  const names = find(policy, 'estate.services.*.id');
  const needs = new Map(
    names.map(({ path, value }) => [
      value,
      find(policy, `estate.services.${String(path[2])}.dependsOn.*`).map((dependency) => dependency.value),
    ]),
  );
  const faults: PolicyFault[] = [];
  for (const { path, value } of names) {
    const reached = new Set<string>();
    const waiting = [...(needs.get(value) ?? [])];
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
      if (reached.has(next)) continue;
      reached.add(next);
      waiting.push(...(needs.get(next) ?? []));
    }
    if (!reached.has(value)) continue;
    const message = `"${value}" depends on itself, directly or through others`;
    faults.push({ path: [...path.slice(0, -1), 'dependsOn'], message });
  }
  return faults;
}

interface Found {
  readonly path: PolicyPath;
  readonly value: string;
}

/** Every text (or number, as text) at a dotted path, where `*` stands for every item or key. */
function find(root: unknown, pattern: string): readonly Found[] {
  let places: readonly { readonly path: PolicyPath; readonly value: unknown }[] = [{ path: [], value: root }];
  for (const part of pattern.split('.')) places = places.flatMap((place) => descend(place, part));
  return places.flatMap(({ path, value }) =>
    typeof value === 'string' || typeof value === 'number' ? [{ path, value: String(value) }] : [],
  );
}

function descend(place: { readonly path: PolicyPath; readonly value: unknown }, part: string) {
  const { path, value } = place;
  if (Array.isArray(value)) {
    const items: readonly unknown[] = value;
    const numbered = items.map((item, index) => ({ path: [...path, index], value: item }));
    return part === '*' ? numbered : numbered.filter((_, index) => String(index) === part);
  }
  if (!isObject(value)) return [];
  const keys = part === '*' ? Object.keys(value) : [part].filter((key) => Object.hasOwn(value, key));
  return keys.map((key) => ({ path: [...path, key], value: value[key] }));
}

function at(root: unknown, path: PolicyPath): unknown {
  return path.reduce<unknown>((value, key) => (isObject(value) ? value[key] : undefined), root);
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
