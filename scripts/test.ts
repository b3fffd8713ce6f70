import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { parseArgs, stripVTControlCharacters } from 'node:util';
import { z } from 'zod';
import { findOrInstall } from '../test/support/prerequisites.ts';

/** What one step of the run counted. */
interface Tally {
  readonly passed: number;
  /** What failed, each by name with the first line of why. */
  readonly failed: readonly string[];
  readonly skipped: readonly string[];
}

const stages = ['check', 'unit', 'e2e'] as const;
type Stage = (typeof stages)[number];
const bin = (name: string) => `node_modules/.bin/${name}`;
const layers = ['shared', 'gateway', 'main', 'preload', 'renderer', 'test'];
const reports = 'test-results';

const checks: readonly (readonly [string, readonly string[]])[] = [
  ['format', [bin('prettier'), '--check', '--log-level', 'warn', '.']],
  ['lint', [bin('eslint'), '--max-warnings', '0', '.']],
  ...layers.map((layer) => [`types of ${layer}`, [bin('tsc'), '-p', layer]] as const),
  [
    'layer rules',
    [bin('depcruise'), '--config', '.dependency-cruiser.cjs', '--output-type', 'err', ...layers, 'scripts'],
  ],
  ['unused exports', [bin('knip'), '--no-progress']],
];

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: { only: { type: 'string' }, help: { type: 'boolean', short: 'h' } },
  });
  if (values.help === true) {
    console.log(
      'npm test [-- --only check|unit|e2e]\n\ncheck: format, lint, types, layers, unused exports and unit tests.',
    );
    return 0;
  }
  const wanted = wantedStages(values.only);
  if (wanted === undefined) {
    console.error(`--only ${values.only ?? ''}: choose one of ${stages.join(', ')}.`);
    return 2;
  }
  rmSync(reports, { recursive: true, force: true });
  mkdirSync(reports, { recursive: true });
  const prerequisites = findOrInstall();
  const env = {
    ...process.env,
    WATCHFLOOR_CHROMIUM: prerequisites.found.chromium,
    NODE_NO_WARNINGS: '1',
    TZ: 'UTC',
  };
  const tallies: Tally[] = [];
  for (const missing of prerequisites.missing)
    console.log(`left out: what needs ${missing.name}: ${missing.why}`);
  if (wanted.has('check'))
    for (const [name, command] of checks) tallies.push(await runCheck(name, command, env));
  if (wanted.has('unit') || wanted.has('e2e'))
    tallies.push(await runCheck('build', ['npm', 'run', '--silent', 'build'], env));
  if (wanted.has('unit')) tallies.push(await runVitest(values.only === 'check' ? ['test/unit'] : [], env));
  if (wanted.has('e2e')) tallies.push(await runPlaywright(env));
  return summarise(tallies);
}

function wantedStages(only: string | undefined): ReadonlySet<Stage> | undefined {
  if (only === undefined) return new Set(stages);
  if (only === 'check') return new Set<Stage>(['check', 'unit']);
  const stage = stages.find((known) => known === only);
  return stage === undefined ? undefined : new Set([stage]);
}

/** Runs a command with its output on ours; resolves with its exit code. */
function run(command: readonly string[], env: NodeJS.ProcessEnv): Promise<number> {
  const [program = '', ...args] = command;
  return new Promise((resolve) => {
    const child = spawn(program, args, { stdio: ['ignore', 'inherit', 'inherit'], env });
    child.on('error', (error) => {
      console.error(`${program}: ${error.message}`);
      resolve(127);
    });
    child.on('close', (code) => resolve(code ?? 1));
  });
}

async function runCheck(name: string, command: readonly string[], env: NodeJS.ProcessEnv): Promise<Tally> {
  const started = Date.now();
  const failed = (await run(command, env)) !== 0;
  console.log(`${failed ? 'FAILED' : 'ok    '} ${name} (${((Date.now() - started) / 1000).toFixed(1)} s)`);
  return { passed: failed ? 0 : 1, failed: failed ? [name] : [], skipped: [] };
}

/** `name: reason`, of a reason no more than its first line. */
const failure = (name: string, reason: string | undefined): string =>
  `${name}: ${
    stripVTControlCharacters(reason ?? 'no reason given')
      .trim()
      .split('\n', 1)[0] ?? ''
  }`;

