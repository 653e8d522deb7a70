import { defineConfig } from 'vite';

// The server writes the page and finds the files' names in the manifest (api/graphiql.py).
export default defineConfig({
  base: '/static/',
  publicDir: false,
  build: {
    outDir: '../api/static',
    emptyOutDir: true,
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 2000,
    manifest: 'manifest.json',
    modulePreload: { polyfill: false },
    rollupOptions: { input: 'src/graphiql.js' },
  },
});
