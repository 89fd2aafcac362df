import type { SplitPiece } from '../../dossier/split-proposal.ts';
import { formatUsd } from '../../kernel/micro-usd.ts';
import type { Ceiling } from '../ceiling.ts';
import { thousands } from '../comment/cost.ts';
import type { Missing } from '../verdict.ts';
import { countOf } from '../wording.ts';

/** A ceiling in plain lines: what is above it, what was not done, how to split the change, what else would help. */
export function tellCeiling(ceiling: Ceiling): readonly string[] {
  return [
    `${capitalise(whatIsOver(ceiling))}.`,
    NOTHING_ASKED,
    `${capitalise(adviseSplit(ceiling))}${ceiling.split.length === 0 ? '.' : ':'}`,
    ...ceiling.split.map((piece, index) => `${index + 1}. ${tellPiece(piece)}`),
    adviseOtherwise(ceiling),
  ];
}

/** What the verdict lacks for a ceiling, and what would mend it. */
export function missingFor(ceiling: Ceiling): Missing {
  const names = ceiling.split.map((piece, index) => `${index + 1} ${nameOf(piece)}`);
  const advice = adviseSplit(ceiling);
  return {
    what: whatIsOver(ceiling),
    remedy: names.length === 0 ? otherWay(ceiling) : `${advice}: ${names.join('; ')}`,
  };
}

/** Said wherever a ceiling shows. */
export const NOTHING_ASKED =
  'No model was asked and nothing was paid; the evidence rules alone have looked at the change.';

/** What is above which ceiling, to be closed with a full stop. */
export function whatIsOver({ kind, asked, allowed }: Ceiling): string {
  switch (kind) {
    case 'lines':
      return `the change has ${thousands(asked)} changed lines to read, and one session reads at most ${thousands(allowed)}`;
    case 'money':
      return `the worst case of reading the change is ${formatUsd(asked)}, and one session may cost ${formatUsd(allowed)}`;
    default:
      return kind satisfies never;
  }
}

/** How the change could be split, in front of the list of its pieces. */
export function adviseSplit({ split }: Ceiling): string {
  const [only] = split;
  if (only === undefined) return 'no part of the change would be small enough';
  if (split.length === 1) return only.files === 1 ? 'split the change of its one file' : 'split the change';
  return `split it into ${split.length} pull requests, to be merged in this order`;
}

/** What else would help, in a sentence. */
export function adviseOtherwise(ceiling: Ceiling): string {
  return `Or ${otherWay(ceiling)}.`;
}

/** The budget may come from the command, from the configuration or from a row of the routing matrix. */
function otherWay({ kind }: Ceiling): string {
  return kind === 'lines'
    ? 'raise committee.max_lines on the base branch'
    : 'seat fewer experts, or raise the budget: --budget, or committee.budget_usd or that of a routing row on the base branch';
}

/** The name of a piece, as people find it. */
export function nameOf({ name, rest }: SplitPiece): string {
  return rest ? `the rest (${name})` : name;
}

/** How large a piece is, and why it is too large where it is. */
export function sizeOf({ files, changed_lines, over }: SplitPiece): string {
  const lines = changed_lines === 1 ? '1 changed line' : `${thousands(changed_lines)} changed lines`;
  const size = `${countOf(files, 'file')}, ${changed_lines === 0 ? 'nothing to read' : lines}`;
  if (!over) return size;
  return `${size}; still too large, ${files === 1 ? 'this file alone is above the ceiling' : 'to be split again'}`;
}

function tellPiece(piece: SplitPiece): string {
  const { files, first_paths } = piece;
  const head = `${nameOf(piece)}: ${sizeOf(piece)}`;
  return files === 1 ? head : `${head} (${[...first_paths, ...moreOf(piece)].join(', ')})`;
}

/** Says that there are more files than those that are named. */
export function moreOf({ files, first_paths }: SplitPiece): readonly string[] {
  return files > first_paths.length ? [`${files - first_paths.length} more`] : [];
}

/** Begins with a capital. */
export function capitalise(words: string): string {
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
}
