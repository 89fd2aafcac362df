import type { Sources } from '../../backtest/artefacts/test-report.ts';
import { BUNDLE_FILE, BUNDLE_SIDES, concludeBundle, MOST_BUNDLED, renderBundle } from '../../backtest/bundle/bundle.ts';
import type { PullResult, TestedPull, TestedStrategy } from '../../backtest/bundle/tested-strategy.ts';
import type { Inspection } from '../../backtest/inspection/static-check.ts';
import { inspectionReasons } from '../../backtest/inspection/test-verdict.ts';
import type { StrategyRun, WallConfig } from '../../config/backtest-config.ts';
import { AppError, isAppError, renderError } from '../../kernel/app-error.ts';
import type { RunFolders } from '../../ports/run-folders.ts';
import type { SentStrategy } from '../../ports/strategy-tools.ts';
import {
  type DescribedPull,
  describeBundle,
  describeSources,
  describeStrategy,
  type PullFacts,
} from './described-pull.ts';
import { type FoundStrategy, findStrategies } from './find-strategies.ts';
import { keepInspection } from './kept-inspection.ts';
import { type LaidOutStrategy, layOut, layOutAlone } from './laid-out-strategy.ts';
import { type PullGround, type PullSources, readPullGround } from './pull-ground.ts';
import { openShelf, type PullShelf } from './pull-shelf.ts';
import type { RunWatcher } from './run-ports.ts';

/** The backtests of a pull request. */
export interface PullOrder {
  readonly base: string;
  readonly head: string;
  /** Paths or names of strategies; empty for those that the pull request touches. */
  readonly named: readonly string[];
  readonly facts: PullFacts;
  /** An empty or absent folder for the bundle; absolute. */
  readonly target: string;
}

/** A strategy that is tested, and where its artefacts go. */
export interface PulledStrategy extends LaidOutStrategy {
  readonly sources: Sources;
  /** Absolute; `head/`, `base/` and `comparison.json` come to stand below. */
  readonly folder: string;
}

/** Tests a strategy behind a wall that stands, and keeps its artefacts. */
export type StrategyTest = (strategy: PulledStrategy, watcher: RunWatcher) => Promise<TestedStrategy>;

/** What is done behind a wall that stands. */
export interface PulledTests {
  readonly test: StrategyTest;
  /** Examines a strategy that cannot be run, and runs its tests. */
  readonly examine: (sent: SentStrategy, watcher: RunWatcher) => Promise<Inspection>;
}

/** A signal that goes off after a time, unless it is let go. */
export interface Alarm extends Disposable {
  readonly signal: AbortSignal;
}

/** What the backtests of a pull request need of the outside. */
export interface PullPorts extends PullSources {
  readonly folders: RunFolders;
  /** Puts up the wall; throws an AppError where none can stand. */
  readonly standUp: (wall: WallConfig) => Promise<PulledTests>;
  readonly setAlarm: (ms: number) => Alarm;
  /** Version of this program. */
  readonly version: string;
}

/**
 * Tests every strategy that a pull request touches behind a wall: strategy and tests as the head has them, configuration,
 * data and seed as the base has them. One that cannot be tested does not stop the others. No file of a commit is run here.
 */
export async function testPull(order: PullOrder, ports: PullPorts, watcher: RunWatcher = {}): Promise<TestedPull> {
  const ground = await readPullGround(order, ports);
  const found = findPullStrategies(order, ground);
  const described = await describeBundle(ground, order.facts, ports);
  const unasked = order.named.length === 0 ? [] : findUnasked(found, ground);
  const stage = { ground, described, order, ports, watcher };
  const tested = await testAll(found.slice(0, MOST_BUNDLED), stage);
  const results = [
    ...tested,
    ...unasked
      .slice(0, MOST_BUNDLED - tested.length)
      .map((strategy) => stopped(strategy, { answer: 'not_asked', reason: UNASKED }, stage)),
  ];
  const untold = found.length + unasked.length - results.length;
  const entries = results.map(({ entry }) => entry);
  const answers = [...entries.map(({ answer }) => answer), ...(untold === 0 ? [] : ['not_run' as const])];
  const notes = untold === 0 ? [] : [`${untold} more strategies are touched, which were neither run nor listed.`];
  const bundle = {
    ...described,
    notes: [...described.notes, ...notes],
    strategies: entries,
    conclusion: concludeBundle(answers),
  };
  await using staging = await ports.folders.staging(order.target);
  await ports.folders.write(staging, BUNDLE_FILE, renderBundle(bundle));
  await ports.folders.keep(staging, order.target);
  return { bundle, results };
}

