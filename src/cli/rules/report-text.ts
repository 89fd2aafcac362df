import type { Reason } from '../../gates/gate.ts';
import { asks, byWeight, deedFor, RULE_SIGNS, RULE_WORDS, titleOfRules } from '../../gates/rules/check/rules-words.ts';
import type { RuleAnswer, RuleResult, RulesConclusion, RulesReport } from '../../gates/rules/rule-report.ts';
import { disarm } from '../gate/disarm.ts';
import { drawLine, inTone, type Line, type Paper, type Tone } from '../verdict-text/line.ts';
import { hang, paragraph } from '../verdict-text/page.ts';
import { oneLine } from '../verdict-text/width.ts';

/** Longer lines are hard to read. */
const WIDEST = 100;
/** Reasons of one rule that a person reads; the other formats hold all. */
const MOST_REASONS = 10;

const TONES: Readonly<Record<RuleAnswer, Tone>> = {
  pass: 'good',
  fail: 'bad',
  unknown: 'bad',
  pending: 'warning',
  waived: 'warning',
  exempt: 'plain',
  asleep: 'plain',
};

const CONCLUDING: Readonly<Record<RulesConclusion, Tone>> = {
  success: 'good',
  failure: 'bad',
  neutral: 'strong',
  action_required: 'bad',
  pending: 'warning',
};

/** Draws the answers for a terminal: the rules that ask, what blocks first, then those that do not ask and why. */
export function renderRulesText(report: RulesReport, paper: Paper): string {
  const page = { width: Math.min(paper.columns, WIDEST) };
  const [asking, silent] = [report.rules.filter(asks), report.rules.filter((rule) => !asks(rule))];
  const lines: readonly Line[] = [
    ...paragraph(`Blocking rules: ${titleOfRules(report)}`, page, CONCLUDING[report.conclusion]),
    ...byWeight(asking).flatMap((rule) => renderRule(rule, page)),
    ...(silent.length === 0 ? [] : [[]]),
    ...byWeight(silent).flatMap((rule) => renderSilent(rule, page)),
    ...(report.notes.length === 0 ? [] : [[]]),
    ...report.notes.flatMap((note) => renderNote(note, page)),
  ];
  return lines.map((line) => `${disarm(drawLine(line, { ...paper, columns: page.width }))}\n`).join('');
}

function renderRule(rule: RuleResult, page: { readonly width: number }): readonly Line[] {
  const { id, answer, owner, reasons } = rule;
  const head: Line = [
    inTone(`${RULE_SIGNS[answer]} ${id}`, TONES[answer]),
    inTone(`  ${RULE_WORDS[answer]}${owner === null ? '' : `, owner ${owner}`}`),
  ];
  const shown = reasons.slice(0, MOST_REASONS);
  const left = reasons.length - shown.length;
  const deed = deedFor(rule);
  return [
    head,
    ...shown.flatMap((reason) => hang('    ', oneLine(`${placeOf(reason)}${reason.text}`), page)),
    ...(left > 0 ? hang('    ', `… ${left} more: --format markdown and --json hold all`, page) : []),
    ...(deed === '' ? [] : hang('  → ', oneLine(deed), page)),
  ];
}

function renderSilent(rule: RuleResult, page: { readonly width: number }): readonly Line[] {
  const { id, answer, reasons } = rule;
  const why = [...reasons.map(({ text }) => text), deedFor(rule)].join(' ').trim();
  return hang(`${RULE_SIGNS[answer]} `, oneLine(`${id} ${RULE_WORDS[answer]}: ${why}`), page);
}

/** What keeps the rules from being asked has its advice below it, line by line; a note or a warning is one sentence. */
function renderNote(note: Reason, page: { readonly width: number }): readonly Line[] {
  const { level, text, mend = '' } = note;
  const said = `${placeOf(note)}${text}`;
  if (level !== 'failure')
    return hang(level === 'notice' ? 'note: ' : 'warning: ', oneLine(`${said} ${mend}`).trim(), page);
  const advice = mend.split('\n').filter((line) => line.trim() !== '');
  return [
    ...paragraph(oneLine(said), page, 'bad'),
    ...advice.flatMap((line, index) => hang(index === 0 ? '→ ' : '  ', oneLine(line), page)),
  ];
}

function placeOf({ path, line }: Reason): string {
  if (path === undefined) return '';
  return line === undefined ? `${path}: ` : `${path}:${line}: `;
}
