import { InvalidArgumentError, Option, type Command } from 'commander';
import type { BackupChoices } from './backupCommand.ts';
import { dataOption } from './dataOption.ts';
import { examples, nextSteps } from './examples.ts';
import type { GatewayChoices } from './gatewayCommand.ts';
import type { HealthChoices } from './healthCommand.ts';
import { readHttpUrl } from './httpAddress.ts';
import { readListenAddress, usualListen } from './listenAddress.ts';
import type { ProgramContext } from './program.ts';
import type { RestoreChoices } from './restoreCommand.ts';

/** The commands that run a gateway as a service: serve, ask whether it is well, back up, restore. */
export function addServiceCommands(program: Command, { finish, logTo }: ProgramContext): void {
  addGateway(program, { finish, logTo });
  addHealth(program, finish);
  addBackup(program, finish);
  addRestore(program, finish);
}

function addGateway(program: Command, { finish, logTo }: ProgramContext): void {
  program
    .command('gateway')
    .description("run a gateway: the feed's server")
    .addOption(
      new Option('--policy <file>', 'the operations policy').env('WATCHFLOOR_POLICY').makeOptionMandatory(),
    )
    .addOption(
      new Option('--listen <host:port>', 'where to listen')
        .argParser(readListenAddress)
        .default(readListenAddress(usualListen), usualListen)
        .env('WATCHFLOOR_LISTEN'),
    )
    .addOption(dataOption())
    .option('--renderer <folder>', 'serve the console from this folder (default: the built one)')
    .addOption(
      new Option(
        '--tls-cert <file>',
        'serve https and wss with this certificate (PEM, its chain after it)',
      ).env('WATCHFLOOR_TLS_CERT'),
    )
    .addOption(
      new Option('--tls-key <file>', 'its private key (PEM, without a passphrase)').env('WATCHFLOOR_TLS_KEY'),
    )
    .addOption(
      new Option(
        '--tls-client-ca <file>',
        'let in only who shows a certificate of this authority; tokens say who it is all the same',
      ).env('WATCHFLOOR_TLS_CLIENT_CA'),
    )
    .addOption(
      new Option('--metrics-access <who>', 'who may read /metrics: anybody, or whoever has an access token')
        .choices(['open', 'token'])
        .default('open')
        .env('WATCHFLOOR_METRICS_ACCESS'),
    )
    .addOption(
      new Option(
        '--log-to <where>',
        'JSON lines to <data>/gateway.log, or to standard error for a supervisor',
      )
        .choices(['file', 'stderr'])
        .default('file')
        .env('WATCHFLOOR_LOG_TO'),
    )
    .option('--verbose', 'log everything, to standard error too')
    .addHelpText(
      'after',
      examples(
        'gateway --policy assets/policy/acgs.yaml',
        'gateway --policy acgs.yaml --listen 0.0.0.0:8450 --data /var/lib/watchfloor',
        'gateway --policy acgs.yaml --listen 0.0.0.0:8450 --tls-cert gateway.crt --tls-key gateway.key',
      ) +
        nextSteps(
          'Once it runs',
          'open the address that it prints, in a browser or in the desktop app',
          'SIGTERM ends it: consoles are told and come back by themselves',
          'SIGHUP takes renewed TLS files at once (they are looked at every 30 s anyway); a changed policy takes a restart',
          'docs/operations.md: as a service, with Prometheus and Alertmanager, backups',
        ),
    )
    .action(async (choices: GatewayChoices) => {
      const { runGateway } = await import('./gatewayCommand.ts');
      finish(await runGateway(choices, logTo));
    });
}

