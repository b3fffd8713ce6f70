import { execFile } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { parse, stringify } from 'yaml';
import { requireProgram } from './prerequisites.ts';
import { temporaryFolder } from './restartable.ts';

const run = promisify(execFile);

/** What Prometheus must answer at an instant, minutes after the first sample: series with labels -> value. */
export interface Expectation {
  readonly minute: number;
  readonly expr: string;
  readonly is: Readonly<Record<string, number>>;
}

/** A rule test: series by name with their samples, one each minute, in promtool's notation. */
export interface RuleTest {
  readonly rules: string;
  readonly series: Readonly<Record<string, string>>;
  readonly expect: readonly Expectation[];
  /** Alerts with everything that they carry, at an instant. */
  readonly alerts?: readonly {
    readonly minute: number;
    readonly name: string;
    readonly are: readonly { readonly exp_labels: object; readonly exp_annotations: object }[];
  }[];
}

/** Runs `promtool test rules`, evaluating every minute; rejects with what it says. */
export async function testRules({ rules, series, expect, alerts = [] }: RuleTest): Promise<void> {
  const folder = temporaryFolder('rules');
  const { groups } = parse(rules) as { groups: readonly { name: string }[] };
  const test = {
    rule_files: ['rules.yml'],
    evaluation_interval: '1m',
    // promtool evaluates all groups at one instant: what is added up must come after what it is added up from.
    group_eval_order: groups.map(({ name }) => name),
    tests: [
      {
        interval: '1m',
        input_series: Object.entries(series).map(([name, values]) => ({ series: name, values })),
        promql_expr_test: expect.map(({ minute, expr, is }) => ({
          expr,
          eval_time: `${minute}m`,
          exp_samples: Object.entries(is).map(([labels, value]) => ({ labels, value })),
        })),
        alert_rule_test: alerts.map(({ minute, name, are }) => ({
          eval_time: `${minute}m`,
          alertname: name,
          exp_alerts: are,
        })),
      },
    ],
  };
  try {
    writeFileSync(join(folder.path, 'rules.yml'), rules);
    writeFileSync(join(folder.path, 'test.yml'), stringify(test, { aliasDuplicateObjects: false }));
    await run(requireProgram('promtool'), ['test', 'rules', join(folder.path, 'test.yml')]);
  } finally {
    folder.remove();
  }
}
