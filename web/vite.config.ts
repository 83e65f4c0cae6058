import { defineConfig } from 'vite';
import { compressFiles } from './build/compress-files.ts';

export default defineConfig({
  base: '/ui/',
  build: {
    target: 'es2023',
    // Current browsers know `light-dark()`; a lowered form needs a class on every element.
    cssTarget: ['chrome123', 'firefox120', 'safari17.5'],
    // The page's content security policy allows nothing inline.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    // Of the bundled packages, in `.vite/license.md`: shipped, and not part of the page.
    license: true,
    // On a busy machine every build would print how long its plugins took.
    rolldownOptions: { checks: { pluginTimings: false } },
  },
  plugins: [compressFiles()],
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  server: {
    // `npm start` runs the gateway; its guards compare Origin with Host.
    proxy: {
      '/graphql': {
        target: 'http://127.0.0.1:8000',
        ws: true,
        changeOrigin: true,
        headers: { origin: 'http://127.0.0.1:8000' },
      },
    },
  },
});
