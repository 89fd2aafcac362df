import type { Summary } from '../metrics/summary.ts';
import { type FigureValue, figureOf } from './figure.ts';
import type { ExpectedFigure, Golden, Tolerance } from './golden.ts';
import type { ExpectedArtefacts } from './golden-file.ts';

/** What a run came to: its summary, and the SHA-256 of its artefacts by file name. */
export interface GoldenOutcome {
  readonly summary: Summary;
  readonly hashes: Readonly<Record<string, string>>;
}

/** One expectation, and what came instead; `missing` where the run said nothing about it. */
export interface JudgedFigure {
  /** The part of the file in which it is expected. */
  readonly part: 'expected' | 'artefacts';
  /** The dotted name of a figure, or the file name of an artefact. */
  readonly figure: string;
  readonly expected: FigureValue;
  readonly tolerance: Tolerance;
  readonly got: FigureValue;
  readonly answer: 'same' | 'differs' | 'missing';
}

/** A file of market data that is not the one which the scenario was written for; null where there was none. */
export interface DataMismatch {
  readonly symbol: string;
  readonly expected: string;
  readonly got: string | null;
}

/** What a golden scenario came to. `refused` compares nothing: figures over other data would say nothing. */
export type GoldenJudgement =
  | { readonly answer: 'same' | 'differs'; readonly figures: readonly JudgedFigure[] }
  | { readonly answer: 'refused'; readonly mismatches: readonly DataMismatch[] };

/** Compares a run with what is expected of it, figures rounded to 10 significant digits as a summary has them. */
export function judgeGolden(golden: Golden, outcome: GoldenOutcome): GoldenJudgement {
  const mismatches = compareData(golden, outcome.summary.data);
  if (mismatches.length > 0) return { answer: 'refused', mismatches };
  const figures = judgeFigures(golden, outcome);
  return { answer: figures.every(({ answer }) => answer === 'same') ? 'same' : 'differs', figures };
}

/** The files of data that differ from those of the scenario; also for asking before anything is run. */
export function compareData(
  golden: Pick<Golden, 'data'>,
  data: readonly { readonly symbol: string; readonly sha256: string }[],
): readonly DataMismatch[] {
  const given = new Map(data.map(({ symbol, sha256 }) => [symbol, sha256]));
  const pairs = golden.data.map(({ symbol, sha256 }) => ({ symbol, expected: sha256, got: given.get(symbol) ?? null }));
  return pairs.filter(({ expected, got }) => expected !== got);
}

/** Every expectation with what came, figures first, each in the order of the file. */
export function judgeFigures(golden: Golden, { summary, hashes }: GoldenOutcome): readonly JudgedFigure[] {
  const figures = golden.expected.map((expected) => judgeFigure(expected, summary));
  const artefacts = Object.entries(golden.artefacts).map(([name, sha256]) => judgeArtefact(name, sha256, hashes));
  return [...figures, ...artefacts];
}

function judgeFigure({ figure, value, tolerance }: ExpectedFigure, summary: Summary): JudgedFigure {
  const got = figureOf(summary, figure);
  const known = { part: 'expected' as const, figure: figure.name, expected: value, tolerance };
  if (got === undefined) return { ...known, got: null, answer: 'missing' };
  return { ...known, got, answer: isWithin(value, got, tolerance) ? 'same' : 'differs' };
}

function judgeArtefact(
  name: string,
  sha256: ExpectedArtefacts[keyof ExpectedArtefacts],
  hashes: Readonly<Record<string, string>>,
): JudgedFigure {
  const got = Object.hasOwn(hashes, name) ? (hashes[name] ?? null) : null;
  const answer = got === null ? 'missing' : got === sha256 ? 'same' : 'differs';
  return { part: 'artefacts', figure: name, expected: sha256 ?? null, tolerance: { kind: 'exact' }, got, answer };
}

function isWithin(expected: FigureValue, got: FigureValue, tolerance: Tolerance): boolean {
  if (typeof expected !== 'number' || typeof got !== 'number') return expected === got;
  const [wanted, came] = [rounded(expected), rounded(got)];
  if (wanted === came) return true;
  const distance = rounded(Math.abs(came - wanted));
  switch (tolerance.kind) {
    case 'exact':
      return false;
    case 'absolute':
      return distance <= tolerance.by;
    case 'relative':
      return distance <= rounded(tolerance.by * Math.abs(wanted));
    default:
      return tolerance satisfies never;
  }
}

function rounded(value: number): number {
  return Number(value.toPrecision(10));
}
