import { expect, it } from 'vitest';
import { pino } from 'pino';
import { openSqliteJournal } from '../../../../gateway/journal/sqliteJournal.ts';
import { Operations } from '../../../../gateway/operations.ts';
import { createSources } from '../../../../gateway/sources/createSources.ts';
import { World } from '../../../../gateway/world.ts';
import { temporaryFolder } from '../../../support/restartable.ts';
import { acgsWith } from '../../../support/writtenPolicy.ts';
import { FakeClock } from '../sources/fakeClock.ts';

it('ACGS as delivered asks people and reaches nobody', async () => {
  const policy = await acgsWith();
  const folder = temporaryFolder('simulated');
  const opened = openSqliteJournal(folder.path);
  if (!opened.ok) throw new Error(opened.error);
  const clock = new FakeClock();
  const world = new World(clock);
  let reached = 0;
  const reach = async (): Promise<never> => {
    reached += 1;
    throw new Error('nothing is to be reached');
  };
  const operations = new Operations({
    ...{ policy, world, clock, journal: opened.value, name: 'test', log: pino({ level: 'silent' }) },
    sources: createSources(policy.policy, { fetch: reach, clock, random: () => 0 }),
    ...{ fetch: reach, random: () => 0 },
  });
  try {
    expect(operations.start().ok).toBe(true);
    await clock.move(60_000);
    const run = world.get('run', 'RUN-101');
    expect(run).toMatchObject({
      ...{ trigger: 'service-unavailable', service: 'policy-governance', state: 'running', simulated: true },
    });
    expect(world.get('incident', run?.incident ?? '')?.cause).toBe('policy-governance:unavailable');
    const params = { run: 'RUN-101', action: 'restart-service' };
    const command = { name: 'automation.confirm', params } as const;
    const given = {
      commandId: 'c',
      command,
      person: 'M. Tanaka',
      role: 'operator',
      givenAt: clock.now(),
    } as const;
    expect(operations.submit(given)).toMatchObject({ ok: true });
    expect(world.get('run', 'RUN-101')?.steps[0]).toMatchObject({ outcome: 'done' });
    // The time of its actions passes: whom it would tell is said, and not told.
    await clock.move(5 * 60_000);
    expect(world.get('run', 'RUN-101')?.steps.map(({ outcome }) => outcome)).toEqual([
      'done',
      'timeout',
      'skipped',
    ]);
    expect(world.get('run', 'RUN-101')?.steps[2]?.output).toBe('simulated, not run');
    expect(reached).toBe(0);
  } finally {
    await operations.stop();
    opened.value.close();
    folder.remove();
  }
});
