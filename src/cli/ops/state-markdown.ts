import { fold } from '../../kernel/markdown/fold.ts';
import { inlineCode } from '../../kernel/markdown/inline-code.ts';
import { plainText } from '../../kernel/markdown/plain-text.ts';
import { table } from '../../kernel/markdown/table.ts';
import type { PatternFinding } from '../../ops/patterns/pattern.ts';
import type { RuleResult, SignalFinding } from '../../ops/state/state.ts';
import { countOf } from '../knowledge/count.ts';
import { momentOf } from './moment.ts';
import { ailing, confidenceOf, reasonOf, titleOf } from './state-words.ts';
import type { ToldState } from './told-state.ts';
import { moreOf } from './told-step.ts';

const LONGEST_CELL = 600;
/** Rows that a person reads; the JSON holds all. */
const MOST_ROWS = 200;

/** A state as Markdown for the summary of a job: reason and next step first, the rules that are well folded. */
export function renderStateMarkdown({ verdict, next, subject, from, validUntil }: ToldState): string {
  const { evidence, signals, patterns, notes, asOf } = verdict;
  const of = (truth: RuleResult['truth']) => evidence.filter((rule) => rule.truth === truth);
  const when = `as of ${momentOf(asOf)}, valid until ${momentOf(validUntil)}`;
  const blocks = [
    `## ${cell(titleOf(verdict))}`,
    `**${cell(reasonOf(verdict))}**`,
    `Next: ${cell([next.sentence, moreOf(next)].filter((each) => each !== '').join(' '))}`,
    `${cell(`${subject}, ${when}; ${confidenceOf(verdict)}; ${from}`)}.`,
    tableOf('Fired', of('true')),
    tableOf('Unknown, which is never healthy', of('unknown')),
    patternTable(patterns),
    ailingTable(signals),
    notes.map((note) => `- ${cell(note)}`).join('\n'),
    folded(of('false')),
  ];
  return `${blocks.filter((block) => block !== '').join('\n\n')}\n`;
}

function tableOf(heading: string, rules: readonly RuleResult[]): string {
  if (rules.length === 0) return '';
  const rows = rules.map(({ rule, state, found, limit, origin, signals, sampledAt }) => [
    ...[inlineCode(rule), state, cell(found), cell(limit)],
    ...[signals.map(inlineCode).join(' '), sampledAt === null ? '' : momentOf(sampledAt), cell(origin)],
  ]);
  return `### ${heading}\n\n${table(['rule', 'raises', 'found', 'limit', 'signals', 'sampled', 'from'], rows)}`;
}

/** Those that are there or that nobody can exclude; the JSON holds all. */
function patternTable(patterns: readonly PatternFinding[]): string {
  const all = (['true', 'unknown'] as const).flatMap((truth) => patterns.filter((each) => each.truth === truth));
  if (all.length === 0) return '';
  const rows = all
    .slice(0, MOST_ROWS)
    .map(({ pattern, crypto, truth, found, limit, next, origin }) => [
      ...[inlineCode(pattern), crypto === null ? '' : inlineCode(crypto), truth === 'true' ? '**there**' : 'unknown'],
      ...[cell(found), cell(limit), truth === 'true' ? cell(next) : '', cell(origin)],
    ]);
  const rest = all.length > MOST_ROWS ? `\n\n… ${all.length - MOST_ROWS} more` : '';
  return `### Patterns that were incidents\n\n${table(['pattern', 'of', '', 'found', 'limit', 'next', 'from'], rows)}${rest}`;
}

function ailingTable(signals: readonly SignalFinding[]): string {
  const all = ailing(signals);
  if (all.length === 0) return '';
  const rows = all
    .slice(0, MOST_ROWS)
    .map(({ crypto, signal, level, found, limit, origin }) => [
      ...[crypto === null ? 'platform' : inlineCode(crypto), inlineCode(signal), level],
      ...[cell(found), cell(limit), cell(origin)],
    ]);
  const rest = all.length > MOST_ROWS ? `\n\n… ${all.length - MOST_ROWS} more` : '';
  return `### Golden signals that are not healthy\n\n${table(['of', 'signal', 'level', 'found', 'limit', 'from'], rows)}${rest}`;
}

function folded(healthy: readonly RuleResult[]): string {
  if (healthy.length === 0) return '';
  const rows = healthy.map(({ rule, found, limit, origin }) => [
    ...[inlineCode(rule), cell(found), cell(limit), cell(origin)],
  ]);
  return fold(`Not fired: ${countOf(healthy.length, 'rule')}`, table(['rule', 'found', 'limit', 'from'], rows));
}

/** Words of a source are a stranger's. */
function cell(text: string): string {
  return plainText(text, LONGEST_CELL);
}
