import type { Reporter } from 'vitest/node';

/** Ends the output of a test run with the one line that a CI reads: `412 passed, 0 failed`. */
export function closingLine(): Reporter {
  return {
    onTestRunEnd(modules, errors) {
      const tests = modules.flatMap((module) => [...module.children.allTests()]);
      const passed = tests.filter((test) => test.result().state === 'passed').length;
      const failed = tests.filter((test) => test.result().state === 'failed').length;
      // A file that could not be loaded, or an error outside of a test, counts as one failure each.
      const broken = modules.filter((module) => module.errors().length > 0).length + errors.length;
      process.stdout.write(`\n${passed} passed, ${failed + broken} failed\n`);
    },
  };
}
