import { stemmer as stemEnglish } from '@orama/stemmers/english';
import { stemmer as stemFrench } from '@orama/stemmers/french';
import { baseOfEnglishVerb, baseOfFrenchVerb } from './irregular-verb.ts';
import { remembering } from './memory.ts';

/** The stems of a word in English and in French; one and the same for names and numbers. */
export interface Stems {
  readonly english: string;
  readonly french: string;
}

/** Stems a word that is in small letters and without accents. */
export const stemsOf: (word: string) => Stems = remembering(stem);

/** Longer ones are no words of a language, and a stemmer may take its time over them. */
const WORD = /^[a-z]{3,40}$/;

function stem(word: string): Stems {
  if (!WORD.test(word)) return { english: word, french: word };
  return { english: stemEnglish(baseOfEnglishVerb(word)), french: stemFrench(baseOfFrenchVerb(word)) };
}