/** The strategies that would be tested. */
export function findPullStrategies({ named }: Pick<PullOrder, 'named'>, ground: PullGround): readonly FoundStrategy[] {
  const { config, touched, baseFiles, headFiles } = ground;
  return findStrategies({ config, touched, base: baseFiles, head: headFiles, named });
}

/** Strategies that are touched and that nobody asked for, while others were named: a reader has to know of them. */
function findUnasked(found: readonly FoundStrategy[], ground: PullGround): readonly FoundStrategy[] {
  const asked = new Set(found.map(({ path }) => path));
  return findPullStrategies({ named: [] }, ground).filter(
    ({ path, change }) => !asked.has(path) && change !== 'deleted',
  );
}

interface Stage {
  readonly ground: PullGround;
  readonly described: DescribedPull;
  readonly order: PullOrder;
  readonly ports: PullPorts;
  readonly watcher: RunWatcher;
}

async function testAll(found: readonly FoundStrategy[], stage: Stage): Promise<readonly PullResult[]> {
  const { ground, ports, watcher } = stage;
  const { most_strategies: most, minutes, wall } = ground.config;
  const plans = found.map((each) => planOf(each));
  const runs = plans.filter(({ kind }) => kind === 'run').slice(0, most);
  await using folder = await ports.folders.passing();
  const shelf = openShelf(ground, { ...ports, folder });
  using alarm = ports.setAlarm(minutes * 60_000);
  const signal = watcher.signal === undefined ? alarm.signal : AbortSignal.any([alarm.signal, watcher.signal]);
  const behind = runs.length === 0 ? null : await ports.standUp(wall);
  const results: PullResult[] = [];
  for (const plan of plans) {
    const { strategy } = plan;
    if (plan.kind === 'stop') results.push(stopped(strategy, plan, stage));
    else if (behind === null || !runs.includes(plan)) {
      results.push(stopped(strategy, { answer: 'not_run', reason: tooMany(most) }, stage));
    } else if (alarm.signal.aborted) {
      results.push(stopped(strategy, { answer: 'not_run', reason: tooLate(minutes) }, stage));
    } else {
      watcher.onNotice?.(`testing ${strategy.path}`);
      results.push(await testOne(plan, { ...stage, watcher: { ...watcher, signal }, shelf, alarm, behind }));
    }
  }
  return results;
}

type Plan =
  | { readonly kind: 'run'; readonly strategy: FoundStrategy; readonly run: StrategyRun }
  | ({ readonly kind: 'stop'; readonly strategy: FoundStrategy } & Stop);

type Runnable = Extract<Plan, { kind: 'run' }>;

const UNASKED = 'The pull request touches it, and others were asked for by name.';

/** Why a strategy is not tested. */
interface Stop {
  readonly answer: 'gone' | 'not_asked' | 'refused' | 'not_proven' | 'not_run' | 'broken';
  readonly reason: string;
}

function planOf(strategy: FoundStrategy): Plan {
  if (strategy.change === 'deleted') {
    return { kind: 'stop', strategy, answer: 'gone', reason: 'The pull request removes it; nothing is left to run.' };
  }
  if (strategy.refusal !== null) return { kind: 'stop', strategy, answer: 'refused', reason: strategy.refusal };
  if (strategy.run !== null) return { kind: 'run', strategy, run: strategy.run };
  const reason = 'No row of backtest.runs in the configuration of the base says on what data it is run.';
  return { kind: 'stop', strategy, answer: 'not_proven', reason };
}