function addHealth(program: Command, finish: ProgramContext['finish']): void {
  program
    .command('health')
    .description('ask a running gateway whether it keeps acts and incidents; exit code 0 where it does')
    .addOption(
      new Option('--gateway <url>', 'its address')
        .argParser(readHttpUrl)
        .default(`http://${usualListen}`)
        .env('WATCHFLOOR_GATEWAY'),
    )
    .addOption(
      new Option('--ca <file>', 'trust this authority, or the self-signed certificate itself, too').env(
        'WATCHFLOOR_CA',
      ),
    )
    .option('--client-cert <file>', 'show this certificate to a gateway that asks for one')
    .option('--client-key <file>', 'its private key')
    .addOption(
      new Option('--wait <seconds>', 'ask again until it is ready, or so long')
        .argParser(readSeconds)
        .default(0),
    )
    .addHelpText(
      'after',
      examples('health', 'health --gateway https://noc-gw-1:8450 --ca /etc/watchfloor/ca.pem --wait 30') +
        nextSteps(
          'Where it is not well',
          'the sentence says why: "connection refused" means that no gateway runs there,',
          'a sentence about the journal that its disk is full or its folder not writable',
          'journalctl -u watchfloor-gateway -n 50, or gateway.log in its data folder, says more',
        ),
    )
    .action(async (choices: HealthChoices) => {
      const { checkHealth } = await import('./healthCommand.ts');
      finish(await checkHealth(choices));
    });
}

function addBackup(program: Command, finish: ProgramContext['finish']): void {
  program
    .command('backup')
    .description("copy a gateway's data folder, also while it runs; the copy is verified before it counts")
    .addOption(dataOption())
    .addOption(
      new Option(
        '--to <folder>',
        'a folder that is not there yet; it appears whole, or not at all',
      ).conflicts('into'),
    )
    .option('--into <folder>', 'make it in this folder, named by its time')
    .addOption(
      new Option('--keep <count>', 'with --into: remove all but the newest so many').argParser(readCount),
    )
    .addHelpText(
      'after',
      examples(
        'backup --data /var/lib/watchfloor --to /backup/before-upgrade',
        'backup --data /var/lib/watchfloor --into /backup --keep 30',
      ) +
        nextSteps(
          'Then',
          'cd FOLDER && sha256sum -c SHA256SUMS       # anywhere, without Watchfloor',
          'watchfloor audit verify --data FOLDER      # the chain of the copy',
          'watchfloor restore --from FOLDER --data DIR --help',
          '# back up the policy, its secrets and the TLS files too: they are not in the data folder',
          '# packaging/systemd has a timer that does it every night',
        ),
    )
    .action(async (choices: BackupChoices) => {
      const { runBackup } = await import('./backupCommand.ts');
      finish(runBackup(choices, Date.now()));
    });
}

function addRestore(program: Command, finish: ProgramContext['finish']): void {
  program
    .command('restore')
    .description('put a backup into a data folder whose gateway is stopped; the backup is verified first')
    .requiredOption('--from <folder>', 'what "watchfloor backup" wrote')
    .addOption(dataOption())
    .option('--replace', 'also into a folder that is not empty; what it held is put aside in it, not deleted')
    .addHelpText(
      'after',
      examples(
        'restore --from /backup/watchfloor-2026-11-25 --data /var/lib/watchfloor',
        'restore --from /backup/watchfloor-2026-11-25 --data /var/lib/watchfloor --replace',
      ) +
        nextSteps(
          'Before and after',
          'systemctl stop watchfloor-gateway          # a running gateway keeps its folder',
          '# run it as the user of the gateway, or as root: files then go to the owner of the folder',
          'systemctl start watchfloor-gateway && watchfloor health --wait 30',
          '# acts since the backup are gone; notices that were due at its time are sent again',
        ),
    )
    .action(async (choices: RestoreChoices) => {
      const { runRestore } = await import('./restoreCommand.ts');
      finish(runRestore(choices, Date.now()));
    });
}

function readCount(text: string): number {
  if (!/^[1-9]\d{0,3}$/.test(text)) throw new InvalidArgumentError('It is a number from 1 on, as in 30.');
  return Number(text);
}

function readSeconds(text: string): number {
  if (!/^\d{1,4}$/.test(text)) throw new InvalidArgumentError('It is written in whole seconds, as in 30.');
  return Number(text);
}
