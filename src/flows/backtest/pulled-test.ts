import { BUNDLE_SIDES } from '../../backtest/bundle/bundle.ts';
import type { TestedStrategy } from '../../backtest/bundle/tested-strategy.ts';
import type { RunFolders } from '../../ports/run-folders.ts';
import { inspectStrategy } from './inspect-strategy.ts';
import type { RunWatcher } from './run-ports.ts';
import type { PulledStrategy, PulledTests } from './test-pull.ts';
import { type TestedRun, type TestOrder, type TestPorts, testStrategy } from './test-strategy.ts';

/** Tests strategies of a pull request behind the wall of these ports; the artefacts go into their folders of the bundle. */
export function openPulledTests(ports: TestPorts, seconds: number): PulledTests {
  return {
    test: async (strategy, watcher) => {
      const tested = await testStrategy(orderOf(strategy, seconds), ports, namedSteps(watcher));
      await keepComparison(tested, strategy, ports.folders);
      return tell(tested);
    },
    examine: (sent, watcher) => inspectStrategy(sent, ports, namedSteps(watcher)),
  };
}

function orderOf(strategy: PulledStrategy, seconds: number): TestOrder {
  const { head, base, tests, data, config, seed, goldens, sources, folder } = strategy;
  return {
    order: { strategy: head.absolute, data, config, seed, timeLimit: seconds * 1_000 },
    sent: { strategy: { path: head.path, bytes: head.bytes }, tests },
    target: `${folder}/${BUNDLE_SIDES.head}`,
    golden: goldens.paths.length === 0 ? null : goldens,
    base: base === null ? null : { strategy: base.absolute, target: `${folder}/${BUNDLE_SIDES.base}` },
    sourcesOf: () => sources,
  };
}

/** Nobody watches a bar in a log; each step is a line. */
function namedSteps({ onProgress: _bar, ...watcher }: RunWatcher): RunWatcher {
  return { ...watcher, onStep: (step) => watcher.onNotice?.(step) };
}

async function keepComparison({ head }: TestedRun, { folder }: PulledStrategy, folders: RunFolders): Promise<void> {
  const { comparison } = head.report;
  if (comparison === null) return;
  await using staging = await folders.staging(folder);
  await folders.write(staging, BUNDLE_SIDES.comparison, `${JSON.stringify(comparison, null, 2)}\n`);
  await folders.keep(staging, folder);
}

function tell({ verdict, head, base }: TestedRun): TestedStrategy {
  return {
    answer: verdict.answer,
    reasons: verdict.answer === 'fail' ? verdict.reasons : verdict.unproven,
    report: head.report,
    summary: head.outcome.summary,
    equity: { head: head.outcome.curves?.equity ?? [], base: base?.curves?.equity ?? [] },
  };
}
