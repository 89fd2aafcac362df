import { renderComparisonMarkdown } from '../../backtest/artefacts/comment/comparison-markdown.ts';
import { renderInspection, renderSummaryMarkdown } from '../../backtest/artefacts/comment/summary-markdown.ts';
import { readStrictJson } from '../../backtest/artefacts/strict-json.ts';
import type { TestReport } from '../../backtest/artefacts/test-report.ts';
import { BUNDLE_SIDES, type BundledStrategy } from '../../backtest/bundle/bundle.ts';
import { INSPECTION_FILE, Inspection } from '../../backtest/inspection/static-check.ts';
import type { Recomputation } from '../../backtest/verdict/strategy-facts.ts';
import type { RecomputedRun } from '../../backtest/verification/recomputed-run.ts';
import type { RunVerification, StrategyVerification } from '../../backtest/verification/verification.ts';
import { AppError, isAppError, messageOf } from '../../kernel/app-error.ts';
import type { ArtefactFiles } from '../../ports/artefact-files.ts';
import type { BaseData, RecomputationOrder, RecomputedStrategy } from '../../ports/backtest-recomputation.ts';
import type { VerifyPorts } from '../backtest/given-market.ts';
import { verifyStrategy } from '../backtest/verify-bundle.ts';

/**
 * Computes every strategy of a bundle in memory again, one after the other, and draws what was computed; no code of a
 * strategy runs. One that cannot be computed says why, and keeps no other from it.
 */
export async function recomputeBundle({
  bundle,
  files,
  data,
}: RecomputationOrder): Promise<readonly RecomputedStrategy[]> {
  const held = holdFiles(files);
  const ports = { openData: openFrom(data) };
  const recomputed: RecomputedStrategy[] = [];
  for (const strategy of bundle.strategies) {
    recomputed.push(await recomputeStrategy(strategy, held, ports));
  }
  return recomputed;
}

async function recomputeStrategy(
  strategy: BundledStrategy,
  files: ArtefactFiles,
  ports: VerifyPorts,
): Promise<RecomputedStrategy> {
  try {
    const verified = await verifyStrategy(strategy, files, ports);
    return drawn(verified, strategy, verified.answer === 'nothing' ? await readInspection(strategy, files) : null);
  } catch (error) {
    const words = isAppError(error) ? error.message : `our engine gave out: ${messageOf(error)}`;
    return notComputed(strategy, words);
  }
}

/** What is said of a strategy that could not be computed again. */
export function notComputed({ folder }: Pick<BundledStrategy, 'folder'>, words: string): RecomputedStrategy {
  const recomputation = { answer: 'not_computed' as const, words };
  return { folder, report: null, comparison: null, inspection: null, recomputation, markdown: '' };
}

const LARGEST_INSPECTION = 8_388_608;

/** What was found out about a strategy whose run did not come to its end; null where it was not examined. */
async function readInspection(
  { folder }: Pick<BundledStrategy, 'folder'>,
  files: ArtefactFiles,
): Promise<Inspection | null> {
  const path = `${folder}/${BUNDLE_SIDES.head}/${INSPECTION_FILE}`;
  const reading = await files.read(path, LARGEST_INSPECTION);
  if (reading.kind === 'absent') return null;
  if (reading.kind === 'read') return readStrictJson(reading.bytes, Inspection, path);
  throw new AppError('bad-input', `${path} ${reading.reason}`);
}

function drawn(
  verified: StrategyVerification,
  strategy: BundledStrategy,
  inspection: Inspection | null,
): RecomputedStrategy {
  const { folder, head, base, comparison } = verified;
  return {
    folder,
    report: reportOf(head),
    comparison,
    inspection,
    recomputation: recomputationOf(verified),
    markdown:
      head?.answer === 'verified' ? drawRuns(strategy, { head, base, comparison }) : renderInspection(inspection),
  };
}

function reportOf(head: RunVerification | null): TestReport | null {
  return head === null || head.answer === 'unusable' ? null : head.report;
}

function recomputationOf({ answer, words }: StrategyVerification): Recomputation {
  switch (answer) {
    case 'verified':
      return { answer: 'same' };
    case 'differs':
      return { answer: 'differs', words: words ?? 'it differs' };
    case 'unusable':
      return { answer: 'not_computed', words: words ?? 'it cannot be read' };
    case 'nothing':
      return { answer: 'nothing' };
    default:
      return answer satisfies never;
  }
}

interface Runs extends Pick<StrategyVerification, 'base' | 'comparison'> {
  readonly head: Extract<RunVerification, { answer: 'verified' }>;
}

/** Figures, curves and trades are those that were computed here; the heading stands above all strategies already. */
function drawRuns({ path }: BundledStrategy, { head, base, comparison }: Runs): string {
  const { run, report } = head;
  if (report === null) return '';
  const told = {
    checks: report.checks,
    proofs: report.proofs,
    wall: report.run.wall,
    inspection: report.inspection,
    golden: report.golden,
  };
  const sideOf = (name: string, { curves }: RecomputedRun) => ({ name: `${path} (${name})`, equity: curves.equity });
  const markdown =
    comparison !== null && base?.answer === 'verified'
      ? renderComparisonMarkdown({
          ...told,
          comparison,
          base: sideOf('base', base.run),
          head: sideOf('head', run),
        })
      : renderSummaryMarkdown({ ...told, summary: run.summary, equity: run.curves.equity });
  return markdown.replace(/^### .*$/m, '').trim();
}

function holdFiles(files: RecomputationOrder['files']): ArtefactFiles {
  const held = new Map(files.map(({ path, bytes }) => [path, bytes]));
  return {
    read: async (path, most) => {
      const bytes = held.get(path);
      if (bytes === undefined) return { kind: 'absent' };
      return bytes.length > most ? { kind: 'refused', reason: 'is too large' } : { kind: 'read', bytes };
    },
  };
}

/** Only files of the base are opened, by place and hash both. */
function openFrom(data: readonly BaseData[]): VerifyPorts['openData'] {
  return async ({ symbol, file, sha256, path }) => {
    const found = data.find((each) => each.path === path && each.sha256 === sha256);
    if (found === undefined) return null;
    return {
      symbol,
      name: file,
      byteLength: found.bytes.length,
      read: async (start, end) => found.bytes.subarray(start, end),
      [Symbol.asyncDispose]: async () => undefined,
    };
  };
}
