import { join } from 'node:path';
import { defineConfig } from 'vite';

/** One CommonJS file: a sandboxed preload can require nothing but Electron. */
export default defineConfig({
  root: import.meta.dirname,
  publicDir: false,
  ssr: { noExternal: true },
  build: {
    ssr: true,
    target: 'chrome140',
    outDir: '../dist/preload',
    emptyOutDir: true,
    minify: false,
    rollupOptions: {
      input: { preload: join(import.meta.dirname, 'preload.ts') },
      external: ['electron'],
      output: { format: 'cjs', entryFileNames: '[name].cjs' },
    },
  },
});
