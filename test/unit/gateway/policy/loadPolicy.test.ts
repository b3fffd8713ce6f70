import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { loadPolicy, parsePolicyText } from '../../../../gateway/policy/loadPolicy.ts';
import { formatProblem } from '../../../../gateway/policy/problem.ts';
import { parsePolicy } from '../../../../shared/policy/parsePolicy.ts';

const acgs = 'assets/policy/acgs.yaml';
const good = readFileSync(acgs, 'utf8');
const folder = mkdtempSync(join(tmpdir(), 'watchfloor-policy-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** The complaints about a text, without the file's name. */
function complaints(text: string, environment: Record<string, string> = {}): readonly string[] {
  const result = parsePolicyText(text, 'p.yaml', environment);
  return result.ok ? [] : result.error.map(formatProblem);
}

/** ACGS's policy with one piece of text replaced; the complaints, with `LINE` for the line where that piece was. */
function after(from: string, to: string): readonly string[] {
  const offset = good.indexOf(from);
  if (offset < 0) throw new Error(`the policy has no ${JSON.stringify(from)}`);
  const line = good.slice(0, offset).split('\n').length;
  return complaints(good.replace(from, () => to)).map((text) => text.replace(`p.yaml:${line}:`, 'LINE:'));
}

const badPolicies: readonly (readonly [
  name: string,
  from: string,
  to: string,
  expected: readonly string[],
])[] = [
  [
    'a field that no update has',
    '{{next_update}}.\n',
    '{{next_updates}}.\n',
    [
      `p.yaml:${lineOf('template: |')}:15 incidents.updates.template: there is no field {{next_updates}}, in line 5 of the text; did you mean "next_update"?`,
    ],
  ],
  [
    'half of a field',
    '{{impact}}\n',
    '{{impact\n',
    [
      `p.yaml:${lineOf('template: |')}:15 incidents.updates.template: a {{ or }} has no other half; write a field as {{service}}`,
    ],
  ],
  [
    'a pager for updates',
    'channels: [chat, mail]',
    'channels: [chat, pager]',
    [
      'LINE:22 incidents.updates.channels[1]: "pager" is a pager, which calls people; name a chat, mail or webhook',
    ],
  ],
  [
    'a pager for records of handoffs',
    'testTimeout: 2 min',
    'channels: [pager]',
    ['LINE:14 handoff.channels[0]: "pager" is a pager, which calls people; name a chat, mail or webhook'],
  ],
  [
    'a channel for records that there is none of',
    'testTimeout: 2 min',
    'channels: [nowhere]',
    [expect.stringMatching(/^LINE:14 handoff\.channels\[0\]: .*nowhere/) as string],
  ],
  [
    'a field that no link has',
    'service={{service}}&start',
    'service={{servce}}&start',
    ['LINE:10 links[4].url: there is no field {{servce}}; did you mean "service"?'],
  ],
  [
    'a link whose host an alert would choose',
    '${ACGS_JAEGER_URL:-http://127.0.0.1:16686}/search?',
    'http://{{label.host}}/search?',
    [
      'LINE:10 links[4].url: write a full http or https address whose host has no field in it, and no name or password',
    ],
  ],
  [
    'a link that is no web address',
    '${ACGS_JAEGER_URL:-http://127.0.0.1:16686}/search?',
    'javascript:alert(1)?',
    [
      'LINE:10 links[4].url: write a full http or https address whose host has no field in it, and no name or password',
    ],
  ],
  [
    'a percentage without its sign',
    'target: 99.95%',
    'target: 99.95',
    ['LINE:13 objectives[0].target: 99.95 is a percentage; write 0.9995 or 99.95%'],
  ],
  [
    'a duration without a unit',
    'acknowledge: 5 min',
    'acknowledge: 5',
    ['LINE:16 duties.acknowledge: 5 has no unit; write 5s, 5m, 5h or 5d'],
  ],
  [
    'a duration that is none',
    'assess: 10 min',
    'assess: soon',
    [
      'LINE:11 duties.assess: "soon" is not a duration; write a number and a unit, such as 30s, 5m, 2h or 30d',
    ],
  ],
  [
    'a duration of no time where some is needed',
    'acknowledge: 5 min',
    'acknowledge: 0m',
    ['LINE:16 duties.acknowledge: must be longer than 0'],
  ],
  [
    'an unknown key, at the key',
    '  hashMismatch: P0',
    '  hashMismatch: P0\n  hashMissmatch: P0',
    [
      `p.yaml:${lineOf('  hashMismatch: P0') + 1}:3 probes.hashMissmatch: unknown key "hashMissmatch"; did you mean "hashMismatch"?`,
    ],
  ],
  [
    'an unknown section',
    'burn:\n',
    'burns: {}\nburn:\n',
    ['LINE:1 burns: unknown key "burns"; did you mean "burn"?'],
  ],
  [
    'a misspelled key: what is missing and what was meant',
    'seed: 1',
    'sead: 1',
    ['LINE:5 sources[0].sead: unknown key "sead"; did you mean "seed"?'],
  ],
  ['a missing value', 'version: 1', 'version:', ['LINE:1 version: must be 1, the only version there is']],
  [
    'an empty value',
    '  title: ACGS Operations',
    '  title:',
    ['LINE:3 organisation.title: is empty; write text'],
  ],
  [
    'an unknown service',
    'dependsOn: [api-gateway]',
    'dependsOn: [api-gatway]',
    [
      'LINE:19 estate.services[8].dependsOn[0]: there is no service "api-gatway"; did you mean "api-gateway"?',
    ],
  ],
  [
    'an unknown title',
    'owner: sre-security',
    'owner: sre-securty',
    ['LINE:14 estate.services[0].owner: there is no title "sre-securty"; did you mean "sre-security"?'],
  ],
  [
    'an unknown tier',
    'tier: critical\n      drTier: 1\n      owner: sre-security',
    'tier: gold\n      drTier: 1\n      owner: sre-security',
    ['LINE:13 estate.services[0].tier: there is no tier "gold"; known: critical, core, supporting'],
  ],
  [
    'an unknown person in the rota',
    'members: [example-engineering-manager,',
    'members: [example-engineering-manger,',
    [
      'LINE:15 rota.escalation.members[0]: there is no person "example-engineering-manger"; did you mean "example-engineering-manager"?',
    ],
  ],
  [
    'an unknown role in the matrix',
    '{ after: 60m, role: cto }',
    '{ after: 60m, role: ctoo }',
    ['LINE:31 escalation.matrix[0].steps[3].role: there is no role "ctoo"; did you mean "cto"?'],
  ],
  [
    'an unknown source',
    'up: { query: \'min(up{service="auth"})\' }',
    'up: { source: prom, query: \'min(up{service="auth"})\' }',
    ['LINE:21 estate.services[0].up.source: there is no source "prom"; known: simulator'],
  ],
  [
    'an unknown kind',
    'kind: simulator',
    'kind: simulater',
    [
      'LINE:11 sources[0].kind: "simulater" does not fit; write one of prometheus, alertmanager, probe, simulator; did you mean "simulator"?',
    ],
  ],
  [
    'an unknown scenario',
    'scenario: one-p0',
    'scenario: one-p1',
    [
      'LINE:15 sources[0].scenario: "one-p1" does not fit; write one of quiet-night, one-p0, alert-storm, source-loss; did you mean "one-p0"?',
    ],
  ],
  [
    'a figure that no service has',
    'figure: p99,',
    'figure: p95,',
    ['LINE:40 triggers[1].condition.figure: no service has a figure "p95"; did you mean "p99"?'],
  ],
  [
    'a time zone that is none',
    'timeZone: Europe/Berlin',
    'timeZone: Europe/Berln',
    [
      'LINE:45 estate.sites[2].timeZone: "Europe/Berln" is not a time zone; write an IANA name such as Europe/Berlin',
    ],
  ],
  [
    'a name declared twice',
    '- { id: update_on_call_notes,',
    '- { id: review_active_incidents,',
    ['LINE:13 handoff.checklist[4].id: there is already a checklist item "review_active_incidents"'],
  ],
  [
    'a gap between shifts',
    'start: 08:00, end: 16:00',
    'start: 08:00, end: 15:00',
    [`p.yaml:${lineOf('id: shift-3')}:42 shifts[2].start: no shift is on duty from 15:00 to 16:00`],
  ],
  [
    'shifts that overlap',
    'start: 16:00, end: 24:00',
    'start: 16:00, end: 01:00',
    [`p.yaml:${lineOf('id: shift-1')}:42 shifts[0].start: "Shift 3" is also on duty from 00:00 to 01:00`],
  ],
  [
    'positions that do not add up',
    '  positions: 22',
    '  positions: 23',
    [
      `p.yaml:${lineOf('  titles:')}:3 people.titles: the titles' positions add up to 22, but people.positions is 23`,
    ],
  ],
  [
    'a ratio objective without a target',
    'target: 99.95%\n    sli:',
    'sli:',
    [
      `p.yaml:${lineOf('- id: sla-availability-critical')}:5 objectives[0].target: missing; an objective with good and total needs a target, such as 99.9%`,
    ],
  ],
  [
    'a secret in the text',
    'routingKey: { env: ACGS_PAGERDUTY_KEY }',
    'routingKey: s3cr3t',
    [
      'LINE:17 channels[2].routingKey: write where the secret is kept, { env: NAME } or { file: path }, never the secret itself',
    ],
  ],
  [
    'a password without TLS',
    '    to: [oncall@acgs.com]\n',
    '    to: [oncall@acgs.com]\n    server: { host: mail, tls: none, username: a, password: { env: B } }\n',
    [
      `p.yaml:${lineOf('    to: [oncall@acgs.com]') + 1}:5 channels[1].server: a password is never sent without TLS; leave out tls: none, or the password`,
    ],
  ],
  [
    'a user without a password',
    '    to: [oncall@acgs.com]\n',
    '    to: [oncall@acgs.com]\n    server: { host: mail, username: a }\n',
    [
      `p.yaml:${lineOf('    to: [oncall@acgs.com]') + 1}:5 channels[1].server: give username and password together, or neither`,
    ],
  ],
  [
    'an indicator over a fixed window',
    'sum_over_time(up{service="$service"}[$window])',
    'sum_over_time(up{service="$service"}[5m])',
    ['LINE:13 objectives[0].sli.good: must contain $window, such as increase(x[$window])'],
  ],
  [
    'a pattern that is none',
    'service: /formal-verification|evolution-oversight/ }',
    'service: /(formal/ }',
    ['LINE:49 alerts.map[2].match.service: "/(formal/" is not a regular expression'],
  ],
  [
    'an address that is none',
    "url: '${ACGS_AUTH_URL:-http://127.0.0.1:8000}/health'",
    "url: '127.0.0.1:8000'",
    ['LINE:14 estate.services[0].probe.url: write a full address, such as http://127.0.0.1:9090'],
  ],
  [
    'an environment variable that is not set',
    "url: '${ACGS_AUTH_URL:-http://127.0.0.1:8000}/health'",
    "url: '${ACGS_AUTH_URL}/health'",
    [
      'LINE:14 estate.services[0].probe.url: environment variable ACGS_AUTH_URL is not set; set it, or write ${ACGS_AUTH_URL:-default}',
    ],
  ],
  [
    'a list where text belongs',
    'name: ACGS\n',
    'name: [ACGS]\n',
    ['LINE:3 organisation.name: a list does not fit; write text'],
  ],
];

function lineOf(piece: string): number {
  return good.slice(0, good.indexOf(piece)).split('\n').length;
}

describe('a bad policy', () => {
  it.each(badPolicies)('%s', (_name, from, to, expected) => {
    expect(after(from, to)).toEqual(expected);
  });

  it('has all its problems told at once, in the order of the file', () => {
    const text = good
      .replace('owner: sre-security', 'owner: nobody-at-all')
      .replace('target: 99.95%', 'target: 99.95')
      .replace('acknowledge: 5 min', 'acknowledge: 5')
      .replace('scenario: one-p0', 'scenario: none');
    expect(complaints(text).map((line) => line.replace(/^.*?:\d+:\d+ (\S+): .*$/, '$1'))).toEqual([
      'estate.services[0].owner',
      'objectives[0].target',
      'duties.acknowledge',
      'sources[0].scenario',
    ]);
  });

  it('names every section that is missing', () => {
    const lines = complaints('version: 1\n');
    expect(lines).toContain('p.yaml:1:1 estate: missing; write a section (keys and values)');
    expect(lines).toContain('p.yaml:1:1 sources: missing; write a list');
    expect(lines).toHaveLength(24);
  });

  it.each([
    ['', ['p.yaml:1:1 the file is empty; copy assets/policy/acgs.yaml to start from']],
    ['# nothing\n', ['p.yaml:1:1 the file is empty; copy assets/policy/acgs.yaml to start from']],
  ])('%j is empty', (text, expected) => {
    expect(complaints(text)).toEqual(expected);
  });

  it('may be no policy at all', () => {
    expect(complaints('just text')).toEqual([
      'p.yaml:1:1 "just text" does not fit; write a section (keys and values)',
    ]);
  });

  it('may be no YAML: the place and one line, no stack', () => {
    const lines = complaints('version: 1\norganisation: {name: A\nestate: ]\n');
    expect(lines[0]).toMatch(/^p\.yaml:\d:\d+ not valid YAML: /);
    for (const line of lines) expect(line).not.toMatch(/\n|\bat .*\.[jt]s/);
  });

  it('may give a key twice', () => {
    expect(complaints('version: 1\nversion: 1\n')).toEqual([
      'p.yaml:2:1 not valid YAML: Map keys must be unique; this one is written twice; join the two, or remove one',
    ]);
  });

  it.each([
    ['a: &a {b: *a}\n', 'p.yaml:1:11 "*a" stands inside of "&a" itself; write the value out'],
    [
      'version: 1\na: *b\n',
      'p.yaml:2:4 not valid YAML: there is no "&b" above; write it there, or the value here',
    ],
    [
      'version: 1\n\ttiers: []\n',
      'p.yaml:2:1 not valid YAML: Tabs are not allowed as indentation; indent with spaces',
    ],
    [
      'a: 1\n---\nb: 2\n',
      'p.yaml:2:1 not valid YAML: a policy is one document; remove the line "---" that begins another',
    ],
    [
      'a: b: c\n',
      'p.yaml:1:4 not valid YAML: Nested mappings are not allowed in compact mappings; put quotes around text that has a colon in it, or begin a new line',
    ],
  ])('%j is told once, with the fix', (text, expected) => {
    expect(complaints(text)).toEqual([expected]);
  });

  it('may be nested without end', () => {
    expect(complaints(`a: ${'['.repeat(20_000)}`)[0]).toMatch(/not valid YAML: this is nested too deeply$/);
  });

  it('cannot make aliases grow without end', () => {
    const layers = Array.from({ length: 9 }, (_, layer) =>
      layer === 0 ? 'a0: &a0 [x, x]' : `a${layer}: &a${layer} [${`*a${layer - 1},`.repeat(9)}]`,
    );
    const lines = complaints(layers.join('\n'));
    expect(lines).toHaveLength(1);
    expect(lines[0]).toBe('p.yaml:1:1 its aliases multiply without end; write the values out');
  });

  it('says where, even behind an alias', () => {
    const text = good
      .replace('duties:\n  acknowledge: 5 min', 'duties:\n  acknowledge: &wrong 5')
      .replace('assess: 10 min', 'assess: *wrong');
    const line = lineOf('  acknowledge: 5 min');
    expect(complaints(text)).toEqual([
      `p.yaml:${line}:23 duties.acknowledge: 5 has no unit; write 5s, 5m, 5h or 5d`,
      `p.yaml:${line + 1}:11 duties.assess: 5 has no unit; write 5s, 5m, 5h or 5d`,
    ]);
  });
});

describe('a policy file', () => {
  const problemsOf = async (file: string) => {
    const result = await loadPolicy(file, {});
    return result.ok ? [] : result.error.map(formatProblem);
  };

  it('may not be there', async () => {
    expect(await problemsOf('no/such.yaml')).toEqual([
      'no/such.yaml:1:1 there is no such file; check the path, or copy assets/policy/acgs.yaml to start from',
    ]);
  });

  it('may be a directory', async () => {
    expect(await problemsOf('assets')).toEqual([
      'assets:1:1 this is a directory; give the path of the policy file in it',
    ]);
  });

  it('may not be text', async () => {
    const file = join(folder, 'binary.yaml');
    writeFileSync(file, Buffer.from([0xff, 0xfe, 0x00, 0x41]));
    expect(await problemsOf(file)).toEqual([`${file}:1:1 the file is not UTF-8 text; save it as UTF-8`]);
  });

  it('may be too large to be one', async () => {
    const file = join(folder, 'large.yaml');
    writeFileSync(file, Buffer.alloc(2 * 1024 * 1024 + 1, 'a: 1\n'));
    expect(await problemsOf(file)).toEqual([
      `${file}:1:1 the file is larger than 2 MiB, so it is hardly a policy; check the path`,
    ]);
  });

  it('is known by the digest of its bytes', async () => {
    const result = await loadPolicy(acgs, {});
    expect(result.ok && result.value.digest).toBe(createHash('sha256').update(good).digest('hex'));
    expect(result.ok && result.value.file).toBe(acgs);
  });
});

describe('environment variables', () => {
  const authUrl = (environment: Record<string, string>) => {
    const result = parsePolicyText(good, acgs, environment);
    return result.ok ? result.value.estate.services[0]?.probe?.url : undefined;
  };

  it('replace their names in probe addresses, with a default', () => {
    expect(authUrl({})).toBe('http://127.0.0.1:8000/health');
    expect(authUrl({ ACGS_AUTH_URL: '' })).toBe('http://127.0.0.1:8000/health');
    expect(authUrl({ ACGS_AUTH_URL: 'https://auth.example' })).toBe('https://auth.example/health');
  });

  it('replace their names anywhere in sources', () => {
    const text = good.replace(
      'sources:\n',
      'sources:\n  - { id: prom, kind: prometheus, url: "${PROM}", username: "${WHO:-reader}" }\n',
    );
    const result = parsePolicyText(text, acgs, { PROM: 'http://prom.example:9090' });
    expect(result.ok && result.value.sources[0]).toMatchObject({
      url: 'http://prom.example:9090',
      username: 'reader',
    });
  });

  it("replace their names in the addresses of the rota's calendars", () => {
    const text = good.replace(
      'rota:\n  primary:\n',
      'rota:\n  primary:\n    calendar: { url: "${FEED}", persons: { noor: example-noc-operator } }\n',
    );
    const result = parsePolicyText(text, acgs, { FEED: 'https://noc.example/private/feed.ics' });
    expect(result.ok && result.value.rota.primary.calendar).toMatchObject({
      ...{ url: 'https://noc.example/private/feed.ics', interval: 300_000, freshFor: 3_600_000 },
    });
    const unknown = parsePolicyText(text.replace('example-noc-operator }', 'nobody }'), acgs, {
      FEED: 'https://x.example',
    });
    expect(unknown.ok ? [] : unknown.error.map(({ message }) => message)).toEqual([
      expect.stringMatching(/^there is no person "nobody"/),
    ]);
  });

  it('are not replaced elsewhere', () => {
    const result = parsePolicyText(good.replace('title: ACGS Operations', "title: '${HOME}'"), acgs, {
      HOME: '/root',
    });
    expect(result.ok && result.value.organisation.title).toBe('${HOME}');
  });
});

describe('parsePolicy', () => {
  it('takes anything without throwing', () => {
    for (const anything of [null, undefined, 5, [], { version: 1, tiers: { a: 1 }, probes: { down: [] } }]) {
      expect(parsePolicy(anything).ok).toBe(false);
    }
  });
});
