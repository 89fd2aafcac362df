import { AppError } from '../kernel/app-error.ts';

/** A shorter question is taken as it is: no detector can tell its language. */
const FEWEST_LETTERS = 25;
/** Likeness, 0 to 1, from which another language counts, and by how much it has to beat English. */
const CLEAR_LIKENESS = 0.6;
const CLEAR_LEAD = 0.05;

/** The language that a text is clearly written in when that is not English, as an ISO 639-1 code; null otherwise. */
export async function foreignLanguageOf(text: string): Promise<string | null> {
  if ((text.match(/\p{L}/gu) ?? []).length < FEWEST_LETTERS) return null;
  const { eld } = await import('eld/extrasmall');
  const found = eld.detect(text);
  const likeness = found.getScores();
  const best = likeness[found.language] ?? 0;
  const isClear = found.isReliable() && best >= CLEAR_LIKENESS && best - (likeness.en ?? 0) >= CLEAR_LEAD;
  return found.language !== 'en' && isClear ? found.language : null;
}

/** Refuses a question that is clearly not English, and says why. */
export async function demandEnglish(question: string): Promise<void> {
  const language = await foreignLanguageOf(question);
  if (language === null) return;
  throw new AppError('bad-input', `the question is not in English (it reads as "${language}")`, {
    where: '--question',
    expected: 'English: documents are found and cited by the words of the question, and that fails across languages',
    advice: 'Ask it in English; the reviewed text may be in any language.',
  });
}
