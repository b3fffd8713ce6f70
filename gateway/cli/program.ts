import { Command, Option } from 'commander';
import { roles, type Role } from '../../shared/feed/roles.ts';
import { gatewayVersion } from '../version.ts';
import { readListenAddress, usualListen } from './listenAddress.ts';
import type { GatewayChoices } from './gatewayCommand.ts';
import { fail } from './terminal.ts';
import { tokenAdd, tokenList, tokenRemove } from './tokenCommands.ts';

/** How commands tell their outcome. */
export interface ProgramContext {
  readonly finish: (exitCode: number) => void;
  readonly logTo: (file: string) => void;
}

/** Every command of `watchfloor`, with its help. Each loads only what it runs. */
export function createProgram({ finish, logTo }: ProgramContext): Command {
  const program = new Command('watchfloor')
    .description('Watchfloor: a console for network operations centres.')
    .version(gatewayVersion, '-V, --version', 'print the version')
    .exitOverride()
    .configureOutput({ outputError: (text, write) => write(`watchfloor: ${oneSentence(text)}\n`) })
    .addHelpText(
      'after',
      examples('start', 'gateway --policy assets/policy/acgs.yaml', 'check assets/policy/acgs.yaml'),
    );

  program
    .command('start')
    .description('open the console, with a gateway of its own (the desktop app, or a browser)')
    .helpOption(false)
    // bin/watchfloor.mjs takes this command before it comes here: the gateway may not import the desktop app.
    .action(() => finish(fail('start is run by bin/watchfloor.mjs; use: npm start')));

  program
    .command('gateway')
    .description("run a gateway: the feed's server")
    .requiredOption('--policy <file>', 'the operations policy')
    .addOption(
      new Option('--listen <host:port>', 'where to listen')
        .argParser(readListenAddress)
        .default(readListenAddress(usualListen), usualListen),
    )
    .addOption(dataOption())
    .option('--renderer <folder>', 'serve the built console from this folder')
    .option('--verbose', 'log everything, to standard error too')
    .addHelpText(
      'after',
      examples(
        'gateway --policy assets/policy/acgs.yaml',
        'gateway --policy acgs.yaml --listen 0.0.0.0:8450 --data /var/lib/watchfloor --renderer dist/renderer',
      ),
    )
    .action(async (choices: GatewayChoices) => {
      const { runGateway } = await import('./gatewayCommand.ts');
      finish(await runGateway(choices, logTo));
    });

  program
    .command('check')
    .description('check a policy file; names the line and column of each problem')
    .argument('<file>', 'the operations policy')
    .addHelpText('after', examples('check assets/policy/acgs.yaml'))
    .action(async (file: string) => {
      const { checkPolicy } = await import('./checkCommand.ts');
      finish(await checkPolicy(file));
    });

  addTokenCommands(program, finish);

  program
    .command('audit')
    .description('the audit trail')
    .command('verify')
    .description('check that no entry of the journal was changed, removed or put in')
    .addOption(dataOption())
    .addHelpText('after', examples('audit verify --data /var/lib/watchfloor'))
    .action(async ({ data }: { data: string }) => {
      const { verifyAudit } = await import('./auditCommand.ts');
      finish(verifyAudit(data));
    });
  return program;
}

function addTokenCommands(program: Command, finish: ProgramContext['finish']): void {
  const token = program
    .command('token')
    .description('access tokens: a gateway that other machines reach lets nobody in without one')
    .addHelpText(
      'after',
      examples('token add --person "Ana Silva" --role operator', 'token remove "Ana Silva"'),
    );
  token
    .command('add')
    .description('create a token; it is printed once and kept nowhere')
    .requiredOption('--person <name>', 'whose it is, as shown in the audit trail')
    .addOption(
      new Option('--role <role>', 'what it allows, least to most').choices(roles).makeOptionMandatory(),
    )
    .addOption(dataOption())
    .addHelpText('after', examples('token add --person "Wall 1" --role viewer --data /var/lib/watchfloor'))
    .action(({ person, role, data }: { person: string; role: Role; data: string }) =>
      finish(tokenAdd(data, person, role)),
    );
  token
    .command('list')
    .description('list whose tokens there are')
    .addOption(dataOption())
    .action(({ data }: { data: string }) => finish(tokenList(data)));
  token
    .command('remove')
    .description('remove a token by its id, or all tokens of a person')
    .argument('<id-or-person>', 'as "watchfloor token list" shows it')
    .addOption(dataOption())
    .action((idOrPerson: string, { data }: { data: string }) => finish(tokenRemove(data, idOrPerson)));
}

const dataOption = (): Option =>
  new Option('--data <folder>', 'where the gateway keeps its journal, tokens and log')
    .default('data')
    .env('WATCHFLOOR_DATA');

const examples = (...lines: readonly string[]): string =>
  ['', 'Examples:', ...lines.map((line) => `  watchfloor ${line}`)].join('\n');

function oneSentence(text: string): string {
  return text
    .trim()
    .replace(/^error: /, '')
    .replace(/\s*\n\s*/g, ' ');
}
