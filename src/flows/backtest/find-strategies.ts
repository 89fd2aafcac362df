import type { BacktestConfig, StrategyRun } from '../../config/backtest-config.ts';
import { AppError } from '../../kernel/app-error.ts';
import { compareText } from '../../kernel/compare-text.ts';
import { matchesAny, matchesGlob } from '../../kernel/glob.ts';
import { nearestWord } from '../../kernel/nearest.ts';
import type { ListedBlob } from '../../ports/repository.ts';

/** A file that a pull request touches. */
export interface TouchedPath {
  readonly path: string;
  readonly previousPath: string | null;
  readonly status: 'added' | 'modified' | 'deleted' | 'renamed';
}

/** What strategies are looked for in. */
export interface StrategySearch {
  /** Of the base. */
  readonly config: BacktestConfig;
  readonly touched: readonly TouchedPath[];
  /** All files and links of both commits. */
  readonly base: readonly ListedBlob[];
  readonly head: readonly ListedBlob[];
  /** Paths or names of the strategies that somebody asked for; empty for those that are touched. */
  readonly named: readonly string[];
}

/** A strategy that is to be tested, and what belongs to it by the configuration of the base. */
export interface FoundStrategy {
  /** In the head; in the base where the pull request removes it. */
  readonly path: string;
  /** Where it stands in the base; null where the base does not have it. */
  readonly basePath: string | null;
  readonly change: 'added' | 'modified' | 'renamed' | 'deleted' | 'unchanged';
  /** Touched paths that belong to it. */
  readonly touched: readonly string[];
  /** The first row of `runs` that matches, with `{name}` filled in; null where no row does. */
  readonly run: StrategyRun | null;
  /** Why it cannot be run, such as a symbolic link; null where it can. */
  readonly refusal: string | null;
}

/** The strategies that a pull request touches, those whose own file changes first, then by path. */
export function findStrategies(search: StrategySearch): readonly FoundStrategy[] {
  const all = listStrategies(search);
  if (search.named.length > 0) return [...new Set(search.named.map((name) => demandNamed(name, all)))];
  return all
    .filter(({ touched }) => touched.length > 0)
    .sort((left, right) => Number(isAside(left)) - Number(isAside(right)) || compareText(left.path, right.path));
}

/** The row of `runs` that counts for a path, with `{name}` filled in; null where none does. */
function runOf(path: string, { runs }: Pick<BacktestConfig, 'runs'>): StrategyRun | null {
  const row = runs.find(({ strategies }) => matchesGlob(path, strategies));
  if (row === undefined) return null;
  const name = nameOf(path);
  const inPath = (text: string) => text.replaceAll('{name}', name);
  const inGlob = (glob: string) => glob.replaceAll('{name}', name.replaceAll(/[\\*?[\]{}]/g, String.raw`\$&`));
  return {
    ...row,
    data: Object.fromEntries(Object.entries(row.data).map(([symbol, file]) => [symbol, inPath(file)])),
    config: row.config === null ? null : inPath(row.config),
    tests: row.tests.map(inGlob),
    golden: row.golden.map(inGlob),
  };
}

const CODE = /\.(?:py|[cm]?[jt]s)$/;

/** Names by which tests, packages and declarations are known, whatever the patterns say. */
const NO_STRATEGY =
  /(?:^|\/)(?:test_[^/]*\.py|[^/]*_test\.py|conftest\.py|__init__\.py|[^/]*\.(?:test|spec|d)\.[cm]?[jt]s)$/;

/** Whether the configuration makes a path a strategy. */
function isStrategy(path: string, { strategies, runs }: Pick<BacktestConfig, 'strategies' | 'runs'>): boolean {
  if (!CODE.test(path) || NO_STRATEGY.test(path)) return false;
  return matchesAny(path, strategies) || runs.some((row) => matchesGlob(path, row.strategies));
}