function tooMany(most: number): string {
  return `At most ${most} strategies of one pull request are run (backtest.most_strategies).`;
}

function tooLate(minutes: number): string {
  return `The ${minutes} minutes for all strategies were over (backtest.minutes).`;
}

interface TestStage extends Stage {
  readonly shelf: PullShelf;
  readonly alarm: Alarm;
  readonly behind: PulledTests;
}

async function testOne(plan: Runnable, stage: TestStage): Promise<PullResult> {
  const { strategy, run } = plan;
  const { ground, described, order, ports, shelf, behind, watcher } = stage;
  let laid: LaidOutStrategy | null = null;
  const seen: { inspection: Inspection | null } = { inspection: null };
  const onInspected = (inspection: Inspection): void => {
    seen.inspection = inspection;
  };
  try {
    laid = await layOut(strategy, run, { ground, shelf });
    const entry = describeStrategy(strategy, { ground, laid, answer: 'not_run', reason: null });
    const folder = `${order.target}/${entry.folder}`;
    const tested = await behind.test(
      { ...laid, folder, sources: describeSources(laid, described) },
      { ...watcher, onInspected },
    );
    const { answer, reasons } = tested;
    const told = reasons.length === 0 ? null : reasons.join('\n');
    return { entry: describeStrategy(strategy, { ground, laid, answer, reason: told }), tested };
  } catch (error) {
    const stop = stopOf(error, stage);
    const examined = laid === null && stop.answer === 'not_proven' ? await examineAlone(plan, stage) : null;
    seen.inspection ??= examined;
    const reason = [stop.reason, ...(examined === null ? [] : inspectionReasons(examined))].join('\n');
    const entry = describeStrategy(strategy, { ground, laid, ...stop, reason });
    const head = `${order.target}/${entry.folder}/${BUNDLE_SIDES.head}`;
    if (seen.inspection !== null) await keepInspection(seen.inspection, head, ports.folders);
    return { entry, tested: null, ...seen };
  }
}

/** What can be found out about a strategy that the base lacks something for; null where it cannot be read either. */
async function examineAlone({ strategy, run }: Runnable, stage: TestStage): Promise<Inspection | null> {
  const { alarm, behind, watcher } = stage;
  if (alarm.signal.aborted) return null;
  try {
    return await behind.examine(await layOutAlone(strategy, run, stage), watcher);
  } catch (error) {
    if (!isAppError(error) || error.code !== 'bad-input' || watcher.signal?.aborted === true) throw error;
    return null;
  }
}

function stopped(strategy: FoundStrategy, { answer, reason }: Stop, { ground }: Stage): PullResult {
  return { entry: describeStrategy(strategy, { ground, laid: null, answer, reason }), tested: null };
}

/** What an error says of a strategy; one that is not about it goes on. */
function stopOf(error: unknown, { alarm, ground, shelf, watcher }: TestStage): Stop {
  if (alarm.signal.aborted)
    return { answer: 'not_proven', reason: `It was stopped: ${tooLate(ground.config.minutes)}` };
  if (!isAppError(error) || watcher.signal?.aborted === true) throw error;
  // Where the file was put down for the run says nothing to a reader.
  const reason = renderError(error).replaceAll(`${shelf.root}/head/`, '').replaceAll(`${shelf.root}/base/`, '');
  switch (error.code) {
    case 'bad-input':
    case 'bad-config':
      return { answer: error.facts.absent === true ? 'not_proven' : 'refused', reason };
    case 'outside-failed':
    case 'broken':
      return { answer: 'broken', reason };
    default:
      throw new AppError('broken', 'an error has no code', { cause: error.code satisfies never });
  }
}
