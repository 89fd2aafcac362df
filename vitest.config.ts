import { defineConfig } from 'vitest/config';
import { closingLine } from './.ci/closing-line.ts';

const onGitHub = process.env.GITHUB_ACTIONS === 'true';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: ['test/setup/postgres-home.ts'],
    setupFiles: ['test/setup/property-seed.ts'],
    testTimeout: 20_000,
    isolate: false,
    reporters: ['default', ...(onGitHub ? ['github-actions'] : []), closingLine()],
  },
});
