import { readStrictJson } from '../../backtest/artefacts/strict-json.ts';
import type { Bundle, BundledStrategy } from '../../backtest/bundle/bundle.ts';
import { BUNDLE_SIDES } from '../../backtest/bundle/bundle.ts';
import { compareRuns } from '../../backtest/comparison/compare-runs.ts';
import { Comparison } from '../../backtest/comparison/comparison.ts';
import { tellValueDifference } from '../../backtest/verification/value-difference.ts';
import {
  type BundleVerification,
  type RunVerification,
  type StrategyVerification,
  worstAnswer,
} from '../../backtest/verification/verification.ts';
import { isAppError } from '../../kernel/app-error.ts';
import type { ArtefactFiles, ArtefactReading } from '../../ports/artefact-files.ts';
import type { VerifyPorts } from './given-market.ts';
import { verifyRun } from './verify-run.ts';

/** Computes the runs of every strategy of a bundle again, one after the other; see `verifyStrategy`. */
export async function verifyBundle(
  bundle: Bundle,
  files: ArtefactFiles,
  ports: VerifyPorts,
): Promise<BundleVerification> {
  const strategies: StrategyVerification[] = [];
  for (const strategy of bundle.strategies) strategies.push(await verifyStrategy(strategy, files, ports));
  return { answer: worstAnswer(strategies.map(({ answer }) => answer)), strategies };
}

/**
 * Computes both sides of a strategy again, holds them against what the bundle says that they were made with, and compares
 * them anew. A strategy that was not run to its end has nothing to compute.
 */
export async function verifyStrategy(
  strategy: BundledStrategy,
  files: ArtefactFiles,
  ports: VerifyPorts,
): Promise<StrategyVerification> {
  const { path, folder } = strategy;
  if (!(await hasRun(strategy, files)))
    return { path, folder, answer: 'nothing', words: strategy.reason, head: null, base: null, comparison: null };
  const head = await verifySide(strategy, 'head', { files, ports });
  const base = (await hasBase(strategy, files)) ? await verifySide(strategy, 'base', { files, ports }) : null;
  const compared = await compareSides(strategy, { head, base }, files);
  const sides = { path, folder, head, base, comparison: compared.comparison };
  const words = [...wordsOf('head', head), ...(base === null ? [] : wordsOf('base', base)), ...compared.differences];
  const answers = [head.answer, ...(base === null ? [] : [base.answer])];
  const answer = compared.differences.length > 0 ? 'differs' : worstAnswer([...answers, compared.answer]);
  return { ...sides, answer, words: answer === 'verified' ? null : (pickWords(words, compared.reason) ?? null) };
}

/** What becomes only of a strategy that ran to its end. */
const HAS_RUN: readonly BundledStrategy['answer'][] = ['pass', 'fail'];

/** One that is not proven may have been stopped before its run came to an end; then there is no file of it. */
async function hasRun({ answer, folder }: BundledStrategy, files: ArtefactFiles): Promise<boolean> {
  if (answer !== 'not_proven') return HAS_RUN.includes(answer);
  for (const name of ['test_report.json', 'decisions.log', 'summary.json']) {
    const { kind } = await files.read(`${folder}/${BUNDLE_SIDES.head}/${name}`, LARGEST_FILE);
    if (kind !== 'absent') return true;
  }
  return false;
}

const LARGEST_FILE = 67_108_864;

/**
 * A base that does not run leaves nothing behind, and then nothing is compared. That is no reason why the head could not
 * be computed again; but what passes was compared with its base.
 */
async function hasBase({ base, answer, folder }: BundledStrategy, files: ArtefactFiles): Promise<boolean> {
  if (base === 'absent') return false;
  if (answer === 'pass') return true;
  const reading = await files.read(`${folder}/${BUNDLE_SIDES.base}/${OF_EVERY_RUN}`, LARGEST_CONFIG);
  return reading.kind !== 'absent';
}

/** A small file that no run lacks. */
const OF_EVERY_RUN = 'run_config.json';
const LARGEST_CONFIG = 2_097_152;

interface Around {
  readonly files: ArtefactFiles;
  readonly ports: VerifyPorts;
}

