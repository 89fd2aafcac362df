import type { CheckAnnotation, CheckOutput, Conclusion } from '../../../kernel/check.ts';
import type { Complaint } from '../../../kernel/complaint.ts';
import { renderComplaint } from '../../../kernel/markdown/complaint-lines.ts';
import { fold } from '../../../kernel/markdown/fold.ts';
import { inlineCode } from '../../../kernel/markdown/inline-code.ts';
import { plainText } from '../../../kernel/markdown/plain-text.ts';
import { plainWords } from '../../../kernel/markdown/plain-words.ts';
import { table } from '../../../kernel/markdown/table.ts';
import { MOST_ANNOTATIONS } from '../../check/annotations.ts';
import { joinParts, LONGEST_TITLE, within } from '../../check/fitting.ts';
import type { Length } from '../../check/length.ts';
import { drawPlace, tellRest } from '../../check/summary.ts';
import type { RuleResult, RulesReport, RuleWaiver } from '../rule-report.ts';
import { asks, byWeight, deedFor, leadOf, RULE_SIGNS, RULE_WORDS, titleOfRules } from './rules-words.ts';

/** The check of the rules; while something is pending it has no conclusion. */
export interface RulesCheck {
  readonly conclusion: Exclude<Conclusion, 'cancelled'> | 'pending';
  readonly output: CheckOutput;
}

/** Draws the check of the rules: those that ask in a table with what to do, then those that do not and why. */
export function renderRulesCheck(report: RulesReport): RulesCheck {
  const output = {
    title: plainText(titleOfRules(report), LONGEST_TITLE),
    summary: within((length) => drawSummary(report, length)),
    text: within((length) => drawDetails(report, length)),
    annotations: annotate(report).slice(0, MOST_ANNOTATIONS),
  };
  return { conclusion: report.conclusion, output };
}

/** The same as one document, for a job summary. */
export function renderRulesMarkdown(report: RulesReport): string {
  return within((length) => joinParts(['## Blocking rules', drawSummary(report, length), drawDetails(report, length)]));
}

/** The check of rules that could not be judged at all; it never passes, and says what stood in the way. */
export function renderRulesFailure(complaint: Complaint): RulesCheck {
  const next =
    'Nothing passes until the rules have answered. They are judged again within the hour, and whenever the pull request, its reviews or its checks change; the button “Re-run” asks them now.';
  const summary = [renderComplaint(complaint), next].join('\n\n');
  return {
    conclusion: 'action_required',
    output: { title: 'The rules gave no answer', summary, text: '', annotations: [] },
  };
}

function drawSummary(report: RulesReport, length: Length): string {
  const asking = byWeight(report.rules.filter(asks));
  return joinParts([
    `**${plainText(titleOfRules(report), LONGEST_TITLE)}.**`,
    drawNotes(report, length),
    asking.length === 0
      ? ''
      : table(
          ['', 'rule', 'answer', 'why', 'what to do', 'owner'],
          asking.map((rule) => drawRow(rule, length)),
        ),
    drawWaivers(report.waivers, length),
    drawSilent(report, length),
  ]);
}

const LONGEST_NAME = 140;

function drawRow(rule: RuleResult, { words }: Length): readonly string[] {
  const lead = leadOf(rule);
  const others = rule.reasons.length - 1;
  return [
    RULE_SIGNS[rule.answer],
    inlineCode(rule.id),
    RULE_WORDS[rule.answer],
    `${drawPlace(lead)}${plainText(lead.text, words)}${others > 0 ? ` (and ${others} more below)` : ''}`,
    plainText(deedFor(rule), words),
    rule.owner === null ? 'nobody named' : inlineCode(rule.owner.slice(0, LONGEST_NAME)),
  ];
}

function drawNotes({ notes }: RulesReport, { words, notes: most }: Length): string {
  const shown = notes.slice(0, most).map((note) => {
    const advice = note.mend === undefined ? '' : ` ${plainText(note.mend, words)}`;
    return `- ${drawPlace(note)}${plainText(note.text, words)}${advice}`;
  });
  return [...shown, ...tellRest(notes.length - shown.length, 'notes')].join('\n');
}

const SHORT_SHA = 7;

function drawWaivers(waivers: readonly RuleWaiver[], { words, notes: most }: Length): string {
  const shown = waivers.slice(0, most).map(({ rule, by, head, at, reason }) => {
    const who = plainText(`@${by}`, LONGEST_NAME);
    const commit = inlineCode(head.slice(0, SHORT_SHA));
    return `- Waiver of ${inlineCode(rule)}: ${who} at ${commit}, ${inlineCode(at)}: "${plainText(reason, words)}"`;
  });
  return [...shown, ...tellRest(waivers.length - shown.length, 'waivers')].join('\n');
}

/** Neither is a pass, so each says why it is none. */
function drawSilent({ rules }: RulesReport, { words }: Length): string {
  const silent = byWeight(rules.filter((rule) => !asks(rule)));
  if (silent.length === 0) return '';
  const lines = silent.map((rule) => {
    const { text, mend } = leadOf(rule);
    const advice = mend === undefined ? '' : ` ${plainText(mend, words)}`;
    return `- ${RULE_SIGNS[rule.answer]} ${inlineCode(rule.id)} ${RULE_WORDS[rule.answer]}: ${plainText(text, words)}${advice}`;
  });
  return fold(`${silent.length} more ${silent.length === 1 ? 'rule does' : 'rules do'} not ask`, lines.join('\n'));
}

/** Every reason of the rules that do not pass. */
function drawDetails({ rules }: RulesReport, length: Length): string {
  const parts = byWeight(rules)
    .filter((rule) => asks(rule) && rule.reasons.length > 1)
    .map((rule) => {
      const shown = rule.reasons.slice(0, length.reasons);
      const lines = shown.map((each) => {
        const mend = each.mend === undefined ? '' : ` ${plainText(each.mend, length.words)}`;
        return `- ${drawPlace(each)}${plainText(each.text, length.words)}${mend}`;
      });
      const rest = tellRest(rule.reasons.length - shown.length, 'reasons');
      return joinParts([`### ${RULE_SIGNS[rule.answer]} ${inlineCode(rule.id)}`, [...lines, ...rest].join('\n')]);
    });
  return joinParts(parts);
}

const LONGEST_MESSAGE = 1_000;

function annotate({ rules }: RulesReport): readonly CheckAnnotation[] {
  return byWeight(rules).flatMap((rule) =>
    rule.reasons.flatMap(({ level, text, mend, path, line }) => {
      if (path === undefined || line === undefined) return [];
      const words = [text, mend ?? ''].filter((each) => each !== '').map((each) => plainWords(each, LONGEST_MESSAGE));
      const title = `${rule.id}: ${RULE_WORDS[rule.answer]}`;
      return [{ path, startLine: line, endLine: line, level, title, message: words.join('\n') }];
    }),
  );
}
