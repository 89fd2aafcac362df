import type { SplitPiece } from '../../dossier/split-proposal.ts';
import { plainText } from '../../kernel/markdown/plain-text.ts';
import type { Ceiling } from '../ceiling.ts';
import { drawPath } from '../comment/where.ts';
import { adviseOtherwise, adviseSplit, capitalise, moreOf, nameOf, sizeOf } from './words.ts';

const LONGEST_NAME = 160;

/** The way to split a change above a ceiling, for a comment or a check: a sentence, a list in order of merging, what else would help. */
export function drawSplit(ceiling: Ceiling): string {
  const { split } = ceiling;
  const list = split.map((piece, index) => `${index + 1}. ${drawPiece(piece)}`).join('\n');
  const advice = capitalise(adviseSplit(ceiling));
  const blocks = split.length === 0 ? [`${advice}.`] : [`${advice}:`, list];
  return [...blocks, plainText(adviseOtherwise(ceiling), LONGEST_NAME)].join('\n\n');
}

function drawPiece(piece: SplitPiece): string {
  const { files, first_paths } = piece;
  const head = `**${plainText(nameOf(piece), LONGEST_NAME)}**: ${sizeOf(piece)}`;
  return files === 1 ? head : `${head} (${[...first_paths.map(drawPath), ...moreOf(piece)].join(', ')})`;
}
