import { Command, Option } from 'commander';
import { roles, type Role } from '../../shared/feed/roles.ts';
import { gatewayVersion } from '../version.ts';
import type { BreakGlassChoices } from './breakGlassCommand.ts';
import { dataOption } from './dataOption.ts';
import { examples } from './examples.ts';
import type { FiguresChoices } from './figuresCommand.ts';
import type { RotaChoices } from './rotaCommand.ts';
import { addServiceCommands } from './serviceCommands.ts';
import { fail } from './terminal.ts';
import { tokenAdd, tokenList, tokenRemove } from './tokenCommands.ts';
import { readUtcInstant } from './utcInstant.ts';
import { addWriteCommands } from './writeCommands.ts';

/** How commands tell their outcome. */
export interface ProgramContext {
  readonly finish: (exitCode: number) => void;
  readonly logTo: (file: string | undefined) => void;
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

  addServiceCommands(program, { finish, logTo });

  program
    .command('check')
    .description('check a policy file; names the line and column of each problem')
    .argument('<file>', 'the operations policy')
    .addHelpText('after', examples('check assets/policy/acgs.yaml'))
    .action(async (file: string) => {
      const { checkPolicy } = await import('./checkCommand.ts');
      finish(await checkPolicy(file));
    });

  addWriteCommands(program, finish);
  addTokenCommands(program, finish);
  addFigures(program, finish);
  addRota(program, finish);
  addBreakGlass(program, finish);

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

function addFigures(program: Command, finish: ProgramContext['finish']): void {
  program
    .command('figures')
    .description(
      'time to detect, acknowledge and resolve, recurrence and more, over any span, from the journal',
    )
    .requiredOption('--policy <file>', 'the operations policy: severities, response times and targets')
    .addOption(dataOption())
    .addOption(
      new Option('--from <time>', 'beginning, part of the span: a day, or a time with its zone')
        .argParser(readUtcInstant)
        .makeOptionMandatory(),
    )
    .addOption(
      new Option('--to <time>', 'end, not part of the span; now without it').argParser(readUtcInstant),
    )
    .option('--severity <id>', 'only incidents whose worst severity this is')
    .option('--service <id>', 'only incidents and changes of this service')
    .addOption(
      new Option('--csv <what>', 'write CSV: figures, or the incidents that they rest on').choices([
        'figures',
        'incidents',
      ]),
    )
    .addHelpText(
      'after',
      examples(
        'figures --policy acgs.yaml --from 2026-11-01 --to 2026-12-01',
        'figures --policy acgs.yaml --from 2026-11-01 --csv incidents > november.csv',
      ),
    )
    .action(async (choices: FiguresChoices) => {
      const { printFigures } = await import('./figuresCommand.ts');
      finish(await printFigures(choices, Date.now()));
    });
}

function addRota(program: Command, finish: ProgramContext['finish']): void {
  program
    .command('rota')
    .description('who is on call now and next, stand-ins counted; or the rota as an iCalendar file')
    .requiredOption('--policy <file>', 'the operations policy')
    .addOption(dataOption())
    .option('--list <id>', 'only this list: primary, secondary, ...')
    .option('--ics', 'write an iCalendar file of five weeks to standard output')
    .addHelpText(
      'after',
      examples('rota --policy acgs.yaml', 'rota --policy acgs.yaml --list primary --ics > primary.ics'),
    )
    .action(async (choices: RotaChoices) => {
      const { printRota } = await import('./rotaCommand.ts');
      finish(await printRota(choices, Date.now()));
    });
}

function addBreakGlass(program: Command, finish: ProgramContext['finish']): void {
  program
    .command('break-glass')
    .description(
      'write runbooks, contacts, ladder and the last known state into one HTML file, for a day without network',
    )
    .requiredOption('--out <file>', 'where to write: a stick, say')
    .option('--from <folder>', "a console's data folder (default: the desktop app's on this machine)")
    .option(
      '--passphrase-file <file>',
      'file whose first line opens the contacts, where the console locks them',
    )
    .addHelpText('after', examples('break-glass --out /media/stick/watchfloor.html'))
    .action(async (choices: BreakGlassChoices) => {
      const { writeBreakGlass } = await import('./breakGlassCommand.ts');
      finish(await writeBreakGlass(choices, Date.now()));
    });
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

function oneSentence(text: string): string {
  return text
    .trim()
    .replace(/^error: /, '')
    .replace(/\s*\n\s*/g, ' ');
}
