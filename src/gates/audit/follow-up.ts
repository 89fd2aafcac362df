import { findClosingReferences } from '../../kernel/markdown/closing-reference.ts';
import { readTextBlocks, type TextBlock } from '../../kernel/markdown/reading/text-block.ts';
import { storyIn } from '../story.ts';
import { partsHeaded } from '../waiver-section.ts';
import type { MergedPull } from './merged-pull.ts';
import { keyOf, type Reference, type ReferenceGround, readReferences } from './reference.ts';

/** Where follow-ups are looked for. */
export interface FollowUpGround extends ReferenceGround {
  /** The heading of the section on the waiver. */
  readonly section: string;
}

/**
 * The stories and issues that a pull request's section on its waiver names to cover it afterwards: not the pull request
 * itself, not what it closes, and not the story that it belongs to. Comments, code and quotes do not count.
 */
export function findFollowUps(
  pull: Pick<MergedPull, 'number' | 'title' | 'body'>,
  ground: FollowUpGround,
): readonly Reference[] {
  const blocks = readTextBlocks(pull.body, { code: 'none', quotes: false, unticked: true });
  const inside = partsHeaded(ground.section, blocks) ?? [];
  const outside = blocks.filter((block) => !inside.includes(block));
  const own = new Set(ownReferences(pull, { blocks, outside }, ground).map(keyOf));
  return readReferences(wordsOf(inside), ground).filter((reference) => !own.has(keyOf(reference)));
}

/** References in a reason that was given by command. */
export function followUpsInReason(
  reason: string,
  { number }: Pick<MergedPull, 'number'>,
  ground: ReferenceGround,
): readonly Reference[] {
  const own = keyOf({ kind: 'issue', owner: ground.home.owner, name: ground.home.name, number });
  return readReferences(reason, ground).filter((reference) => keyOf(reference) !== own);
}

function wordsOf(blocks: readonly TextBlock[]): string {
  return blocks.map(({ text, targets }) => [text, ...targets].join('\n')).join('\n');
}

interface Parts {
  readonly blocks: readonly TextBlock[];
  readonly outside: readonly TextBlock[];
}

function ownReferences(
  { number, title }: Pick<MergedPull, 'number' | 'title'>,
  { blocks, outside }: Parts,
  ground: FollowUpGround,
): readonly Reference[] {
  const { home } = ground;
  const whole = wordsOf(blocks);
  const closed = findClosingReferences(whole).flatMap(({ start, end }) =>
    readReferences(whole.slice(start, end), ground),
  );
  const belongs = readReferences(wordsOf(outside), ground).filter(({ kind }) => kind !== 'issue');
  const named = ground.storyPattern === null ? [] : storyOf(title, ground.storyPattern);
  return [{ kind: 'issue', owner: home.owner, name: home.name, number }, ...closed, ...belongs, ...named];
}

function storyOf(title: string, pattern: string): readonly Reference[] {
  const id = storyIn(title, pattern);
  return id === null ? [] : [{ kind: 'story', id }];
}
