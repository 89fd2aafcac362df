import type { Dossier } from './dossier.ts';
import { type DossierPart, type PartLine, renderLines } from './part.ts';

/** Estimates the tokens of a text; given in, since prices and windows belong to another room. */
export type CountTokens = (text: string) => number;

/**
 * Cuts a dossier into readings that fit an allowance of tokens each: parts stay together in reading order, a part
 * too large for one reading is cut between lines, nothing is left out. One reading when everything fits.
 */
export function splitIntoReadings(dossier: Dossier, allowance: number, countTokens: CountTokens): readonly Dossier[] {
  const frame = countTokens(JSON.stringify({ ...dossier, parts: [] }));
  const room = Math.max(SMALLEST_ROOM, allowance - frame);
  const slices = dossier.parts.flatMap((part) => slicePart(part, room, countTokens));
  const readings: DossierPart[][] = [[]];
  let left = room;
  for (const slice of slices) {
    if (slice.tokens > left && readings.at(-1)?.length !== 0) {
      readings.push([]);
      left = room;
    }
    readings.at(-1)?.push(slice.part);
    left -= slice.tokens;
  }
  if (readings.length === 1) return [dossier];
  return readings.map((parts) => narrowTo(dossier, parts));
}

/** Below this the frame alone fills a window; a reading still makes progress and the model answers for the rest. */
const SMALLEST_ROOM = 1_000;
/** Tokens of a part's title and quotation. */
const PART_FRAME = 120;

interface Slice {
  readonly part: DossierPart;
  readonly tokens: number;
}

function slicePart(part: DossierPart, room: number, countTokens: CountTokens): readonly Slice[] {
  const whole = PART_FRAME + countTokens(renderLines(part.lines));
  if (whole <= room) return [{ part, tokens: whole }];
  const slices: Slice[] = [];
  let lines: PartLine[] = [];
  let tokens = PART_FRAME;
  for (const line of part.lines) {
    const cost = countTokens(renderLines([line])) + 1;
    if (tokens + cost > room && lines.length > 0) {
      slices.push({ part: { ...part, lines }, tokens });
      lines = [];
      tokens = PART_FRAME;
    }
    lines.push(line);
    tokens += cost;
  }
  slices.push({ part: { ...part, lines }, tokens });
  return slices;
}

/** A reading holds its parts and the evidence on them; head and coverage stay whole. */
function narrowTo(dossier: Dossier, parts: readonly DossierPart[]): Dossier {
  const paths = new Set(parts.map(({ path }) => path));
  return { ...dossier, parts, evidence: dossier.evidence.filter(({ path }) => paths.has(path)) };
}
