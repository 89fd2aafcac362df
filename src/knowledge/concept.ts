import { splitWords } from './split.ts';
import { stemsOf } from './stem.ts';
import { actionTerms } from './terms/actions.ts';
import { deliveryTerms } from './terms/delivery.ts';
import { everydayTerms } from './terms/everyday.ts';
import { governanceTerms } from './terms/governance.ts';
import { modelTerms } from './terms/models.ts';
import { operationTerms } from './terms/operations.ts';
import { tradingTerms } from './terms/trading.ts';
import { verbTerms } from './terms/verbs.ts';

/** One way to say a concept. */
export interface Wording {
  /** The concept as a term of the index, which no word can be mistaken for. */
  readonly concept: string;
  readonly language: 'english' | 'french';
  /** The stems of its words. */
  readonly stems: readonly string[];
}

/** The wordings, English and French, that begin with a word. */
export function wordingsOf(word: string): readonly Wording[] {
  wordings ??= readTerms();
  const { english, french } = stemsOf(word);
  return [...(wordings.english.get(english) ?? []), ...(wordings.french.get(french) ?? [])];
}

interface Wordings {
  /** By their first stem. */
  readonly english: ReadonlyMap<string, readonly Wording[]>;
  readonly french: ReadonlyMap<string, readonly Wording[]>;
}

let wordings: Wordings | undefined;

const LISTS = [
  everydayTerms,
  actionTerms,
  deliveryTerms,
  modelTerms,
  tradingTerms,
  operationTerms,
  governanceTerms,
  verbTerms,
];

/** Each line of a list is a concept: its English wordings, a bar, its French ones. */
function readTerms(): Wordings {
  const lines = LISTS.flatMap((list) => list.trim().split('\n')).map((line) => line.split(' | '));
  const read = (language: Wording['language'], column: number) =>
    byFirstStem(
      lines.flatMap((columns, line) =>
        (columns[column] ?? '').split(', ').map((phrase) => wordingOf(phrase, language, `=${line}`)),
      ),
    );
  return { english: read('english', 0), french: read('french', 1) };
}

function wordingOf(phrase: string, language: Wording['language'], concept: string): Wording {
  const words = splitWords(phrase).filter(({ isWhole }) => !isWhole);
  return { concept, language, stems: words.map(({ word }) => stemsOf(word)[language]) };
}

function byFirstStem(all: readonly Wording[]): ReadonlyMap<string, readonly Wording[]> {
  return Map.groupBy(all, ({ stems }) => stems[0] ?? '');
}
