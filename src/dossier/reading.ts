import { type Dossier, type EvidenceItem, partTitle, renderDossier } from './dossier.ts';
import { type DossierPart, type PartLine, renderLines } from './part.ts';

/** Estimates the tokens of a text; given in, since prices and windows belong to another room. */
export type CountTokens = (text: string) => number;

/**
 * Cuts a dossier into readings that fit an allowance of tokens each: parts stay together in reading order, a part
 * too large for one reading is cut between lines, nothing is left out and nothing is shown twice but head and
 * coverage. One reading when everything fits.
 */
export function splitIntoReadings(dossier: Dossier, allowance: number, countTokens: CountTokens): readonly Dossier[] {
  const frame = countTokens(renderDossier({ ...dossier, parts: [] }));
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
  const chosen = dossier.evidence.map((item) => chooseReading(item, readings));
  return readings.map((parts, index) => ({
    ...dossier,
    parts,
    evidence: dossier.evidence.filter((_, at) => chosen[at] === index),
  }));
}

/** Below this the frame alone fills a window; a reading still makes progress and the model answers for the rest. */
const SMALLEST_ROOM = 1_000;
/** Tokens of a part's heading and of the boundaries around it. */
const PART_FRAME = 120;

interface Slice {
  readonly part: DossierPart;
  readonly tokens: number;
}

function slicePart(part: DossierPart, room: number, countTokens: CountTokens): readonly Slice[] {
  const frame = PART_FRAME + countTokens(partTitle(part));
  const whole = frame + countTokens(renderLines(part.lines));
  if (whole <= room) return [{ part, tokens: whole }];
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
