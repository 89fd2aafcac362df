import type { BundledFile, BundledStrategy } from '../../backtest/bundle/bundle.ts';
import { type Golden, LONGEST_GOLDEN, readGolden } from '../../backtest/golden/golden.ts';
import { RunConfig } from '../../backtest/run-config.ts';
import { LONGEST_RUN_CONFIG, readRunConfig } from '../../backtest/run-config-file.ts';
import type { StrategyRun } from '../../config/backtest-config.ts';
import { AppError } from '../../kernel/app-error.ts';
import { matchesAny } from '../../kernel/glob.ts';
import type { DataFile } from '../../ports/backtest-engine.ts';
import type { GoldenFiles } from '../../ports/golden-files.ts';
import type { SentFile, SentStrategy } from '../../ports/strategy-tools.ts';
import type { FoundStrategy } from './find-strategies.ts';
import { changeOf, type PullGround } from './pull-ground.ts';
import type { KeptFile, PullShelf } from './pull-shelf.ts';

/** A strategy with all that its run needs: strategy and tests of the head, everything else of the base. */
export interface LaidOutStrategy {
  readonly head: KeptFile;
  readonly base: KeptFile | null;
  readonly tests: readonly SentFile[];
  /** With absolute paths, in the order of the configuration. */
  readonly data: readonly DataFile[];
  readonly config: RunConfig;
  readonly seed: number;
  readonly goldens: { readonly files: GoldenFiles; readonly paths: readonly string[] };
  /** What the bundle says of it. */
  readonly told: Pick<BundledStrategy, 'config' | 'data' | 'tests' | 'golden'>;
}

/** Most bytes of each kind of file. */
const MEBIBYTE = 1024 * 1024;
const MOST = { strategy: MEBIBYTE, test: 8 * MEBIBYTE, data: 256 * MEBIBYTE } as const;

/** Files that are sent along with a strategy, and golden scenarios of which each is a run. */
const MOST_TESTS = 100;
const MOST_GOLDENS = 20;

/** Reads what a strategy is run with; throws an AppError where that cannot be, `absent` where the base lacks something. */
export async function layOut(
  found: FoundStrategy,
  run: StrategyRun,
  { ground, shelf }: Around,
): Promise<LaidOutStrategy> {
  const around = { ground, shelf };
  const head = await shelf.demand({ side: 'head', path: found.path, most: MOST.strategy });
  const base =
    found.basePath === null ? null : await shelf.demand({ side: 'base', path: found.basePath, most: MOST.strategy });
  const { config, file } = await readConfig(run, around);
  const data = await readData(run.data, around);
  const tests = await readTests(found, run, around);
  const goldens = await readGoldens(found, run, around);
  return {
    ...{ head, base, config, seed: run.seed },
    tests: tests.map(({ path, bytes }) => ({ path, bytes })),
    data: data.map(({ symbol, absolute }) => ({ symbol, path: absolute })),
    goldens: goldenFiles(goldens, { head, shelf }),
    told: {
      config: file === null ? null : tell(file, ground),
      data: data.map((each) => ({ ...tell(each, ground), symbol: each.symbol })),
      tests: tests.map(({ path, sha256 }) => ({ path, sha256 })),
      golden: goldens.map(({ file: each }) => tell(each, ground)),
    },
  };
}

/** Reads the strategy and its tests alone, for one that cannot be run; throws an AppError where they cannot be sent. */
export async function layOutAlone(found: FoundStrategy, run: StrategyRun, around: Around): Promise<SentStrategy> {
  const { path, bytes } = await around.shelf.demand({ side: 'head', path: found.path, most: MOST.strategy });
  const tests = await readTests(found, run, around);
  return { strategy: { path, bytes }, tests: tests.map((each) => ({ path: each.path, bytes: each.bytes })) };
}

interface Around {
  readonly ground: PullGround;
  readonly shelf: PullShelf;
}

function tell({ path, sha256 }: KeptFile, { touched }: PullGround): BundledFile {
  return { path, sha256, changed: changeOf(path, touched) };
}

/** The parameters of the row come over those of the file. */
async function readConfig({ config: path, params }: StrategyRun, { shelf }: Around) {
  const file = path === null ? null : await shelf.demand({ side: 'base', path, most: LONGEST_RUN_CONFIG });
  const config = file === null ? RunConfig.parse({ version: 1 }) : readRunConfig(textOf(file), file.path);
  return { config: { ...config, params: { ...config.params, ...params } }, file };
}

