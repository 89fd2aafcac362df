import { type Wording, wordingsOf } from './concept.ts';
import { remembering } from './memory.ts';
import { splitWords, type Word } from './split.ts';
import { stemsOf } from './stem.ts';
import { stopWords } from './stop-words.ts';

/**
 * The terms by which a text is found, as often as they stand there: the stems of its words in English and in French,
 * whole names, and the concepts that it names, which are the same in both languages.
 */
export function readTerms(text: string): readonly string[] {
  const words = splitWords(text);
  const terms: string[] = [];
  for (const [at, word] of words.entries()) {
    const { stems, concepts, phrases } = readWord(word);
    for (const stem of stems) terms.push(stem);
    for (const concept of concepts) terms.push(concept);
    for (const phrase of phrases) if (isSaidAt(phrase, words, at)) terms.push(phrase.concept);
  }
  return terms;
}

/** One thing that a question asks for: the terms that would be an answer to it, with the worth of each. */
export type Wanted = ReadonlyMap<string, number>;

const CONCEPT_WORTH = 0.75;
const PHRASE_WORTH = 1.2;
const LONGEST_QUESTION = 4_000;

/**
 * What a question asks for, each thing once. A word may be answered by itself or by another word of the same concept,
 * in its own language or the other; a phrase that names a concept is one more thing asked for.
 */
export function readQuestion(question: string): readonly Wanted[] {
  const words = splitWords(question.slice(0, LONGEST_QUESTION));
  const wanted = new Map<string, Wanted>();
  for (const [at, word] of words.entries()) {
    const { stems, concepts, phrases } = readWord(word);
    const terms = [
      ...stems.map((stem) => [stem, 1] as const),
      ...concepts.map((name) => [name, CONCEPT_WORTH] as const),
    ];
    if (terms.length > 0) wanted.set(word.word, new Map(terms));
    for (const phrase of phrases) {
      if (isSaidAt(phrase, words, at)) wanted.set(phrase.concept, new Map([[phrase.concept, PHRASE_WORTH]]));
    }
  }
  return [...wanted.values()];
}

/** What a word stands for. */
interface Meaning {
  readonly stems: readonly string[];
  /** The concepts that it names on its own. */
  readonly concepts: readonly string[];
  /** The wordings of several words that it begins. */
  readonly phrases: readonly Wording[];
}

function readWord({ word, isWhole }: Word): Meaning {
  return isWhole ? meaningOfName(word) : meaningOf(word);
}

/** A word that says nothing on its own names a concept only together with others. */
const meaningOf = remembering((word: string): Meaning => {
  const wordings = wordingsOf(word);
  const phrases = wordings.filter(({ stems }) => stems.length > 1);
  if (stopWords.has(word)) return { stems: [], concepts: [], phrases };
  return { stems: [...new Set(Object.values(stemsOf(word)))], concepts: conceptsAlone(wordings), phrases };
});

const meaningOfName = remembering(
  (name: string): Meaning => ({ stems: [name], concepts: conceptsAlone(wordingsOf(name)), phrases: [] }),
);

function conceptsAlone(wordings: readonly Wording[]): readonly string[] {
  return [...new Set(wordings.filter(({ stems }) => stems.length === 1).map(({ concept }) => concept))];
}

function isSaidAt({ language, stems }: Wording, words: readonly Word[], at: number): boolean {
  let place = at;
  for (const stem of stems) {
    while (place > at && words[place]?.isWhole === true) place += 1;
    const word = words[place];
    if (word === undefined || stemsOf(word.word)[language] !== stem) return false;
    place += 1;
  }
  return true;
}
