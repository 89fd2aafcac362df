import { renderRulesMarkdown } from '../../gates/rules/check/rules-check.ts';
import { asks, RULE_WORDS } from '../../gates/rules/check/rules-words.ts';
import type { RuleResult, RulesReport } from '../../gates/rules/rule-report.ts';
import { isAppError, messageOf, renderError } from '../../kernel/app-error.ts';
import type { Annotation } from '../gate/annotations.ts';
import { clipLines, roomIn } from '../runner-file.ts';
import type { Terminal } from '../terminal.ts';

/** GitHub shows this many of each level of a step, and hides the rest. */
const MOST_OF_A_LEVEL = 10;

/** Hands the answers to a runner of GitHub Actions: remarks, the summary of the job, and the output of the step. */
export async function tellRunner(report: RulesReport, terminal: Terminal): Promise<void> {
  const core = await import('@actions/core');
  for (const { level, title, message, path, line } of annotationsOf(report)) {
    core[level](message, { title, ...(path !== undefined && { file: path }), ...(line && { startLine: line }) });
  }
  const room = await roomIn('GITHUB_STEP_SUMMARY', terminal);
  const summary = room === null ? '' : clipLines(renderRulesMarkdown(report), room);
  if (summary !== '') await core.summary.addRaw(summary, true).write();
  await putConclusion(report.conclusion, terminal);
}

/** Tells a runner that no answer came; what reads the output finds no pass in it. */
export async function tellRunnerOfFailure(error: unknown, terminal: Terminal): Promise<void> {
  const core = await import('@actions/core');
  core.error(isAppError(error) ? renderError(error) : messageOf(error), { title: 'Blocking rules: no answer' });
  await putConclusion('error', terminal);
}

async function putConclusion(conclusion: string, terminal: Terminal): Promise<void> {
  if ((await roomIn('GITHUB_OUTPUT', terminal)) === null) return;
  const { setOutput } = await import('@actions/core');
  setOutput('conclusion', conclusion);
}

function annotationsOf({ rules, notes }: RulesReport): readonly Annotation[] {
  const blocking = rules.filter(({ answer }) => answer === 'fail' || answer === 'unknown');
  const others = rules.filter((rule) => asks(rule) && (rule.answer === 'pending' || rule.answer === 'waived'));
  const remarks = notes.map(({ text, path, line }): Annotation => {
    const place = { ...(path !== undefined && { path }), ...(line !== undefined && { line }) };
    return { level: 'warning', title: 'Blocking rules', message: text, ...place };
  });
  return [
    ...shorten(blocking.flatMap((rule) => annotate(rule, 'error'))),
    ...shorten([...remarks, ...others.flatMap((rule) => annotate(rule, 'warning'))]),
  ];
}

function annotate({ id, answer, message, reasons }: RuleResult, level: Annotation['level']): readonly Annotation[] {
  return reasons.map(({ text, mend, path, line }) => {
    const words = [text, mend, message].filter((each) => each !== undefined).join('\n');
    const place = { ...(path !== undefined && { path }), ...(line !== undefined && { line }) };
    return { level, title: `Blocking rules: ${id} ${RULE_WORDS[answer]}`, message: words, ...place };
  });
}

function shorten(all: readonly Annotation[]): readonly Annotation[] {
  const [first] = all;
  if (first === undefined || all.length <= MOST_OF_A_LEVEL) return all;
  const shown = all.slice(0, MOST_OF_A_LEVEL - 1);
  const message = `${all.length - shown.length} more stand in the summary of this job; GitHub shows ${MOST_OF_A_LEVEL} of a kind.`;
  return [...shown, { level: first.level, title: 'Blocking rules', message }];
}
