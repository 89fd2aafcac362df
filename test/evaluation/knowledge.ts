/**
 * `npm run eval:knowledge`: how well questions find their passages without any model, over the shared questions
 * (CASES_RETRIEVAL names another file) and over our own; fails below a recall of 0.80 on the shared ones.
 */
import { openLibrary } from '../../src/knowledge/library.ts';
import { domainPassages, type Fared, judgeAnswer, ownCases, recallAtFive, sharedCases } from './retrieval.ts';
import { alignTable } from './table.ts';

const LEAST_RECALL = 0.8;
const head = ['questions', 'count', 'recall@5', 'all relevant@5', 'nDCG@10'];
const passages = domainPassages();
const library = openLibrary(passages);
const shared = sharedCases().map((one) => judgeAnswer(one, library));
const tuning = ownCases('tuning').map((one) => judgeAnswer(one, library));
const heldOut = ownCases('held-out').map((one) => judgeAnswer(one, library));
const characters = passages.reduce((sum, { text }) => sum + text.length, 0);

process.stdout.write(`${alignTable([
  head,
  row('shared', shared),
  row('  answered in French', inLanguage('French')),
  row('  answered in English', inLanguage('English')),
  row('our own, weights chosen with them', tuning),
  row('our own, left aside', heldOut),
])}
${passages.length} passages, ${Math.round(characters / passages.length)} characters on average.
recall@5: a relevant passage is among the first five. all relevant@5: share of all relevant passages that are.
${[...shared, ...tuning, ...heldOut].flatMap(({ id, isAnswered }) => (isAnswered ? [] : [`missed: ${id}\n`])).join('')}`);
process.exitCode = recallAtFive(shared) >= LEAST_RECALL ? 0 : 1;

function inLanguage(language: string): readonly Fared[] {
  return shared.filter(({ languages }) => languages.includes(language));
}

function row(name: string, fared: readonly Fared[]): readonly string[] {
  if (fared.length === 0) return [name, '0', '-', '-', '-'];
  const mean = (of: (one: Fared) => number) => fared.reduce((sum, one) => sum + of(one), 0) / fared.length;
  return [
    name,
    `${fared.length}`,
    recallAtFive(fared).toFixed(3),
    mean((one) => one.recall).toFixed(3),
    mean((one) => one.gain).toFixed(3),
  ];
}
