import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { shellBuildPlugin } from './worker/shellBuildPlugin.ts';

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** One renderer, two entries: `index.html` for browsers with its service worker, `desktop.html` for Electron. */
export default defineConfig({
  root: here('.'),
  base: './',
  plugins: [react(), shellBuildPlugin()],
  build: {
    outDir: here('../dist/renderer'),
    emptyOutDir: true,
    // The content security policy knows no inline data.
    assetsInlineLimit: 0,
    sourcemap: true,
    chunkSizeWarningLimit: 1500,
    rolldownOptions: {
      input: {
        index: here('index.html'),
        desktop: here('desktop.html'),
        worker: here('worker/serviceWorker.ts'),
      },
      // In one chunk with zod, its setting is made before any other chunk declares a schema.
      output: {
        // A worker's address is its identity: the same for every build, beside the page.
        entryFileNames: ({ name }) => (name === 'worker' ? 'service-worker.js' : 'assets/[name]-[hash].js'),
        codeSplitting: { groups: [{ name: 'zod', test: /node_modules\/zod\/|boot\/withoutEval/ }] },
      },
    },
  },
});
