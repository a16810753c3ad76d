import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['{sim,conformance,profiles,reports,scripts}/**/*.test.ts'],
    exclude: ['conformance/peers/**', 'node_modules/**', 'dist/**'],
    // Modules hold no state that a test could leave behind (caches aside), so files share them: half the time of isolated ones.
    pool: 'threads',
    // All cores: by default one is left to vitest itself, which has little to do.
    maxWorkers: '100%',
    isolate: false,
    // Generous, for two busy cores: the slowest tests are whole runs.
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
});
