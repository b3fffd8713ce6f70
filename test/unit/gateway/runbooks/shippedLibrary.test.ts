import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { loadPolicy } from '../../../../gateway/policy/loadPolicy.ts';
import { LibraryScanner } from '../../../../gateway/runbooks/scanLibrary.ts';
import { runbookParts } from '../../../../shared/rules/runbookSteps.ts';

const folder = join(import.meta.dirname, '../../../../assets/runbooks');
const scanned = await new LibraryScanner(folder).scan();
const loaded = await loadPolicy(join(folder, '../policy/acgs.yaml'), {});
if (!scanned.ok || !loaded.ok) throw new Error('the shipped library or policy can not be read');
const { runbooks, faults } = scanned.value;
const { policy } = loaded.value;
const ids = runbooks.map(({ id }) => id);
const read = (path: string): string => readFileSync(join(folder, path), 'utf8');

test('every runbook that the policy names is there, and each names services that the policy has', () => {
  expect(faults).toEqual([]);
  const named = [
    ...policy.estate.services.flatMap(({ runbooks: own }) => own),
    ...policy.objectives.flatMap(({ runbook }) => runbook ?? []),
    ...policy.recovery.playbooks.flatMap(({ runbook }) => runbook ?? []),
    ...policy.compliance.procedures.flatMap(({ runbook }) => runbook ?? []),
    ...policy.triggers.map(({ id }) => id),
    ...policy.recovery.tiers.map(({ tier }) => `dr-tier-${tier}`),
  ];
  expect(ids).toEqual(expect.arrayContaining(named));
  const services = policy.estate.services.map(({ id }) => id);
  for (const { services: own } of runbooks) expect(services).toEqual(expect.arrayContaining(own));
});

test('links between runbooks lead somewhere', () => {
  const targets = runbooks.flatMap(({ file }) =>
    [...read(file.path).matchAll(/\(runbook:([^)]+)\)/g)].map(([, target]) => target),
  );
  expect(targets.length).toBeGreaterThan(10);
  expect(ids).toEqual(expect.arrayContaining(targets));
});

test.each(runbooks.map(({ id, file }) => [id, file.path] as const))(
  '%s has steps that say what to expect',
  (_id, path) => {
    const { steps } = runbookParts(read(path));
    expect(steps.length).toBeGreaterThanOrEqual(5);
    const told = steps.filter(({ expect: seen }) => seen !== undefined);
    expect(told.length).toBeGreaterThanOrEqual(steps.length - 2);
  },
);

test('the failover confirms and fences before it promotes, and has a way back for each change of a file', () => {
  const { steps, after } = runbookParts(read('database-failover.md'));
  const order = ['confirm-the-outage-from-two-places', 'fence-the-old-primary', 'promote-the-standby'];
  const places = order.map((id) => steps.findIndex((step) => step.id === id));
  expect(places).toEqual([...places].sort((a, b) => a - b));
  expect(places).not.toContain(-1);
  for (const step of steps.filter(({ body }) => body.includes('sed -i'))) expect(step.back).toBeDefined();
  expect(after).toContain('must not be run');
});
