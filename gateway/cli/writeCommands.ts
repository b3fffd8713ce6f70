import { Option, type Command } from 'commander';
import type { AlertmanagerChoices } from './alertmanagerCommand.ts';
import type { DashboardsChoices } from './dashboardsCommand.ts';
import type { RulesChoices } from './rulesCommand.ts';
import { readHttpUrl } from './httpAddress.ts';
import type { ProgramContext } from './program.ts';

/** The commands that write configuration for Prometheus, Alertmanager and Grafana. */
export function addWriteCommands(program: Command, finish: ProgramContext['finish']): void {
  program
    .command('rules')
    .description("write Prometheus rules: error budgets, burn alerts, the policy's own alerts, the watchdog")
    .requiredOption('--policy <file>', 'the operations policy')
    .option('--out <file>', 'where to write; standard output without it')
    .option('--source <id>', 'only what this Prometheus of the policy answers, where there are several')
    .addOption(runbookBase())
    .addHelpText(
      'after',
      next(
        'watchfloor rules --policy acgs.yaml --out /etc/prometheus/watchfloor.rules.yml',
        'promtool check rules /etc/prometheus/watchfloor.rules.yml',
        '# name it in prometheus.yml, and have the gateway scraped, since its end is an alert:',
        'rule_files: [watchfloor.rules.yml]',
        "scrape_configs: [{ job_name: watchfloor, static_configs: [{ targets: ['127.0.0.1:8450'] }] }]",
        'kill -HUP "$(pidof prometheus)"',
      ),
    )
    .action(async (choices: RulesChoices) => {
      const { writeRules } = await import('./rulesCommand.ts');
      finish(await writeRules(choices));
    });

  program
    .command('alertmanager')
    .description(
      'write an Alertmanager configuration: the gateway hears of every alert, and people that the gateway is down',
    )
    .requiredOption('--policy <file>', 'the operations policy')
    .addOption(
      new Option('--gateway <url>', 'where Alertmanager reaches the gateway')
        .argParser(readHttpUrl)
        .makeOptionMandatory(),
    )
    .option('--gateway-token-file <file>', "a file with the gateway's token for Alertmanager")
    .option('--gateway-ca-file <file>', "a file with the authority of the gateway's certificate")
    .option(
      '--secrets <folder>',
      'where secrets lie that the policy takes from the environment',
      usualSecrets,
    )
    .option(
      '--direct',
      "also send every alert to the policy's channels; the gateway tells them of incidents, so people are called twice",
    )
    .option('--out <file>', 'where to write; standard output without it')
    .addHelpText(
      'after',
      next(
        'watchfloor alertmanager --policy acgs.yaml --gateway http://127.0.0.1:8450 --out /etc/alertmanager/alertmanager.yml',
        'amtool check-config /etc/alertmanager/alertmanager.yml',
        `# put each secret that the file's heading names into ${usualSecrets}, readable by Alertmanager`,
        'kill -HUP "$(pidof alertmanager)"',
      ),
    )
    .action(async (choices: AlertmanagerChoices) => {
      const { writeAlertmanager } = await import('./alertmanagerCommand.ts');
      finish(await writeAlertmanager(choices));
    });

  program
    .command('dashboards')
    .description("write Grafana dashboards: the policy's monitoring.dashboards, over the rules' series")
    .requiredOption('--policy <file>', 'the operations policy')
    .option('--out <folder>', 'where to write one file each; all as one list to standard output without it')
    .addOption(runbookBase())
    .addHelpText(
      'after',
      next(
        'watchfloor dashboards --policy acgs.yaml --out /var/lib/grafana/dashboards/watchfloor',
        '# once, in /etc/grafana/provisioning/dashboards/watchfloor.yaml:',
        'apiVersion: 1',
        'providers: [{ name: watchfloor, options: { path: /var/lib/grafana/dashboards/watchfloor } }]',
        '# or import a file by hand: Dashboards > New > Import',
        '# they show what "watchfloor rules" records, so load those rules first',
      ),
    )
    .action(async (choices: DashboardsChoices) => {
      const { writeDashboards } = await import('./dashboardsCommand.ts');
      finish(await writeDashboards(choices));
    });
}

const usualSecrets = '/etc/alertmanager/secrets';

const runbookBase = (): Option =>
  new Option('--runbook-base <url>', 'where the runbooks are; alerts link to <url>/<runbook>').argParser(
    readHttpUrl,
  );

const next = (...lines: readonly string[]): string =>
  ['', 'From the policy to the running server:', ...lines.map((line) => `  ${line}`)].join('\n');
