import type { ImportEdge } from '../evidence/import-edge.ts';
import { outlineBatch, renderBatch } from './batches/outline.ts';
import { packBatches } from './batches/packing.ts';
import { tieFiles } from './batches/tie.ts';
import { type Dossier, type EvidenceItem, partTitle, renderDossier } from './dossier.ts';
import { type DossierPart, type PartLine, renderLines } from './part.ts';

/** Estimates the tokens of a text; given in, since prices and windows belong to another room. */
export type CountTokens = (text: string) => number;

/** What a dossier is cut by. */
export interface CutRule {
  /** Most tokens of a reading. */
  readonly allowance: number;
  readonly countTokens: CountTokens;
  /** Which of its files import which others; none unless told. */
  readonly edges?: readonly ImportEdge[];
}

/**
 * Cuts a dossier into readings that fit an allowance of tokens each: what belongs together by imports, by name or by
 * folder stays together, a part too large for one reading is cut between lines, nothing is left out and nothing is
 * shown twice but head and coverage. Readings with implementation come first, and each says which batch it is. One
 * reading when everything fits.
 */
export function splitIntoReadings(dossier: Dossier, rule: CutRule): readonly Dossier[] {
  const left = rule.allowance - rule.countTokens(renderDossier({ ...dossier, parts: [] }));
  const measured = dossier.parts.map((part): Slice => ({ part, tokens: tokensOf(part, rule.countTokens) }));
  if (measured.reduce((sum, { tokens }) => sum + tokens, 0) <= left) return [dossier];
  const reserved = Math.min(MOST_OUTLINE, Math.floor(Math.max(0, left) * OUTLINE_SHARE));
  const readings = batchParts(measured, Math.max(SMALLEST_ROOM, left - reserved), rule);
  if (readings.length < 2) return [dossier];
  const chosen = dossier.evidence.map((item) => chooseReading(item, readings));
  const outlines = readings.map((parts, index) => outlineBatch(index + 1, parts));
  return readings.map((parts, index) => ({
    ...dossier,
    parts,
    evidence: dossier.evidence.filter((_, at) => chosen[at] === index),
    ...outlineOthers(outlines, index, { room: reserved, countTokens: rule.countTokens }),
  }));
}

/** Below this the frame alone fills a window; a reading still makes progress and the model answers for the rest. */
const SMALLEST_ROOM = 800;
/** Tokens of a part's heading and of the boundaries around it. */
const PART_FRAME = 120;
/** Tokens that the lines about other batches may take, and the share of a reading that is theirs. */
const MOST_OUTLINE = 1_200;
const OUTLINE_SHARE = 0.1;

interface Slice {
  readonly part: DossierPart;
  readonly tokens: number;
}

/** The parts of each reading; what goes before the last piece of a cut part fills readings of its own. */
function batchParts(
  measured: readonly Slice[],
  room: number,
  { countTokens, edges = [] }: CutRule,
): readonly (readonly DossierPart[])[] {
  const slices = measured.map((whole) => slicePart(whole, room, countTokens));
  const sizes = slices.map((pieces) => pieces.at(-1)?.tokens ?? 0);
  const files = measured.map(({ part }) => part);
  const batches = packBatches(sizes, tieFiles(files, edges), room);
  return batches.flatMap((members) => {
    const pieces = members.map((member) => (slices[member] ?? []).map(({ part }) => part));
    const full = pieces.flatMap((one) => one.slice(0, -1).map((piece) => [piece]));
    return [...full, pieces.flatMap((one) => one.slice(-1))];
  });
}

function tokensOf(part: DossierPart, countTokens: CountTokens): number {
  return PART_FRAME + countTokens(partTitle(part)) + countTokens(renderLines(part.lines));
}

function slicePart(whole: Slice, room: number, countTokens: CountTokens): readonly Slice[] {
  if (whole.tokens <= room) return [whole];
  const { part } = whole;
  const frame = PART_FRAME + countTokens(partTitle(part));
  const slices: Slice[] = [];
  let lines: PartLine[] = [];
  let tokens = frame;
  for (const line of part.lines) {
    const cost = countTokens(renderLines([line])) + 1;
    if (tokens + cost > room && lines.length > 0) {
      slices.push({ part: { ...part, lines }, tokens });
      lines = [];
      tokens = frame;
    }
    lines.push(line);
    tokens += cost;
  }
  slices.push({ part: { ...part, lines }, tokens });
  return slices;
}

/** The lines about the other batches that there is room for; nothing where there is none. */
function outlineOthers(
  outlines: readonly string[],
  index: number,
  { room, countTokens }: { readonly room: number; readonly countTokens: CountTokens },
): Pick<Dossier, 'batch'> {
  const others = outlines.filter((_, at) => at !== index);
  const place = { number: index + 1, of: outlines.length };
  for (let shown = others.length; shown >= 0; shown = shown === 0 ? -1 : Math.floor(shown * 0.8)) {
    const rest = others.length - shown;
    const lines = [...others.slice(0, shown), ...(rest === 0 ? [] : [`${rest} more`])];
    const batch = { ...place, others: lines };
    if (countTokens(renderBatch(batch)) + 2 <= room) return { batch };
  }
  return {};
}

/** An item goes with its line, else with its file; one on a file that is only listed goes first, so that no item is lost. */
function chooseReading(item: EvidenceItem, readings: readonly (readonly DossierPart[])[]): number {
  const withLine = readings.findIndex((parts) => parts.some((part) => part.path === item.path && shows(part, item)));
  if (withLine >= 0) return withLine;
  const withPath = readings.findIndex((parts) => parts.some(({ path }) => path === item.path));
  return Math.max(0, withPath);
}

function shows({ lines }: DossierPart, { line, side }: EvidenceItem): boolean {
  return lines.some(({ mark, number }) => number === line && mark !== '~' && (mark === '-') === (side === 'before'));
}
