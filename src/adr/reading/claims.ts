import type { SourceBlock, SourceLine, SourcePiece } from '../../kernel/markdown/reading/source-block.ts';
import { withoutMarks } from '../../kernel/markdown/reading/text-block.ts';
import { followLink } from '../link-target.ts';
import type { ClaimTarget, RecordClaim } from '../record.ts';
import { type ClaimWord, claimIn } from '../wording.ts';
import { shownOf } from './head.ts';

/** The claims that lines and list items of a record begin with: `Supersedes [ADR-3](0003-….md)`. */
export function readClaims(blocks: readonly SourceBlock[], path: string): readonly RecordClaim[] {
  return blocks.flatMap((block, index) => {
    if (block.kind !== 'text' || block.isCell) return [];
    return block.lines.flatMap((line, row): readonly RecordClaim[] => {
      const start = claimAt(line, row === 0);
      if (start === null) return [];
      const targets = claimedTargets(start.rest, block.lines.slice(row + 1), path);
      const named = targets ?? listedTargets(blocks, index, path);
      return named.length === 0 ? [] : [{ kind: start.kind, targets: named, line: line.line }];
    });
  });
}

/** The line itself names them, or it holds nothing more and the next one does; null where neither says anything. */
function claimedTargets(rest: SourceLine, others: readonly SourceLine[], path: string): readonly ClaimTarget[] | null {
  if (namedTargets([rest], path).length > 0) return namedTargets([rest, ...others], path);
  if (/[^\s:]/.test(shownOf(rest))) return [];
  return others.length === 0 ? null : namedTargets([rest, ...others], path);
}

/**
 * The records that some lines name before they say anything else: the first link or id, and those that follow it with
 * nothing but commas, brackets, and the like between them. A line that begins with a claim of its own ends them.
 */
export function namedTargets(lines: readonly SourceLine[], path: string): readonly ClaimTarget[] {
  const end = lines.findIndex((line, index) => index > 0 && claimAt(line, false) !== null);
  const targets: ClaimTarget[] = [];
  let gap = '';
  for (const token of tokensOf(end < 0 ? lines : lines.slice(0, end), path)) {
    if (typeof token === 'string') {
      gap += token;
    } else if (targets.length > 0 && !isJoining(gap)) {
      return targets;
    } else {
      targets.push(token);
      gap = '';
    }
  }
  return targets;
}

/** Whether nothing but commas, an `and` and remarks in brackets stands between two records, also where a line ends. */
function isJoining(gap: string): boolean {
  const lines = withoutMarks(gap.replace(/\([^()]*\)/g, ' ')).split('\n');
  const words = lines.flatMap((line) => line.split(/[\s,;:&+/–—-]+/));
  return words.every((word) => /^(?:|and|et)$/i.test(word)) && lines.slice(0, -1).every((line) => GOES_ON.test(line));
}

const GOES_ON = /(?:[,;&]|\band|\bet)\s*$/i;

interface ClaimStart {
  readonly kind: ClaimWord;
  /** The line behind the words of the claim. */
  readonly rest: SourceLine;
}

/** Within a paragraph a line begins by chance with what its sentence says; there a claim has a capital. */
function claimAt({ line, pieces: [first, ...others] }: SourceLine, isFirst: boolean): ClaimStart | null {
  if (first?.kind !== 'text') return null;
  const text = withoutMarks(first.text).trimStart();
  const claim = isFirst || /^\p{Lu}/u.test(text) ? claimIn(text) : null;
  if (claim === null) return null;
  return { kind: claim.kind, rest: { line, pieces: [{ kind: 'text', text: text.slice(claim.length) }, ...others] } };
}

/** The first record of each item of the list below a line. */
function listedTargets(blocks: readonly SourceBlock[], index: number, path: string): readonly ClaimTarget[] {
  const claim = blocks[index];
  const depth = claim?.kind === 'text' ? claim.depth : 0;
  const items = blocks.slice(index + 1, index + 1 + MOST_ITEMS);
  const end = items.findIndex((block) => block.kind !== 'text' || !block.startsItem || block.depth <= depth);
  return items
    .slice(0, end < 0 ? items.length : end)
    .flatMap((block) => (block.kind === 'text' ? namedTargets(block.lines, path) : []));
}

const MOST_ITEMS = 50;
const ID = /(?<![\p{L}\p{N}])ADR[- ](\d{1,15})(?![\p{L}\p{N}])/giu;

type Token = string | ClaimTarget;

function tokensOf(lines: readonly SourceLine[], path: string): readonly Token[] {
  return lines.flatMap(({ pieces }) => [...pieces.flatMap((piece) => tokensIn(piece, path)), '\n']);
}

function tokensIn(piece: SourcePiece, path: string): readonly Token[] {
  if (piece.kind === 'code' || piece.kind === 'image') return [' '];
  if (piece.kind === 'link') {
    const target = followLink(path, piece.target);
    const linked = target.kind === 'path' ? target.path : piece.target;
    return [{ path: linked, id: idsIn(piece.text)[0] ?? null }];
  }
  let end = 0;
  const tokens = [...piece.text.matchAll(ID)].flatMap((found): readonly Token[] => {
    const before = piece.text.slice(end, found.index);
    end = found.index + found[0].length;
    return [before, { path: null, id: Number(found[1]) }];
  });
  return [...tokens, piece.text.slice(end)];
}

/** The ids that stand in a text as `ADR-7` or `ADR 7`. */
export function idsIn(text: string): readonly number[] {
  return [...text.matchAll(ID)].map(([, digits]) => Number(digits));
}