async function verifySide(
  strategy: BundledStrategy,
  side: 'head' | 'base',
  { files, ports }: Around,
): Promise<RunVerification> {
  const places = new Map(strategy.data.map(({ symbol, path }) => [symbol, path]));
  const verified = await verifyRun(
    { files: below(files, `${strategy.folder}/${BUNDLE_SIDES[side]}`), needsReport: side === 'head' },
    { ...ports, openData: (wanted) => ports.openData({ ...wanted, path: places.get(wanted.symbol) ?? null }) },
  );
  if (verified.answer !== 'verified') return verified;
  const words = groundDifference(strategy, side, verified);
  return words === null ? verified : { answer: 'differs', differences: [words], report: verified.report };
}

function below(files: ArtefactFiles, folder: string): ArtefactFiles {
  return { read: (path, most): Promise<ArtefactReading> => files.read(`${folder}/${path}`, most) };
}

/** What the bundle says that a run was made with, against the run itself. */
function groundDifference(
  { data, seed, strategy }: BundledStrategy,
  side: 'head' | 'base',
  { run, report }: Extract<RunVerification, { answer: 'verified' }>,
): string | null {
  const hash = report?.run.strategy_sha256;
  const said = {
    data: data.map(({ symbol, sha256 }) => ({ symbol, sha256 })),
    seed,
    strategy: hash === undefined ? null : strategy[side],
  };
  const made = {
    data: run.manifests.map(({ symbol, sha256 }) => ({ symbol, sha256 })),
    seed: run.summary.seed,
    strategy: hash ?? null,
  };
  const words = tellValueDifference(said, made);
  return words === null ? null : `bundle.json: ${words}`;
}

interface Sides {
  readonly head: RunVerification;
  readonly base: RunVerification | null;
}

interface ComparedSides {
  readonly answer: 'verified' | 'unusable';
  readonly comparison: Comparison | null;
  readonly differences: readonly string[];
  readonly reason: string | null;
}

const LARGEST_COMPARISON = 8_388_608;

async function compareSides(
  { folder }: BundledStrategy,
  { head, base }: Sides,
  files: ArtefactFiles,
): Promise<ComparedSides> {
  const nothing = { answer: 'verified', comparison: null, differences: [], reason: null } as const;
  if (base === null) {
    const isTold = head.answer === 'verified' && (head.report?.comparison ?? null) !== null;
    return isTold
      ? { ...nothing, differences: ['head/test_report.json compares with a base that did not run'] }
      : nothing;
  }
  if (head.answer !== 'verified' || base.answer !== 'verified') return nothing;
  const { config, seed } = head.run.summary;
  const path = `${folder}/${BUNDLE_SIDES.comparison}`;
  const reading = await files.read(path, LARGEST_COMPARISON);
  const reason = reading.kind === 'refused' ? `${path} ${reading.reason}` : `${path} is not there`;
  if (reading.kind !== 'read') return { answer: 'unusable', comparison: null, differences: [], reason };
  try {
    const comparison = compareRuns(base.run, head.run, { ...config.compare, seed });
    const told = [
      [BUNDLE_SIDES.comparison, readStrictJson(reading.bytes, Comparison, path)] as const,
      ['head/test_report.json: the comparison', head.report?.comparison ?? null] as const,
    ];
    const differences = told.flatMap(([name, said]) => {
      const words = tellValueDifference(said, comparison);
      return words === null ? [] : [`${name}: ${words}`];
    });
    return { answer: 'verified', comparison, differences, reason: null };
  } catch (error) {
    if (!isAppError(error) || error.code !== 'bad-input') throw error;
    return { answer: 'unusable', comparison: null, differences: [], reason: `${path}: ${error.message}` };
  }
}

interface Words {
  readonly kind: 'differs' | 'unusable';
  readonly words: string;
}

function wordsOf(side: 'head' | 'base', verified: RunVerification): readonly Words[] {
  if (verified.answer === 'verified') return [];
  const [first = 'it differs'] = verified.answer === 'differs' ? verified.differences : [verified.reason];
  return [{ kind: verified.answer, words: `${side}: ${first}` }];
}

/** What is shown to be false is said before what could not be computed. */
function pickWords(words: readonly (Words | string)[], reason: string | null): string | undefined {
  const all = words.map((each) => (typeof each === 'string' ? { kind: 'differs' as const, words: each } : each));
  const first = all.find(({ kind }) => kind === 'differs') ?? all[0];
  return first?.words ?? reason ?? undefined;
}
