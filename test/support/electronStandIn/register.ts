/** Leads `import 'electron'` to the stand-in; loaded before the app with `node --import`. */
import { registerHooks } from 'node:module';
import './managedFile.ts';

const standIn = new URL('./electron.ts', import.meta.url).href;

registerHooks({
  resolve: (specifier, context, next) =>
    specifier === 'electron'
      ? { url: standIn, format: 'module-typescript', shortCircuit: true }
      : next(specifier, context),
});
