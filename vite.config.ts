/** The web build, and the four test projects: fast server tests, database tests, web tests, browser tests. */

import { fileURLToPath } from 'node:url';
import tailwindcss from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';

const productPort = Number(process.env.PORT ?? 8080);
const product = { target: `http://127.0.0.1:${productPort}`, ws: true };

const here = (file: string) => fileURLToPath(new URL(file, import.meta.url));
const testDatabaseSetup = here('./server/platform/test-database-setup.ts');

/** Libraries that change rarely stay in files of their own, so that a new release re-downloads only our code. */
const vendorChunks = [
  { name: 'react', test: /node_modules[\\/](react|react-dom|react-router|scheduler)[\\/]/ },
  {
    name: 'maplibre',
    test: /node_modules[\\/](maplibre-gl|@maplibre|@vis\.gl[\\/]react-maplibre|pmtiles)[\\/]/,
  },
  { name: 'deck', test: /node_modules[\\/](@deck\.gl|@luma\.gl|@math\.gl|@loaders\.gl)[\\/]/ },
  { name: 'video', test: /node_modules[\\/]hls\.js[\\/]/ },
];

export default defineConfig({
  root: 'web',
  cacheDir: '../.cache/vite',
  plugins: [react(), tailwindcss()],
  build: {
    outDir: '../dist/web',
    emptyOutDir: true,
    target: 'es2022',
    chunkSizeWarningLimit: 1200,
    rolldownOptions: {
      input: { index: here('./web/index.html'), 'service-worker': here('./web/service-worker.ts') },
      output: {
        codeSplitting: { groups: vendorChunks },
        // the service worker's address must stay the same, or no browser would ever find the next one
        entryFileNames: ({ name }) => (name === 'service-worker' ? '[name].js' : 'assets/[name]-[hash].js'),
      },
    },
  },
  worker: { format: 'es' },
  server: {
    port: 5173,
    proxy: { '/api': product, '/socket.io': product, '/media': product, '/basemap': product },
  },
  test: {
    projects: [
      {
        extends: true,
        test: {
          name: 'server',
          root: '.',
          include: ['{server,geodata,models,bench,scripts}/**/*.test.ts'],
          exclude: ['**/node_modules/**', '**/*.db.test.ts', '**/*.e2e.test.ts'],
          testTimeout: 60_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'web',
          root: '.',
          include: ['web/**/*.test.{ts,tsx}'],
          exclude: ['**/node_modules/**', '**/*.e2e.test.ts'],
          testTimeout: 60_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'db',
          root: '.',
          include: ['{server,geodata}/**/*.db.test.ts'],
          globalSetup: [testDatabaseSetup],
          testTimeout: 60_000,
          hookTimeout: 120_000,
          maxWorkers: 2,
          sequence: { groupOrder: 1 },
        },
      },
      {
        extends: true,
        test: {
          name: 'e2e',
          root: '.',
          include: ['{server,web,geodata,bench}/**/*.e2e.test.ts'],
          globalSetup: [testDatabaseSetup],
          testTimeout: 240_000,
          hookTimeout: 300_000,
          fileParallelism: false,
          sequence: { groupOrder: 2 },
        },
      },
    ],
  },
});
