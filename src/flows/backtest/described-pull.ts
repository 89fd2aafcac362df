import type { Sources } from '../../backtest/artefacts/test-report.ts';
import type { Bundle, BundledStrategy } from '../../backtest/bundle/bundle.ts';
import { strategySlug } from '../../backtest/bundle/strategy-slug.ts';
import { isAppError } from '../../kernel/app-error.ts';
import { hashBytes } from '../../kernel/hash.ts';
import type { CommitFiles } from '../../ports/commit-files.ts';
import type { FoundStrategy } from './find-strategies.ts';
import type { LaidOutStrategy } from './laid-out-strategy.ts';
import type { PullGround } from './pull-ground.ts';

/** What is known of where the backtests of a pull request are run; null outside of Actions. */
export interface PullFacts extends Pick<Bundle, 'repository' | 'pull' | 'nonce' | 'event' | 'run' | 'action'> {
  /** The file of the workflow, as the runner names it. */
  readonly workflow: { readonly path: string; readonly ref: string; readonly commit: string } | null;
}

/** A bundle without what became of the strategies. */
export type DescribedPull = Omit<Bundle, 'strategies' | 'conclusion'>;

/** Describes a pull request, the job in which it is tested, and what of that nobody may believe. */
export async function describeBundle(
  ground: PullGround,
  { workflow: ran, ...facts }: PullFacts,
  { files, version }: { readonly files: CommitFiles; readonly version: string },
): Promise<DescribedPull> {
  const workflow =
    ran === null ? null : { path: ran.path, ref: ran.ref, sha256: await hashAt(ran.commit, ran.path, files) };
  return {
    format: 'conclave-backtest-bundle',
    version: 1,
    program: version,
    ...facts,
    base_sha: ground.base,
    head_sha: ground.head,
    workflow,
    configuration: ground.configuration,
    weaker: ground.config.wall.allow_weaker,
    notes: [...ground.notes, ...(await noteOnWorkflow(workflow, ground, files))],
  };
}

/** What a bundle says of a strategy; nothing was laid out where it could not be. */
export function describeStrategy(
  { path, basePath, change, touched, run }: FoundStrategy,
  {
    ground,
    laid,
    answer,
    reason,
  }: {
    readonly ground: PullGround;
    readonly laid: LaidOutStrategy | null;
    readonly answer: BundledStrategy['answer'];
    readonly reason: string | null;
  },
): BundledStrategy {
  const isAged = basePath !== null && ground.aged.has(basePath) && change !== 'deleted';
  const aged = isAged ? 'The base has changed this strategy since the branch left it; update the branch.' : null;
  const told = [reason, aged].filter((part) => part !== null).join('\n');
  return {
    path,
    previous_path: basePath === path ? null : basePath,
    folder: strategySlug(path),
    change,
    touched: [...touched],
    strategy: { base: laid?.base?.sha256 ?? null, head: laid?.head.sha256 ?? null },
    base: laid?.base == null ? 'absent' : 'there',
    ...(laid?.told ?? { config: null, data: [], tests: [], golden: [] }),
    seed: run?.seed ?? 1,
    params: run?.params ?? {},
    answer,
    reason: told === '' ? null : told.slice(0, LONGEST_REASON),
  };
}

/** What the report of a strategy says of where its files came from. */
export function describeSources({ head, told }: LaidOutStrategy, { workflow, action }: DescribedPull): Sources {
  const plain = ({ path, sha256 }: { readonly path: string; readonly sha256: string }) => ({ path, sha256 });
  return {
    strategy: plain(head),
    config: told.config === null ? null : plain(told.config),
    data: told.data.map((each) => ({ ...plain(each), symbol: each.symbol })),
    workflow: workflow === null || workflow.sha256 === null ? null : { ...workflow, sha256: workflow.sha256 },
    action,
  };
}

const LONGEST_REASON = 2_000;

const LONGEST_WORKFLOW = 1024 * 1024;

/** Null where the commit or the file is not in this clone, so that nobody can compare it. */
async function hashAt(commit: string, path: string, files: CommitFiles): Promise<string | null> {
  try {
    const found = await files.read(commit, path, LONGEST_WORKFLOW);
    return found.kind === 'file' ? hashBytes(found.bytes) : null;
  } catch (error) {
    if (isAppError(error) && error.code === 'bad-input') return null;
    throw error;
  }
}

/** Only the workflow of the base is believed; the reader is told here why a check stays neutral. */
async function noteOnWorkflow(
  workflow: Bundle['workflow'],
  { base }: PullGround,
  files: CommitFiles,
): Promise<readonly string[]> {
  if (workflow === null) return [];
  if (workflow.sha256 === null)
    return [`${workflow.path} as it ran is not in the checkout, so that nobody can compare it.`];
  const ofBase = await hashAt(base, workflow.path, files);
  if (ofBase === workflow.sha256) return [];
  return [
    ofBase === null
      ? `${workflow.path} is not in the base, so that this run is not attested.`
      : `${workflow.path} differs from the base, so that this run is not attested.`,
  ];
}
