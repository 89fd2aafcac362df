import type { Root } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { gfm } from 'micromark-extension-gfm';
import { plainData } from './plain-data.ts';
import { withinReach } from './reach.ts';

/**
 * Parses Markdown as the host shows it, with `\n` line ends and without blanks at the end of lines, in a time that
 * grows with its length. Marks of emphasis and bare addresses therefore stay in the text, since pairing the ones and
 * finding the others takes time by the square of their number; `withinReach` says what else is left out.
 */
export function parseMarkdown(text: string): Root {
  return fromMarkdown(withinReach(text), { extensions, mdastExtensions });
}

const LEFT = ['strikethrough', 'emailAutolink', 'wwwAutolink', 'protocolAutolink'];

const extensions = [withoutLeft(gfm()), { disable: { null: ['attention'] } }, plainData()];

/** What is not asked for at all, unlike what is disabled, does not cut the text before each word. */
function withoutLeft({ text = {}, ...others }: ReturnType<typeof gfm>): ReturnType<typeof gfm> {
  const kept = Object.entries(text)
    .map(([code, list]) => [code, [list ?? []].flat().filter(({ name }) => !LEFT.includes(name ?? ''))] as const)
    .filter(([, list]) => list.length > 0);
  return { ...others, text: Object.fromEntries(kept) };
}

/** Without the one that looks for addresses in what was read. */
const mdastExtensions = gfmFromMarkdown().filter(({ transforms }) => transforms === undefined);
