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

/** The ceiling in lines that a dossier is above; null when it is not. */
export function overLines(
  dossier: Dossier,
  { maxLines, edges }: { readonly maxLines: number; readonly edges: readonly ImportEdge[] },
): Ceiling | null {
  const asked = linesToRead(dossier.coverage);
  if (asked <= maxLines) return null;
  const files = weighFiles(dossier, ({ changed_lines }) => changed_lines);
  return { kind: 'lines', asked, allowed: maxLines, split: [...proposeSplit(files, edges, maxLines)] };
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
