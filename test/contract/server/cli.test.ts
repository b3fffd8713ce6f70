import { spawn } from 'node:child_process';
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it } from 'vitest';
import { journalFileOf, openSqliteJournal } from '../../../gateway/journal/sqliteJournal.ts';
import { freePort } from '../../support/ports.ts';
import { atEnd, dataFolder } from './gatewayUnderTest.ts';

interface Outcome {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** Runs `watchfloor`; with `untilOut`, sends SIGTERM once standard output matches. */
function watchfloor(args: readonly string[], untilOut?: RegExp): Promise<Outcome> {
  const child = spawn(process.execPath, ['bin/watchfloor.mjs', ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  atEnd(() => child.kill('SIGKILL'));
  let out = '';
  let err = '';
  let isAsked = false;
  child.stdout.on('data', (chunk: Buffer) => {
    out += chunk.toString('utf8');
    if (isAsked || untilOut?.test(out) !== true) return;
    // A second signal would mean: at once.
    isAsked = true;
    child.kill('SIGTERM');
  });
  child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString('utf8')));
  return new Promise((resolve) => child.on('close', (code) => resolve({ code, out, err })));
}

const policy = 'assets/policy/acgs.yaml';

describe('watchfloor', () => {
  it('lists its commands with examples', async () => {
    const { code, out } = await watchfloor(['--help']);
    expect(code).toBe(0);
    for (const command of ['start', 'gateway', 'check', 'token', 'figures', 'rota', 'audit'])
      expect(out).toMatch(new RegExp(`^  ${command}`, 'm'));
    expect(out).toContain('Examples:');
    const version = await watchfloor(['--version']);
    expect([version.code, version.out]).toEqual([0, expect.stringMatching(/^\d+\.\d+\.\d+\n$/)]);
  });

  it.each([
    [['gatewy'], /unknown command 'gatewy' \(Did you mean gateway\?\)/],
    [['gateway'], /required option '--policy <file>' not specified/],
    [['gateway', '--policy', 'x', '--listen', 'nowhere'], /HOST:PORT/],
    [['gateway', '--policy', 'x', '--listen', '127.0.0.1:99999'], /HOST:PORT/],
    [['gateway', '--policy', 'x', '--bogus'], /unknown option '--bogus'/],
    [['check'], /missing required argument 'file'/],
    [['token', 'add', '--person', 'Ana', '--role', 'god'], /viewer, operator, approver, admin/],
  ])('%j is refused in one sentence, with 2', async (args, says) => {
    const { code, out, err } = await watchfloor(args);
    expect(code).toBe(2);
    expect(err).toMatch(says);
    expect(err.trim().split('\n')).toHaveLength(1);
    expect(out).toBe('');
  });

  it('manages tokens', async () => {
    const data = join(dataFolder(), 'fresh');
    const added = await watchfloor(['token', 'add', '--person', 'Ana', '--role', 'operator', '--data', data]);
    expect([added.code, added.out]).toEqual([0, expect.stringMatching(/^wf1_[\w-]{43}\n$/)]);
    const listed = await watchfloor(['token', 'list', '--data', data]);
    expect(listed.out).toMatch(/^[0-9a-f]{8} {2}operator {2}Ana {2}created \d{4}-\d\d-\d\d \d\d:\d\d UTC\n$/);
    expect(listed.out).not.toContain(added.out.trim());
    expect((await watchfloor(['token', 'remove', 'Ben', '--data', data])).code).toBe(1);
    expect((await watchfloor(['token', 'remove', 'Ana', '--data', data])).out).toMatch(
      /^Removed [0-9a-f]{8} of Ana/,
    );
    expect((await watchfloor(['token', 'list', '--data', data])).out).toBe('');
  });

  it('names what is wrong with a policy', async () => {
    const missing = await watchfloor(['check', 'no/such/policy.yaml']);
    expect(missing.code).toBe(1);
    expect(missing.err).toContain('no/such/policy.yaml:1:1');
    expect(missing.err).not.toMatch(/^\s+at /m);
  });

  it('finds nothing wrong with the policy that comes with it', async () => {
    const { code, out } = await watchfloor(['check', policy]);
    expect([code, out]).toEqual([0, expect.stringMatching(/acgs\.yaml is valid: \d+ services/)]);
  });

  it('runs a gateway until SIGTERM, then leaves with 0', async () => {
    const data = dataFolder();
    const listen = `127.0.0.1:${await freePort()}`;
    const args = ['gateway', '--policy', policy, '--listen', listen, '--data', data];
    const { code, out, err } = await watchfloor(args, /Gateway listening on/);
    expect(err).toBe('watchfloor: stopped.\n');
    expect(out).toContain(`http://${listen}`);
    expect(code).toBe(0);
    const lines = readFileSync(join(data, 'gateway.log'), 'utf8').trim().split('\n');
    expect(lines.map((line) => (JSON.parse(line) as { msg: string }).msg)).toContain('listening');
    expect((await watchfloor(['audit', 'verify', '--data', data])).code).toBe(0);
  });

  it('tells in a sentence why a gateway does not start', async () => {
    const data = dataFolder();
    writeFileSync(join(data, 'access.json'), '{', { mode: 0o600 });
    const damaged = await watchfloor([
      'gateway',
      '--policy',
      policy,
      '--listen',
      '127.0.0.1:0',
      '--data',
      data,
    ]);
    expect([damaged.code, damaged.err]).toEqual([
      1,
      expect.stringMatching(/^watchfloor: .*access\.json is damaged.*\n$/),
    ]);
    const open = await watchfloor([
      'gateway',
      '--policy',
      policy,
      '--listen',
      '0.0.0.0:0',
      '--data',
      dataFolder(),
    ]);
    expect([open.code, open.err]).toEqual([1, expect.stringMatching(/watchfloor token add/)]);
    const nowhere = join(dataFolder(), 'a file');
    mkdirSync(join(nowhere, '..'), { recursive: true });
    copyFileSync('package.json', nowhere);
    const blocked = await watchfloor([
      'gateway',
      '--policy',
      policy,
      '--listen',
      '127.0.0.1:0',
      '--data',
      nowhere,
    ]);
    expect([blocked.code, blocked.err]).toEqual([
      1,
      expect.stringMatching(/^watchfloor: The data folder .*\n$/),
    ]);
  });

  it('tells a whole journal from a changed one, and from none', async () => {
    const data = dataFolder();
    const none = await watchfloor(['audit', 'verify', '--data', data]);
    expect([none.code, none.err]).toEqual([
      1,
      expect.stringMatching(/^watchfloor: There is no journal in .*\n$/),
    ]);
    const opened = openSqliteJournal(data);
    if (!opened.ok) throw new Error(opened.error);
    const by = { kind: 'person', name: 'Ana' } as const;
    opened.value.append([{ type: 'incident.noted', at: 1, by, incident: 'INC-1', text: 'seen' }]);
    opened.value.close();
    const whole = await watchfloor(['audit', 'verify', '--data', data]);
    expect([whole.code, whole.out]).toEqual([
      0,
      expect.stringMatching(/ is whole: 1 entr.*[0-9a-f]{64}\.\n$/),
    ]);
    const database = new DatabaseSync(journalFileOf(data));
    database.exec(
      "DROP TRIGGER IF EXISTS entries_unchanged; UPDATE entries SET body = replace(body, 'seen', 'gone')",
    );
    database.close();
    const changed = await watchfloor(['audit', 'verify', '--data', data]);
    expect([changed.code, changed.err]).toEqual([
      1,
      expect.stringMatching(/^watchfloor: Entry 1 .* was changed/),
    ]);
  });

  it('says who is on call, and writes the rota as an iCalendar file', async () => {
    const rota = ['rota', '--policy', policy, '--data', dataFolder()];
    const told = await watchfloor(rota);
    expect(told.code).toBe(0);
    expect(told.err).toMatch(/There is no journal in .* Stand-ins are not counted\.\n$/);
    expect(told.out).toMatch(/^Primary On-Call: \w+ Example, then \w+ Example from Mon \d+ \w+ 00:00 UTC$/m);
    const file = await watchfloor([...rota, '--list', 'primary', '--ics']);
    expect(file.out).toMatch(
      /^BEGIN:VCALENDAR\r\n[^]*SUMMARY:Primary On-Call: \w+ Example\r\n[^]*END:VCALENDAR\r\n$/,
    );
    expect(file.out).not.toContain('Secondary');
    const wrong = await watchfloor([...rota, '--list', 'tertiary']);
    expect([wrong.code, wrong.err]).toEqual([
      1,
      expect.stringMatching(/no list "tertiary"; it has primary,/),
    ]);
  });

  it('prints figures, and writes them as CSV, while a gateway holds the journal', async () => {
    const data = dataFolder();
    const figures = ['figures', '--policy', policy, '--data', data, '--from', '2026-10-01'];
    const october = [...figures, '--to', '2026-11-01T01:00+01:00'];
    const none = await watchfloor(october);
    expect([none.code, none.err]).toEqual([1, expect.stringMatching(/There is no journal in .*\n$/)]);
    const opened = openSqliteJournal(data);
    if (!opened.ok) throw new Error(opened.error);
    atEnd(() => opened.value.close());
    const empty = await watchfloor(october);
    expect([empty.code, empty.err]).toEqual([0, 'watchfloor: the journal is empty.\n']);
    const at = Date.UTC(2026, 9, 31, 23, 50);
    const by = { kind: 'person', name: '=cmd()' } as const;
    opened.value.append([
      {
        type: 'incident.opened',
        at,
        by: { kind: 'gateway', name: 'gateway' },
        incident: 'INC-2001',
        title: 'Zürich: "auth", down',
        severity: 'P0',
        service: 'auth',
        cause: 'auth:unavailable',
        firstSignalAt: at - 90_000,
        text: 'Opened as P0',
        alerts: [],
        runbooks: [],
      },
      { type: 'incident.acknowledged', at: at + 60_000, by, incident: 'INC-2001' },
      { type: 'incident.resolved', at: at + 360_000, by, incident: 'INC-2001', note: 'restarted' },
    ]);
    const told = await watchfloor(october);
    expect(told.err).toBe(
      'watchfloor: the journal begins 2026-10-31 23:50 UTC; of the time before it nothing is known.\n',
    );
    expect(told.out).toMatch(/^2026-10-01 00:00 UTC to 2026-11-01 00:00 UTC: 1 opened, 1 resolved, 0 re/);
    expect(told.out).toMatch(/^Mean Time to Detection +1\.5 min \(below 5 min: met\), 1 of 1$/m);
    expect(told.out).toMatch(/^System Uptime +not known \(at least 99\.9 %\): The journal keeps no minutes/m);
    const table = await watchfloor([...october, '--csv', 'figures']);
    const lines = table.out.split('\r\n');
    expect(lines[0]).toMatch(/^part,of,figure,unit,value,median,p90,counted,in_span,/);
    expect(lines).toContain('kpi,mttr-p0,mttr P0,min,6,6,6,1,1,,0,below 30,true,');
    expect(lines).toContain('service,auth,responseCompliance,%,100,,,1,1,,0,,,');
    expect(lines).toContain('severity,P0,changeSuccess,%,,,,0,0,,0,,,Changes have no severity.');
    const incidents = await watchfloor([...october, '--csv', 'incidents', '--service', 'auth']);
    expect(incidents.out.split('\r\n')[1]).toBe(
      'INC-2001,"Zürich: ""auth"", down",auth,,auth:unavailable,P0,P0,2026-10-31T23:48:30.000Z,' +
        "2026-10-31T23:50:00.000Z,2026-10-31T23:51:00.000Z,'=cmd(),2026-10-31T23:56:00.000Z,'=cmd()," +
        '0,,,1.5,1,6,met,,',
    );
    const wrong = await watchfloor([...october, '--severity', 'P9']);
    expect([wrong.code, wrong.err]).toEqual([1, expect.stringMatching(/no severity "P9"/)]);
    const local = await watchfloor([...figures.slice(0, -1), '2026-10-01T08:00']);
    expect([local.code, local.err]).toEqual([2, expect.stringMatching(/2026-11-01T08:00Z/)]);
  });

  it('tells a damaged entry of the journal rather than figures without it', async () => {
    const data = dataFolder();
    const opened = openSqliteJournal(data);
    if (!opened.ok) throw new Error(opened.error);
    const by = { kind: 'person', name: 'Ana' } as const;
    opened.value.append([{ type: 'incident.noted', at: 1, by, incident: 'INC-1', text: 'seen' }]);
    opened.value.close();
    const database = new DatabaseSync(journalFileOf(data));
    database.exec("UPDATE entries SET body = replace(body, 'incident.noted', 'incident.sung')");
    database.close();
    const told = await watchfloor(['figures', '--policy', policy, '--data', data, '--from', '2026-10-01']);
    expect([told.code, told.out, told.err]).toEqual([
      1,
      '',
      'watchfloor: Entry 1 of the journal is damaged, or written by a newer Watchfloor.\n',
    ]);
  });
});