async function readData(files: StrategyRun['data'], { shelf }: Around) {
  const data: (KeptFile & { readonly symbol: string })[] = [];
  for (const [symbol, path] of Object.entries(files)) {
    data.push({ ...(await demandData(path, shelf)), symbol });
  }
  return data;
}

async function demandData(path: string, shelf: PullShelf): Promise<KeptFile> {
  const file = await shelf.demand({ side: 'base', path, most: MOST.data });
  if (!startsWith(file.bytes, 'version https://git-lfs.github.com/')) return file;
  throw new AppError('bad-input', 'the data is kept by Git LFS, and only a pointer to it stands in the commit', {
    where: path,
    expected: 'a file of market data in the repository itself',
  });
}

/** Tests are sent as the head has them; what they say has no authority. */
async function readTests(
  { path: strategy }: FoundStrategy,
  { tests }: StrategyRun,
  { ground, shelf }: Around,
): Promise<readonly KeptFile[]> {
  const ofOthers = strategy.endsWith('.py') ? TYPESCRIPT_TEST : PYTHON_TEST;
  const paths = ground.headFiles.filter(
    ({ path, kind }) => kind === 'file' && matchesAny(path, tests) && !ofOthers.test(path),
  );
  if (paths.length > MOST_TESTS) {
    throw new AppError('bad-input', `${paths.length} files match the patterns of tests`, {
      where: 'backtest.runs',
      expected: `at most ${MOST_TESTS} files for one strategy`,
    });
  }
  const files: KeptFile[] = [];
  for (const { path } of paths) files.push(await shelf.demand({ side: 'head', path, most: MOST.test }));
  return files;
}

/** Tests in the language of the strategy alone: one row may name strategies of both. */
const TYPESCRIPT_TEST = /\.(?:test|spec)\.[cm]?[jt]s$/;
const PYTHON_TEST = /\.py$/;

interface LaidOutGolden {
  readonly file: KeptFile;
  readonly golden: Golden;
}

/** Golden files are the head's, so that a pull request can say what it changes; their data is the base's. */
async function readGoldens(
  { path }: FoundStrategy,
  run: StrategyRun,
  { ground, shelf }: Around,
): Promise<readonly LaidOutGolden[]> {
  const goldens: LaidOutGolden[] = [];
  for (const each of ground.headFiles) {
    if (each.kind !== 'file' || !matchesAny(each.path, run.golden)) continue;
    const file = await shelf.demand({ side: 'head', path: each.path, most: LONGEST_GOLDEN });
    const golden = readGolden(textOf(file), file.path);
    if (golden.strategy !== path) continue;
    for (const data of golden.data) await demandData(data.file, shelf);
    if (golden.config.kind === 'file') {
      await shelf.demand({ side: 'base', path: golden.config.path, most: LONGEST_RUN_CONFIG });
    }
    goldens.push({ file, golden });
    if (goldens.length > MOST_GOLDENS) throw tooManyGoldens(path);
  }
  return goldens;
}

function tooManyGoldens(path: string): AppError {
  return new AppError('bad-input', `more than ${MOST_GOLDENS} golden scenarios name the strategy`, {
    where: path,
    expected: `at most ${MOST_GOLDENS}, since each is a run`,
  });
}

/** The golden files as those who judge them ask for them; nothing is written. */
function goldenFiles(
  goldens: readonly LaidOutGolden[],
  { head, shelf }: { readonly head: KeptFile; readonly shelf: PullShelf },
): LaidOutStrategy['goldens'] {
  const texts = new Map(goldens.map(({ file }) => [file.path, file]));
  const at = (path: string) => (path === head.path ? head : (shelf.find('base', path) ?? missing(path)));
  return {
    paths: [...texts.keys()],
    files: {
      root: shelf.root,
      locate: (path) => at(path).absolute,
      list: async () => [...texts.keys()],
      read: async (path) => textOf(texts.get(path) ?? at(path)),
      write: async () => {
        throw new AppError('broken', 'a golden file of a pull request is never written');
      },
    },
  };
}

function missing(path: string): never {
  throw new AppError('broken', 'a file was asked for that nobody laid out', { where: path });
}

function textOf({ bytes, path }: KeptFile): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new AppError('bad-input', 'the file is not UTF-8', { where: path, expected: 'a text in UTF-8', cause });
  }
}

function startsWith(bytes: Uint8Array, text: string): boolean {
  return new TextDecoder().decode(bytes.subarray(0, text.length)) === text;
}
