import { Option } from 'commander';

/** `--data`, as every command that reads or writes a gateway's data folder takes it. */
export const dataOption = (): Option =>
  new Option('--data <folder>', 'where the gateway keeps its journal, tokens and log')
    .default('data')
    .env('WATCHFLOOR_DATA');
