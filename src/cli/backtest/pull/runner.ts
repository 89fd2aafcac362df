import { renderPullMarkdown } from '../../../backtest/bundle/pull-markdown.ts';
import type { TestedPull } from '../../../backtest/bundle/tested-strategy.ts';
import type { WallConfig } from '../../../config/backtest-config.ts';
import { isAppError, messageOf, renderError } from '../../../kernel/app-error.ts';
import { annotate } from '../../annotation.ts';
import { clipLines, roomIn } from '../../runner-file.ts';
import type { Terminal } from '../../terminal.ts';
import { annotationsOf } from './annotations.ts';

/** Most characters of the report as an output, of which a job has 1 MB in all. */
const LONGEST_REPORT = 200_000;

/** Hands backtests to a runner of GitHub Actions: remarks, the summary of the job, and the outputs of the step. */
export async function tellRunner(tested: TestedPull, folder: string, terminal: Terminal): Promise<void> {
  await annotate(annotationsOf(tested));
  const room = await roomIn('GITHUB_STEP_SUMMARY', terminal);
  const summary = room === null ? '' : clipLines(renderPullMarkdown(tested), room);
  const core = await import('@actions/core');
  if (summary !== '') await core.summary.addRaw(summary, true).write();
  const { conclusion, strategies } = tested.bundle;
  const paths = JSON.stringify(strategies.map(({ path }) => path));
  await putOutputs({ conclusion, strategies: paths, folder, report: renderShort(tested) }, terminal);
}

/** Tells a runner which strategies would be run, and by which engine of walls where only one may. */
export async function tellRunnerOfStrategies(
  paths: readonly string[],
  { engine }: Pick<WallConfig, 'engine'>,
  terminal: Terminal,
): Promise<void> {
  const named = engine === 'auto' ? '' : engine;
  await putOutputs({ count: String(paths.length), strategies: JSON.stringify(paths), engine: named }, terminal);
}

/** Tells a runner that nothing was tested; what reads the outputs finds no pass in them. */
export async function tellRunnerOfFailure(error: unknown, terminal: Terminal): Promise<void> {
  const core = await import('@actions/core');
  core.error(isAppError(error) ? renderError(error) : messageOf(error), { title: 'Backtest: nothing was tested' });
  await putOutputs({ conclusion: 'error' }, terminal);
}

async function putOutputs(outputs: Readonly<Record<string, string>>, terminal: Terminal): Promise<void> {
  if ((await roomIn('GITHUB_OUTPUT', terminal)) === null) return;
  const { setOutput } = await import('@actions/core');
  for (const [name, value] of Object.entries(outputs)) setOutput(name, value);
}

/** The bundle in one line; what belongs to each strategy is left out where there is no room for it. */
function renderShort({ bundle }: TestedPull): string {
  const whole = JSON.stringify(bundle);
  if (whole.length <= LONGEST_REPORT) return whole;
  const strategies = bundle.strategies.map(({ path, folder, answer }) => ({ path, folder, answer }));
  return JSON.stringify({ ...bundle, strategies, left_out: true });
}
