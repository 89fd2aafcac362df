import type { HunkLine } from '../change/change.ts';
import { compareTexts } from '../change/compare-texts.ts';
import type { Example } from './example.ts';
import type { EvidenceRule } from './rule.ts';

/** Examples of a rule as Markdown: code for a new file, a diff for a change, with what it needs to be known around it. */
export function renderExamples(examples: readonly Example[], language: EvidenceRule['language']): string {
  return examples.map((example) => renderExample(example, FENCES[language])).join('\n\n');
}

const FENCES: Readonly<Record<EvidenceRule['language'], string>> = {
  python: 'python',
  typescript: 'ts',
  tsx: 'tsx',
  javascript: 'js',
  text: 'text',
  any: 'text',
};

function renderExample(example: Example, language: string): string {
  if (typeof example === 'string') return fence(example, language);
  const { path, before, after, others = {}, ...around } = example;
  const texts = Object.entries(around).flatMap(([name, value]) =>
    textsIn(value).map(([file, text]) => ({ name, file, text })),
  );
  const facts = Object.entries(around).filter(([, value]) => textsIn(value).length === 0);
  return [
    ...(path === undefined ? [] : [`\`${path}\`${wordsOf(before, after)}`]),
    before === undefined ? fence(after ?? '', language) : fence(diffOf(before, after ?? ''), 'diff'),
    ...Object.entries(others).map(([other, text]) => `with \`${other}\` added:\n\n${fence(text, language)}`),
    ...texts.map(({ name, file, text }) => `where \`${file}\` (${name}) holds:\n\n${fence(text, endingOf(file))}`),
    ...(facts.length === 0
      ? []
      : [`where ${facts.map(([name, value]) => `\`${name}\`: ${inCode(value)}`).join(', ')}`]),
  ].join('\n\n');
}

/** Texts by path, as requirement files and records are given. */
function textsIn(value: unknown): readonly (readonly [string, string])[] {
  const isTexts = typeof value === 'object' && value !== null && !Array.isArray(value);
  return isTexts ? Object.entries(value).map(([file, text]) => [file, String(text)]) : [];
}

function endingOf(path: string): string {
  return path.endsWith('.md') ? 'markdown' : 'text';
}

function wordsOf(before: string | undefined, after: string | undefined): string {
  if (before === undefined) return ', a new file:';
  return after === undefined ? ', deleted:' : ':';
}

function inCode(value: unknown): string {
  return `\`${JSON.stringify(value).replaceAll('`', "'")}\``;
}

const SIGNS: Readonly<Record<HunkLine['kind'], string>> = { context: ' ', added: '+', removed: '-' };

function diffOf(before: string, after: string): string {
  const lines = compareTexts(before, after).flatMap((hunk) => hunk.lines);
  return lines.map(({ kind, text }) => `${SIGNS[kind]}${text}`).join('\n');
}

/** Longer marks than any in the text, so that it cannot close its own block. */
function fence(text: string, language: string): string {
  const longest = [...text.matchAll(/`+/g)].reduce((most, [marks]) => Math.max(most, marks.length), 2);
  const marks = '`'.repeat(longest + 1);
  return `${marks}${language}\n${text.trimEnd()}\n${marks}`;
}
