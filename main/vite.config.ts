import { join } from 'node:path';
import { defineConfig } from 'vite';

const source = (name: string): string => join(import.meta.dirname, name);

/** Main and its gateway process, each bundled whole: the app carries no node_modules. */
export default defineConfig({
  root: import.meta.dirname,
  publicDir: false,
  ssr: { noExternal: true, target: 'node' },
  build: {
    ssr: true,
    target: 'node24',
    outDir: '../dist/main',
    emptyOutDir: true,
    sourcemap: true,
    minify: false,
    rollupOptions: {
      input: { main: source('main.ts'), embeddedGatewayProcess: source('embeddedGatewayProcess.ts') },
      // `ws` speeds up with these where they are installed, and does without.
      external: ['electron', 'bufferutil', 'utf-8-validate'],
      output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
    },
  },
});
