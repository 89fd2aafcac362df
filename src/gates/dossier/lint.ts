import type { TextReading } from '../../change/text.ts';
import { readTextBlocks, type TextBlock } from '../../kernel/markdown/reading/text-block.ts';
import type { Reason } from '../gate.ts';
import { DOSSIER_SECTIONS, type DossierSection } from './dossier-section.ts';

/** What a plan dossier lacks of its eight sections, as warnings. */
export function lintDossier(path: string, reading: TextReading | undefined): readonly Reason[] {
  if (reading?.kind !== 'text') return [unread(path, reading)];
  const blocks = readTextBlocks(reading.text, { code: 'all', quotes: true, unticked: true });
  const found = DOSSIER_SECTIONS.map((section) => ({ section, part: partOf(section, blocks) }));
  const missing = found.filter(({ part }) => part === null).map(({ section }) => section);
  return [
    ...(missing.length === 0 ? [] : [lacks(missing, path)]),
    ...found.flatMap(({ section, part }) => (part === null ? [] : lintPart(section, part, path))),
  ];
}

function unread(path: string, reading: Exclude<TextReading, { readonly kind: 'text' }> | undefined): Reason {
  const why = reading === undefined ? '' : `: ${reading.kind === 'binary' ? 'it is binary' : reading.reason}`;
  const text = `The dossier cannot be read, so its sections are not looked at${why}.`;
  return { level: 'warning', key: 'dossier unread', text, path };
}

interface Part {
  readonly heading: TextBlock;
  readonly blocks: readonly TextBlock[];
}

/** The first section that is headed so, with its sub-sections; the title of the document is none. */
function partOf(section: DossierSection, blocks: readonly TextBlock[]): Part | null {
  const start = blocks.findIndex((block, index) => isHeading(block, index) && section.heading.test(plain(block.text)));
  const heading = blocks[start];
  if (heading === undefined) return null;
  const depth = heading.heading ?? 1;
  const below = blocks.slice(start + 1);
  const end = below.findIndex((block) => block.heading !== null && block.heading <= depth);
  return { heading, blocks: end < 0 ? below : below.slice(0, end) };
}

function isHeading({ heading }: TextBlock, index: number): boolean {
  return heading !== null && (heading > 1 || index > 0);
}

/** Without accents, case and numbering: `3) Problème observé` is `probleme observe`. */
function plain(heading: string): string {
  return heading
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[’`]/g, "'")
    .replace(/^[^\p{L}]+/u, '')
    .replace(/\s+/g, ' ')
    .trim();
}

function lacks(missing: readonly DossierSection[], path: string): Reason {
  return {
    level: 'warning',
    key: 'dossier sections',
    text: `The dossier lacks ${missing.length} of 8 sections: ${missing.map(({ name }) => name).join('; ')}.`,
    mend: 'Add a heading for each of them, in English or French.',
    path,
    line: 1,
  };
}

const FEWEST_QUESTIONS = 3;
const MOST_QUESTIONS = 7;

function lintPart({ name, asks }: DossierSection, { heading, blocks }: Part, path: string): readonly Reason[] {
  const warn = (key: string, text: string, mend: string): Reason[] => [
    { level: 'warning', key, text, mend, path, line: heading.line },
  ];
  if (blocks.length === 0) return warn('dossier empty', `The section "${name}" is empty.`, 'Write it.');
  if (asks === 'figures' && !blocks.some(({ text }) => /\d/.test(text))) {
    return warn('dossier figures', `The section "${name}" holds no figure.`, 'Say with numbers what was observed.');
  }
  const questions = countQuestions(blocks);
  if (asks !== 'questions' || (questions >= FEWEST_QUESTIONS && questions <= MOST_QUESTIONS)) return [];
  return warn('dossier questions', `The section "${name}" holds ${questions} questions.`, 'Ask 3 to 7 of them.');
}

/** The items of its list, or where it has none, what ends with a question mark. */
function countQuestions(blocks: readonly TextBlock[]): number {
  const items = blocks.filter(({ startsItem }) => startsItem).length;
  return items > 0 ? items : blocks.reduce((count, { text }) => count + (text.match(/\?(?=\s|$)/g) ?? []).length, 0);
}
