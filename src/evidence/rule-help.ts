import { LEAST_REASON, mayBeLifted } from './allowance.ts';
import type { EvidenceRule } from './rule.ts';
import { renderExamples } from './shown-example.ts';

/** File name of the page of a rule: `leak-backfill.md`. */
export function rulePage(id: string): string {
  return `${id.replace('/', '-')}.md`;
}

/** The words by which a rule is found in a list: family, code and skill; `security` for those that are about it. */
export function ruleTags({ id, code, skill }: EvidenceRule): readonly string[] {
  const [family = ''] = id.split('/');
  const subject = code.toLowerCase().replaceAll('_', '-');
  return [...new Set([family, subject, skill, ...(code === 'SECURITY_RISK' ? ['security'] : [])])];
}

/** Why a rule exists, what to do, and how a line is allowed, as plain text. */
export function ruleHelpText(rule: EvidenceRule): string {
  const { message, why, mend } = rule;
  return [message, `Why: ${why}`, `Mend: ${mend}`, `Allow: ${allowWords(rule).replaceAll('`', '')}`].join('\n\n');
}

/** The same as Markdown, with the examples of the rule. */
export function ruleHelpMarkdown(rule: EvidenceRule): string {
  const { message, why, mend, examples } = rule;
  return [
    message,
    `## Why\n\n${why}`,
    `## Bad: what it finds\n\n${renderExamples(examples.bad, rule.language)}`,
    `## Good: what it leaves alone\n\n${renderExamples(examples.good, rule.language)}`,
    `## How to mend\n\n${mend}`,
    `## How to allow a line\n\n${allowWords(rule)}`,
  ].join('\n\n');
}

/** How a line is allowed to break a rule, or why none is. */
function allowWords({ id, severity, language, ...rule }: EvidenceRule): string {
  if (!mayBeLifted({ rule: id, severity })) {
    const why =
      severity === 'blocker' ? 'this is a blocker' : `no rule of the family \`${id.split('/')[0]}\` is lifted so`;
    return `No comment lifts it, since ${why}. A maintainer waives the finding on the pull request: \`/conclave waive <finding> <reason>\`.`;
  }
  const mark = SCRIPTS.includes(language) ? '//' : '#';
  const place = `\`${mark} conclave: allow ${id} <reason>\` behind the code, or alone on the line above`;
  const effect =
    rule.class === 'hard'
      ? 'makes a hint of the hit, which is shown with the reason and decides nothing'
      : 'shows the reason with the hint';
  return `${place}, ${effect}. A reason has at least ${LEAST_REASON} characters.`;
}

const SCRIPTS: readonly EvidenceRule['language'][] = ['typescript', 'tsx', 'javascript'];
