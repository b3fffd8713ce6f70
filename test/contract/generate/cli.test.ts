import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { temporaryFolder } from '../../support/restartable.ts';

const folder = temporaryFolder('write-commands');
afterAll(() => folder.remove());

const policy = ['--policy', 'assets/policy/acgs.yaml'];
const gateway = ['--gateway', 'http://127.0.0.1:8450/'];

function watchfloor(...args: readonly string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['bin/watchfloor.mjs', ...args], {
    encoding: 'utf8',
  });
  return { code: status, out: stdout, err: stderr };
}

describe('watchfloor', () => {
  it.each([
    ['rules', 'promtool check rules'],
    ['alertmanager', 'amtool check-config'],
    ['alertmanager', '--direct'],
    ['rules', 'job_name: watchfloor'],
    ['dashboards', 'provisioning/dashboards'],
  ])('%s --help says how to load what it writes', (command, says) => {
    const { code, out } = watchfloor(command, '--help');
    expect(code).toBe(0);
    expect(out).toContain('From the policy to the running server:');
    expect(out).toContain(says);
  });

  it('rules writes to standard output, with what was left out beside it', () => {
    const { code, out, err } = watchfloor('rules', ...policy);
    expect(code).toBe(0);
    expect(parse(out)).toHaveProperty('groups');
    expect(err).toBe(
      'watchfloor: objective sla-throughput/api-gateway is left out: without a target it has no error budget.\n',
    );
  });

  it('rules writes the same to a file, and says what to do next', () => {
    const file = join(folder.path, 'rules.yml');
    const args = ['rules', ...policy, '--runbook-base', 'https://books.example/'];
    const { code, out, err } = watchfloor(...args, '--out', file);
    expect([code, out]).toEqual([0, '']);
    expect(err).toContain(`wrote ${file}; name it under rule_files`);
    expect(readFileSync(file, 'utf8')).toBe(watchfloor(...args).out);
    expect(readFileSync(file, 'utf8')).toContain('runbook_url: https://books.example/high-latency');
  });

  it('alertmanager writes the address of the webhook, and asks for a token where one is needed', () => {
    const near = watchfloor('alertmanager', ...policy, ...gateway);
    expect(near.code).toBe(0);
    expect(near.out).toContain('url: http://127.0.0.1:8450/webhook/alertmanager/alertmanager');
    expect(near.err).not.toContain('token');
    expect(near.out.match(/pagerduty_configs/g)).toHaveLength(1);
    const direct = watchfloor('alertmanager', ...policy, ...gateway, '--direct');
    expect(direct.out.match(/pagerduty_configs/g)).toHaveLength(3);
    const far = watchfloor('alertmanager', ...policy, '--gateway', 'https://noc-gw-1:8450');
    expect(far.err).toContain('watchfloor token add --person Alertmanager --role operator');
  });

  it('dashboards writes a file for each, or all to standard output', () => {
    const out = join(folder.path, 'new', 'dashboards');
    expect(watchfloor('dashboards', ...policy, '--out', out).code).toBe(0);
    expect(readdirSync(out).sort()).toEqual([
      'watchfloor-constitutional_compliance.json',
      'watchfloor-operational.json',
      'watchfloor-performance.json',
    ]);
    const list = JSON.parse(watchfloor('dashboards', ...policy).out) as readonly { uid: string }[];
    expect(list.map(({ uid }) => `${uid}.json`).sort()).toEqual(readdirSync(out).sort());
  });

  it.each([
    [['rules'], 2, /required option '--policy <file>' not specified/],
    [['rules', ...policy, '--runbook-base', 'books'], 2, /http:\/\/HOST:PORT/],
    [['rules', ...policy, '--source', 'nowhere'], 1, /no Prometheus "nowhere"; it has: simulator-prometheus/],
    [['alertmanager', ...policy], 2, /required option '--gateway <url>' not specified/],
    [['alertmanager', ...policy, '--gateway', 'ftp://x'], 2, /http:\/\/HOST:PORT/],
    [['rules', ...policy, '--out', '/nowhere/rules.yml'], 1, /\/nowhere\/rules\.yml could not be written/],
    [['dashboards', ...policy, '--out', '/dev/null/x'], 1, /could not be made/],
  ])('%j ends with %d and a sentence', (args, expected, says) => {
    const { code, out, err } = watchfloor(...args);
    expect([code, out]).toEqual([expected, '']);
    expect(err.trim().split('\n').at(-1)).toMatch(says);
  });

  it('writes nothing of a policy with mistakes, and names them', () => {
    const file = join(folder.path, 'never.yml');
    const { code, err } = watchfloor('rules', '--policy', 'package.json', '--out', file);
    expect(code).toBe(1);
    expect(err).toMatch(/^package\.json:\d+:\d+ /);
    expect(err).toContain('package.json has mistakes, so nothing was written.');
    expect(existsSync(file)).toBe(false);
  });
});
