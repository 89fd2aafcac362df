import { defineConfig } from 'vitest/config';
import { closingLine } from './.ci/closing-line.ts';
import { shippedBuilds } from './.ci/shipped-builds.ts';
import { LongestFirst } from './.ci/test-order.ts';
import { findsBundledPrograms } from './.ci/tested-programs.ts';

const onGitHub = process.env.GITHUB_ACTIONS === 'true';

export default defineConfig({
  plugins: [findsBundledPrograms(), shippedBuilds()],
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: [
      'test/setup/postgres-home.ts',
      'test/setup/built-programs.ts',
      'test/setup/bundled-programs.ts',
      'test/setup/sandbox-image.ts',
    ],
    setupFiles: ['test/setup/property-seed.ts', 'test/setup/compile-cache.ts'],
    testTimeout: 90_000,
    // The first that asks for PostgreSQL or a program waits until it stands.
    hookTimeout: 90_000,
    isolate: false,
    // Tests wait for programs that they have started; with more of them at once those only get into each other's way.
    maxWorkers: 4,
    sequence: { sequencer: LongestFirst },
    reporters: ['default', ...(onGitHub ? ['github-actions'] : []), closingLine()],
  },
});
