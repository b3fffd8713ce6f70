#!/usr/bin/env node
import './requireNode.mjs';

const [command, ...rest] = process.argv.slice(2);
// `start` may open the desktop app, which the gateway's own commands must not know.
const { main } =
  command === 'start' ? await import('../scripts/start.ts') : await import('../gateway/cli.ts');
process.exitCode = await main(command === 'start' ? rest : process.argv.slice(2));
