import { z } from 'zod';
import type { Coverage } from '../dossier/coverage.ts';
import type { Dossier } from '../dossier/dossier.ts';
import { renderLines } from '../dossier/part.ts';
import type { CountTokens } from '../dossier/reading.ts';
import { proposeSplit, type SplitFile, SplitPiece } from '../dossier/split-proposal.ts';
import type { ImportEdge } from '../evidence/import-edge.ts';
import type { MicroUsd } from '../kernel/micro-usd.ts';

/** Why no seat was asked: the change is larger than one session may read or pay, and how it could be split. */
export const Ceiling = z.strictObject({
  /** Changed lines, or the worst case in micro-dollars. */
  kind: z.enum(['lines', 'money']),
  asked: z.int().nonnegative(),
  allowed: z.int().nonnegative(),
  /** Smaller pull requests in the order in which they can be merged; empty when none could be small enough. */
  split: z.array(SplitPiece),
});
export type Ceiling = z.infer<typeof Ceiling>;

/** Changed lines that seats would read now: those of files that are shown, without what an earlier review has read. */
export function linesToRead({ files }: Coverage): number {
  const shown = files.filter(
    ({ reading, read_at }) => (reading === 'whole' || reading === 'clipped') && read_at === undefined,
  );
  return shown.reduce((sum, { changed_lines }) => sum + changed_lines, 0);
}

/** How many lines one session may read, and how many tokens it can pay; null where money is no bound. */
export interface ReadingBounds {
  readonly maxLines: number;
  readonly affordable: { readonly tokens: number; readonly countTokens: CountTokens } | null;
}

/** The ceiling in lines that a dossier is above; null when it is not. What is proposed can be paid too. */
export function overLines(
  dossier: Dossier,
  { maxLines, affordable }: ReadingBounds,
  edges: readonly ImportEdge[],
): Ceiling | null {
  const asked = linesToRead(dossier.coverage);
  if (asked <= maxLines) return null;
  const inLines = affordable === null ? new Map<string, number>() : tokensInLines(dossier, maxLines, affordable);
  const files = weighFiles(dossier, ({ path, changed_lines }) => Math.max(changed_lines, inLines.get(path) ?? 0));
  return { kind: 'lines', asked, allowed: maxLines, split: [...proposeSplit(files, edges, maxLines)] };
}

/** The tokens of each file as lines, so that as many as can be paid weigh as much as the lines that may be read. */
function tokensInLines(
  dossier: Dossier,
  maxLines: number,
  { tokens, countTokens }: NonNullable<ReadingBounds['affordable']>,
): ReadonlyMap<string, number> {
  const files = weighTokens(dossier, countTokens);
  return new Map(files.map(({ path, weight }) => [path, Math.ceil((weight * maxLines) / tokens)]));
}

/** What a session may cost, and what it is estimated to cost with all parts and with none. */
export interface SessionPrice {
  readonly budget: MicroUsd;
  readonly estimate: MicroUsd;
  /** The worst case of the same session without a part: what every smaller pull request pays too. */
  readonly empty: MicroUsd;
}

/** The ceiling in money that a session is above; null when it is not. */
export function overMoney(
  dossier: Dossier,
  price: SessionPrice,
  { edges, countTokens }: { readonly edges: readonly ImportEdge[]; readonly countTokens: CountTokens },
): Ceiling | null {
  const { budget, estimate } = price;
  if (estimate <= budget) return null;
  const files = weighTokens(dossier, countTokens);
  const all = files.reduce((sum, { weight }) => sum + weight, 0);
  const split = proposeSplit(files, edges, Math.floor(all * affordableShare(price)));
  return { kind: 'money', asked: estimate, allowed: budget, split: [...split] };
}

/** A smaller pull request keeps away from the ceiling by this much, since its price is estimated from that of the whole. */
const MARGIN = 0.9;

/** The share of a dossier's parts that a session within the budget could read; at most zero when it could read none. */
export function affordableShare({ budget, estimate, empty }: SessionPrice): number {
  return (MARGIN * (budget - empty)) / Math.max(1, estimate - empty);
}

/** Tokens of a part's heading and of the boundaries around it. */
const PART_FRAME = 120;

/** The files of a change with the tokens of their parts. */
export function weighTokens(dossier: Dossier, countTokens: CountTokens): readonly SplitFile[] {
  const tokens = new Map(
    dossier.parts.map(({ path, lines }) => [path, PART_FRAME + countTokens(renderLines(lines))] as const),
  );
  return weighFiles(dossier, ({ path }) => tokens.get(path) ?? 0);
}

/** Files that no seat reads, such as lock files, go along with the others, weigh nothing and have no line to read. */
function weighFiles({ coverage }: Dossier, weigh: (file: Coverage['files'][number]) => number): readonly SplitFile[] {
  return coverage.files.map((file) => {
    const { path, kind, changed_lines, reading } = file;
    const isShown = reading === 'whole' || reading === 'clipped';
    return { path, kind, changed_lines: isShown ? changed_lines : 0, weight: isShown ? weigh(file) : 0 };
  });
}
