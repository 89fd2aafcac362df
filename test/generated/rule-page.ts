import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type EvidenceRule, parseRule } from '../../src/evidence/rule.ts';
import { ruleHelpMarkdown, rulePage } from '../../src/evidence/rule-help.ts';

const ROOT = join(import.meta.dirname, '..', '..');

/** Where the pages of the rules stand. */
export const RULE_PAGES = 'docs/rules';

/** A page with its path from the root of the repository. */
export interface RulePage {
  readonly path: string;
  readonly text: () => string;
}

/** The page of every shipped rule, and the table of all of them. */
export function rulePages(): readonly RulePage[] {
  const files = globSync('skills/*/rules/*.yml', { cwd: ROOT }).toSorted();
  const rules = files.map((file) => ({ file, rule: parseRule(readFileSync(join(ROOT, file), 'utf8'), file) }));
  return [
    { path: `${RULE_PAGES}/README.md`, text: () => renderRuleTable(rules.map(({ rule }) => rule)) },
    ...rules.map(({ file, rule }) => ({
      path: `${RULE_PAGES}/${rulePage(rule.id)}`,
      text: () => renderRulePage(rule, file),
    })),
  ];
}

/** One rule in the words of its file: what, why, examples, how to mend, to allow and to switch off. */
export function renderRulePage(rule: EvidenceRule, file: string): string {
  const { id, title, severity, code, skill } = rule;
  return `${[
    `<!-- Written by \`npm run generate\` from ${file}; change the rule, not this page. -->`,
    `# \`${id}\`: ${title}`,
    [
      '| class | severity | code | skill |',
      '| --- | --- | --- | --- |',
      `| ${rule.class} | ${severity} | ${code} | ${skill} |`,
    ].join('\n'),
    scopeOf(rule),
    ruleHelpMarkdown(rule),
    switchWords(rule),
    '[All rules](README.md) · [the command, own rules, code scanning](../evidence.md)',
  ].join('\n\n')}\n`;
}

const LANGUAGES: Readonly<Record<EvidenceRule['language'], string>> = {
  python: 'Python files',
  typescript: 'TypeScript files',
  tsx: 'TSX files',
  javascript: 'JavaScript files',
  text: 'added lines of every kind of file',
  any: 'changed files of every kind',
};

/** What it reads: language, paths and imports. */
function scopeOf({ language, paths, imports }: EvidenceRule): string {
  const list = (words: readonly string[]) => words.map((word) => `\`${word}\``).join(', ');
  const only = paths?.only === undefined ? '' : ` under ${list(paths.only)}`;
  const never = paths?.never === undefined ? '' : `, never ${list(paths.never)}`;
  const ignoring = paths?.case === 'ignore' ? ' (in any case)' : '';
  const imported = imports === undefined ? '' : ` that import ${list(imports)}`;
  return `It reads ${LANGUAGES[language]}${imported}${only}${never}${ignoring}.`;
}

function switchWords({ id, ...rule }: EvidenceRule): string {
  const other = rule.class === 'hard' ? 'soft' : 'hard';
  return `## How to switch it off, or weigh it otherwise

In \`.github/conclave.yml\` on the base branch, with a reason that is shown with every review:

\`\`\`yaml
version: 1
evidence:
  off:
    - rule: ${id}
      reason: why this repository does without it
  # or
  class:
    ${id}: { class: ${other}, reason: why it weighs otherwise here }
\`\`\``;
}

/** Every rule in a row, by family and name. */
export function renderRuleTable(rules: readonly EvidenceRule[]): string {
  const sorted = rules.toSorted((left, right) => (left.id < right.id ? -1 : 1));
  const rows = sorted.map(({ id, title, severity, code, skill, ...rule }) => {
    const cells = [`[\`${id}\`](${rulePage(id)})`, title.replaceAll('|', '\\|'), rule.class, severity, code, skill];
    return `| ${cells.join(' | ')} |`;
  });
  return `<!-- Written by \`npm run generate\` from skills/*/rules/*.yml; change the rules, not this page. -->

# Evidence rules

Each reads code without a model and points at a line. A **hard** hit is a confirmed finding by itself: a blocker rejects,
a major asks for changes, and \`conclave evidence\` fails. A **soft** hit is a hint to the committee and decides nothing.
[The page of the command](../evidence.md) says how they are run without a committee, and how a repository adds its own.

| rule | finds | class | severity | code | skill |
| --- | --- | --- | --- | --- | --- |
${rows.join('\n')}
`;
}