/** The failures by name; one for a run that ended badly without naming any. */
const failuresOf = (tool: string, code: number, named: readonly string[]): readonly string[] =>
  code !== 0 && named.length === 0 ? [`${tool} ended with exit code ${code}`] : named;

const vitestReport = z.object({
  numPassedTests: z.number(),
  testResults: z.array(
    z.object({
      name: z.string(),
      status: z.string(),
      message: z.string(),
      assertionResults: z.array(
        z.object({
          fullName: z.string(),
          status: z.string(),
          failureMessages: z.array(z.string()).nullish(),
        }),
      ),
    }),
  ),
});

async function runVitest(paths: readonly string[], env: NodeJS.ProcessEnv): Promise<Tally> {
  const file = `${reports}/vitest.json`;
  const command = [
    bin('vitest'),
    'run',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${file}`,
    ...paths,
  ];
  const code = await run(command, env);
  if (!existsSync(file)) return { passed: 0, failed: ['vitest wrote no report'], skipped: [] };
  const report = vitestReport.parse(JSON.parse(readFileSync(file, 'utf8')));
  const tests = report.testResults.flatMap((suite) => suite.assertionResults);
  const failed = [
    ...tests
      .filter((test) => test.status === 'failed')
      .map((test) => failure(test.fullName, test.failureMessages?.[0])),
    // A suite that fails to load has no failed test of its own, and still fails the run.
    ...report.testResults
      .filter((suite) => suite.status === 'failed' && suite.message !== '')
      .map((suite) => failure(suite.name, suite.message)),
  ];
  const skipped = tests
    .filter((test) => test.status !== 'passed' && test.status !== 'failed')
    .map((test) => test.fullName);
  return { passed: report.numPassedTests, failed: failuresOf('vitest', code, failed), skipped };
}

const playwrightSpec = z.object({
  title: z.string(),
  file: z.string(),
  ok: z.boolean(),
  tests: z.array(
    z.object({
      results: z.array(z.object({ error: z.object({ message: z.string().optional() }).optional() })),
    }),
  ),
});

const playwrightSuite = z.object({
  specs: z.array(playwrightSpec),
  get suites() {
    return z.array(playwrightSuite).optional();
  },
});

const playwrightReport = z.object({
  stats: z.object({ expected: z.number(), flaky: z.number(), skipped: z.number() }),
  suites: z.array(playwrightSuite),
});

type PlaywrightSuite = z.infer<typeof playwrightSuite>;

const specsOf = (suite: PlaywrightSuite): readonly z.infer<typeof playwrightSpec>[] => [
  ...suite.specs,
  ...(suite.suites ?? []).flatMap(specsOf),
];

async function runPlaywright(env: NodeJS.ProcessEnv): Promise<Tally> {
  const file = `${reports}/playwright.json`;
  const command = [bin('playwright'), 'test', '--reporter=list,json'];
  const code = await run(command, { ...env, PLAYWRIGHT_JSON_OUTPUT_NAME: file });
  if (!existsSync(file)) return { passed: 0, failed: ['playwright wrote no report'], skipped: [] };
  const { stats, suites } = playwrightReport.parse(JSON.parse(readFileSync(file, 'utf8')));
  const failed = suites
    .flatMap(specsOf)
    .filter((spec) => !spec.ok)
    .map((spec) => failure(`${spec.file}: ${spec.title}`, spec.tests[0]?.results[0]?.error?.message));
  return {
    passed: stats.expected,
    failed: failuresOf('playwright', code, failed),
    skipped: Array.from({ length: stats.skipped }, () => 'end to end: see its line above'),
  };
}

function summarise(tallies: readonly Tally[]): number {
  const passed = tallies.reduce((sum, tally) => sum + tally.passed, 0);
  const failed = tallies.flatMap((tally) => tally.failed);
  const skipped = tallies.flatMap((tally) => tally.skipped);
  for (const name of skipped) console.log(`skipped: ${name}`);
  for (const name of failed) console.log(`failed: ${name}`);
  console.log(`${passed} passed, ${failed.length} failed, ${skipped.length} skipped`);
  return failed.length === 0 && passed > 0 ? 0 : 1;
}

process.exitCode = await main();
