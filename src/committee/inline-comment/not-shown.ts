import { inlineCode } from '../../kernel/markdown/inline-code.ts';
import type { NotShown } from './plan.ts';

const MOST_NAMED = 20;

const WHYS: Readonly<Record<NotShown['why'], string>> = {
  'no-place': 'outside the diff',
  'too-many': 'too many for one verdict',
  refused: 'refused by the host',
};

/**
 * The line of the verdict comment that names what stands there alone: ``Not shown inline: B3 `F-1a2b3c4d` (outside the
 * diff).``; nothing when everything is shown.
 */
export function renderNotShown(notShown: readonly NotShown[]): readonly string[] {
  if (notShown.length === 0) return [];
  const groups = Map.groupBy(notShown.slice(0, MOST_NAMED), ({ why }) => why);
  const named = [...groups].map(([why, some]) => `${some.map(nameFinding).join(', ')} (${WHYS[why]})`);
  const more = notShown.length > MOST_NAMED ? `; and ${notShown.length - MOST_NAMED} more` : '';
  return [`Not shown inline: ${named.join('; ')}${more}.`];
}

/** The verdict comment with that line in front of its last one, which tells the commands. */
export function nameNotShown(comment: string, notShown: readonly NotShown[]): string {
  const [line] = renderNotShown(notShown);
  const end = comment.trimEnd().lastIndexOf('\n\n');
  return line === undefined || end < 0 ? comment : `${comment.slice(0, end)}\n\n${line}${comment.slice(end)}`;
}

function nameFinding({ label, finding }: NotShown): string {
  return `**${label}** ${inlineCode(finding)}`;
}
