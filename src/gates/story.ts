import { linearPattern } from '../kernel/linear-pattern.ts';
import { readTextBlocks } from '../kernel/markdown/reading/text-block.ts';

/** The story that a title names: the first match of the pattern; null when there is none. */
export function storyIn(title: string, pattern: string): string | null {
  return linearPattern(pattern).firstIn(title);
}

/** The stories that a body names outside comments and code. */
export function storiesInBody(body: string, pattern: string): readonly string[] {
  const blocks = readTextBlocks(body, { code: 'none', quotes: true, unticked: true });
  return linearPattern(pattern).allIn(blocks.map(({ text }) => text).join('\n\n'));
}

/** The stories that a branch names, in whatever case. */
export function storiesInBranch(branch: string, pattern: string): readonly string[] {
  return linearPattern(pattern, { ignoresCase: true }).allIn(branch);
}