function listStrategies(search: StrategySearch): readonly FoundStrategy[] {
  const { config, touched } = search;
  const [base, head] = [kindsOf(search.base), kindsOf(search.head)];
  const inHead = [...head.keys()].filter((path) => isStrategy(path, config));
  const movedFrom = new Map(
    touched.flatMap(({ path, previousPath }) => (previousPath === null ? [] : [[path, previousPath] as const])),
  );
  const kept = new Set(inHead.map((path) => movedFrom.get(path) ?? path));
  const gone = [...base.keys()].filter((path) => isStrategy(path, config) && !kept.has(path) && !head.has(path));
  return [
    ...inHead.map((path) => describeKept(path, { search, base, head, previous: movedFrom.get(path) ?? null })),
    ...gone.map((path) => describeGone(path, search)),
  ].sort((left, right) => compareText(left.path, right.path));
}

type Kinds = ReadonlyMap<string, ListedBlob['kind']>;

function kindsOf(blobs: readonly ListedBlob[]): Kinds {
  return new Map(blobs.map(({ path, kind }) => [path, kind]));
}

interface Place {
  readonly search: StrategySearch;
  readonly base: Kinds;
  readonly head: Kinds;
  readonly previous: string | null;
}

function describeKept(path: string, { search, base, head, previous }: Place): FoundStrategy {
  const { config, touched } = search;
  const run = previous === null ? runOf(path, config) : runOfMoved({ path, previous }, config, base);
  const own = touched.find((file) => file.path === path);
  const before = previous ?? path;
  return {
    path,
    basePath: base.get(before) === 'file' && CODE.test(before) ? before : null,
    change: own === undefined ? 'unchanged' : own.status === 'deleted' ? 'modified' : own.status,
    touched: belongings(touched, [path, before], run),
    run,
    refusal: head.get(path) === 'link' ? 'it is a symbolic link in the head, which is never followed' : null,
  };
}

/** A strategy that is moved has its configuration and data under its old name in the base. */
function runOfMoved(
  { path, previous }: { readonly path: string; readonly previous: string },
  config: BacktestConfig,
  base: Kinds,
): StrategyRun | null {
  const [own, before] = [runOf(path, config), runOf(previous, config)];
  const stands = (run: StrategyRun | null) =>
    run !== null &&
    [...Object.values(run.data), ...(run.config === null ? [] : [run.config])].every((file) => base.has(file));
  if (own === null || before === null || stands(own) || !stands(before)) return own ?? before;
  return { ...before, tests: own.tests, golden: own.golden };
}

function describeGone(path: string, { config, touched }: StrategySearch): FoundStrategy {
  const own = touched.filter((file) => file.path === path || file.previousPath === path).map((file) => file.path);
  return { path, basePath: path, change: 'deleted', touched: own, run: runOf(path, config), refusal: null };
}

function belongings(
  touched: readonly TouchedPath[],
  own: readonly string[],
  run: StrategyRun | null,
): readonly string[] {
  const named = new Set([...own, ...(run === null ? [] : [...Object.values(run.data), run.config ?? ''])]);
  const patterns = run === null ? [] : [...run.tests, ...run.golden];
  const belongs = (path: string | null) => path !== null && (named.has(path) || matchesAny(path, patterns));
  return touched.filter(({ path, previousPath }) => belongs(path) || belongs(previousPath)).map(({ path }) => path);
}

function isAside({ change }: FoundStrategy): boolean {
  return change === 'unchanged';
}

function nameOf(path: string): string {
  return path.replace(/^.*\//, '').replace(/(?<=.)\.[^.]*$/, '');
}

/** By its path, or by its name where only one strategy has it. */
function demandNamed(asked: string, all: readonly FoundStrategy[]): FoundStrategy {
  const found = all.filter(({ path }) => path === asked);
  const matches = found.length > 0 ? found : all.filter(({ path }) => nameOf(path) === asked);
  if (matches.length === 1 && matches[0] !== undefined) return matches[0];
  const near = nearestWord(
    asked,
    all.flatMap(({ path }) => [path, nameOf(path)]),
  );
  throw new AppError(
    'bad-input',
    matches.length === 0
      ? `${JSON.stringify(asked)} is no strategy`
      : `${JSON.stringify(asked)} names several strategies`,
    {
      where: '--strategy',
      expected: 'the path or the name of a file that backtest.strategies or backtest.runs of the base names',
      ...(matches.length > 1
        ? { advice: `Name one of ${matches.map(({ path }) => path).join(', ')}.` }
        : near !== null && { advice: `did you mean ${near}?` }),
    },
  );
}
