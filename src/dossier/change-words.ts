import type { Change } from '../change/change.ts';

/** How many words of a change a search is asked for; the rarest names come from few lines, so the most frequent count. */
const MOST_WORDS = 48;
/** Lines of one file that are read for its words; a generated file would drown the others. */
const MOST_LINES = 400;
const LONGEST_LINE = 400;

/** The names that a change speaks of: what its paths, added lines and description say most, as one text to search by. */
export function wordsOfChange({ files }: Pick<Change, 'files'>, description: string | null): string {
  const counts = new Map<string, number>();
  const count = (text: string, weight: number) => {
    for (const word of namesIn(text)) counts.set(word, (counts.get(word) ?? 0) + weight);
  };
  for (const { path, hunks } of files) {
    count(path, 3);
    const added = hunks.flatMap(({ lines }) => lines).filter(({ kind }) => kind === 'added');
    for (const { text } of added.slice(0, MOST_LINES)) count(text.slice(0, LONGEST_LINE), 1);
  }
  if (description !== null) count(description.slice(0, 4_000), 2);
  const ranked = [...counts].toSorted((left, right) => right[1] - left[1] || (left[0] < right[0] ? -1 : 1));
  return ranked
    .slice(0, MOST_WORDS)
    .map(([word]) => word)
    .join(' ');
}

/** Words of programming languages say nothing of what a change is about. */
const EMPTY_WORDS = new Set(
  'and are args assert async await bool break case class const continue def del dict elif else except export false finally float for from function func global import int interface is isinstance kwargs lambda len let list new none not null object optional pass print private public raise range readonly return self set static str string super switch test tests the this throw true try tuple type typing undefined var void while with yield src main init'.split(
    ' ',
  ),
);

/** Identifiers and words of three letters or more; a name in several words also counts by its words. */
function namesIn(text: string): readonly string[] {
  const names = text.match(/\p{L}[\p{L}\p{N}_]*/gu) ?? [];
  return names
    .flatMap((name) => name.split('_'))
    .flatMap((part) => part.split(/(?<=\p{Ll})(?=\p{Lu})/u))
    .map((word) => word.toLowerCase())
    .filter((word) => word.length >= 3 && !EMPTY_WORDS.has(word));
}
