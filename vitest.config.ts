import { defineConfig } from 'vitest/config';
import { closingLine } from './.ci/closing-line.ts';

const onGitHub = process.env.GITHUB_ACTIONS === 'true';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: ['test/setup/postgres-home.ts', 'test/setup/built-programs.ts'],
    setupFiles: ['test/setup/property-seed.ts', 'test/setup/compile-cache.ts'],
    testTimeout: 40_000,
    isolate: false,
    // Most of the time tests wait for programs that they have started.
    maxWorkers: 3,
    reporters: ['default', ...(onGitHub ? ['github-actions'] : []), closingLine()],
  },
});
