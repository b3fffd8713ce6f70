/** Lets a test say what the machine's managers have set: `STAND_IN_MANAGED` is read in place of their file in /etc. */
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { managedSettingsPath } from '../../../main/managedSettingsFile.ts';

const file = process.env['STAND_IN_MANAGED'];
if (file !== undefined) {
  const theirs = managedSettingsPath(process.platform, process.env);
  const read = fs.readFileSync;
  const readFileSync = (path: fs.PathOrFileDescriptor, ...options: unknown[]): unknown =>
    Reflect.apply(read, fs, [path === theirs ? file : path, ...options]);
  Object.assign(fs, { readFileSync });
  syncBuiltinESMExports();
}
