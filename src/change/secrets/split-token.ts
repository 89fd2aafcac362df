import { looksRandom } from './randomness.ts';
import type { SecretSpan } from './span.ts';
import { findTokens } from './token.ts';

/** A stretch of a text that goes on in the next one. */
interface Piece {
  readonly start: number;
  readonly end: number;
}

/** Literals that a language or an operator joins, also over line ends. */
const literalRuns =
  /(["'`])[^"'`\\\n]{0,400}\1(?:[ \t\n]{0,80}(?:(?:\+|\.\.?|&|\\)[ \t\n]{0,80})?[bruf]{0,2}(["'`])[^"'`\\\n]{0,400}\2)+/g;
const literals = /(["'`])([^"'`\\\n]*)\1/g;

/** What begins like a token of an issuer and goes on behind a space, which stands where a line end was taken out. */
const brokenTokens =
  /(?<![A-Za-z0-9])(?:gh[pousr]_|github_pat_|glpat-|xox[abprs]-|[sr]k_(?:live|test)_|AKIA|ASIA|AIza|npm_|pypi-|hf_|gsk_|sk-(?:ant|proj)-|dop_v1_|shpat_|dckr_pat_|SG\.)[\w.-]{0,200}(?:[ \r\v\f\u0085\u2028\u2029\u2400-\u2426][\w.-]{6,200}){1,2}/g;

/** Tokens that a text holds in pieces: as joined literals, `"ghp_" + "…"`, or with a line end inside. */
export function findSplitTokens(text: string): readonly SecretSpan[] {
  const inLiterals = Array.from(text.matchAll(literalRuns), (run) => literalsOf(run));
  const broken = Array.from(text.matchAll(brokenTokens), (run) => wordsOf(run));
  return [
    ...findAcross(text, inLiterals),
    ...findAcross(
      text,
      broken.filter((pieces) => pieces.slice(1).every(({ start, end }) => looksRandom(text.slice(start, end), 6))),
    ),
  ];
}

function literalsOf({ index, 0: run }: RegExpExecArray): readonly Piece[] {
  return Array.from(run.matchAll(literals), ({ index: at, 2: body = '' }) => {
    const start = index + at + 1;
    return { start, end: start + body.length };
  });
}

function wordsOf({ index, 0: run }: RegExpExecArray): readonly Piece[] {
  return Array.from(run.matchAll(/[\w.-]+/g), ({ index: at, 0: word }) => ({
    start: index + at,
    end: index + at + word.length,
  }));
}

/** Looks at all runs as one text, each on its line, and brings what spans several pieces back to its places. */
function findAcross(text: string, runs: readonly (readonly Piece[])[]): readonly SecretSpan[] {
  if (runs.length === 0) return [];
  const joined = runs.map((pieces) => pieces.map(({ start, end }) => text.slice(start, end)).join('')).join('\n');
  const placed = placePieces(runs);
  let next = 0;
  return findTokens(joined)
    .toSorted((left, right) => left.start - right.start)
    .flatMap((token) => {
      while ((placed[next]?.end ?? joined.length) <= token.start && next < placed.length) next += 1;
      const covered: SecretSpan[] = [];
      for (let index = next; index < placed.length; index += 1) {
        const { from, start, end } = placed[index] ?? { from: 0, start: token.end, end: token.end };
        if (start >= token.end) break;
        const begin = from + Math.max(0, token.start - start);
        const stop = from + Math.min(end, token.end) - start;
        const continued = covered.length > 0;
        if (stop > begin) covered.push({ start: begin, end: stop, kind: token.kind, ...(continued && { continued }) });
      }
      return covered.length > 1 ? covered : [];
    });
}

interface PlacedPiece extends Piece {
  /** Where the piece stands in the text that was read; the rest is where it stands in the joined one. */
  readonly from: number;
}

function placePieces(runs: readonly (readonly Piece[])[]): readonly PlacedPiece[] {
  let at = 0;
  return runs.flatMap((pieces) => {
    const placed = pieces.map(({ start, end }) => {
      const place = { from: start, start: at, end: at + end - start };
      at = place.end;
      return place;
    });
    at += 1;
    return placed;
  });
}
