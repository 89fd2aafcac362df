import { type EvidenceRule, parseRule } from '../../src/evidence/rule.ts';
import { ruleHelpMarkdown } from '../../src/evidence/rule-help.ts';
import { pageMarkup } from '../../src/kernel/markdown/page-markup.ts';
import type { ProgramFiles } from '../../src/ports/program-files.ts';
import type { Reply } from '../server/reply.ts';
import { html } from '../setup/html.ts';
import { renderPage } from '../setup/page.ts';

/** The pages of the evidence rules, to which comments link. */
export interface RulePages {
  /** Answers `/rules` with the list, `/rules/leak/backfill` with the page of a rule. */
  answer(path: string): Promise<Reply>;
}

/** Opens the pages of the rules of this installation; they are read once. */
export function openRulePages(program: Pick<ProgramFiles, 'rules'>): RulePages {
  let reading: Promise<readonly EvidenceRule[]> | null = null;
  const read = () => {
    reading ??= program.rules().then((files) => files.map(({ path, text }) => parseRule(text, path)));
    return reading;
  };
  return {
    answer: async (path) => {
      const rules = await read();
      const id = path.replace(/^\/rules\/?/, '');
      if (id === '') return listPage(rules);
      const rule = rules.find((one) => one.id === id);
      return rule === undefined ? { status: 404, text: 'There is no such rule here.\n' } : rulePage(rule);
    },
  };
}

function listPage(rules: readonly EvidenceRule[]): Reply {
  const items = rules
    .toSorted((left, right) => (left.id < right.id ? -1 : 1))
    .map(
      ({ id, title, class: weight, severity }) =>
        html`<tr><td><a href="/rules/${id}"><code>${id}</code></a></td><td>${title}</td><td>${weight}, ${severity}</td></tr>\n`,
    );
  const content = html`<p>What the evidence rules of this installation find. A repository may add rules of its own, switch one off, or change its class.</p>
<table><thead><tr><th>rule</th><th>finds</th><th>weight</th></tr></thead><tbody>
${items}</tbody></table>`;
  return renderPage({ status: 200, title: 'Evidence rules', content });
}

/** The words are those of the rule file, which came with the program; raw HTML in them stays text all the same. */
function rulePage(rule: EvidenceRule): Reply {
  const { id, title, severity, code, skill } = rule;
  const content = html`<p><code>${id}</code> · ${rule.class} evidence, ${severity} · ${code} · read by ${skill}</p>
${{ markup: pageMarkup(ruleHelpMarkdown(rule)) }}
<p><a href="/rules">All rules</a></p>`;
  return renderPage({ status: 200, title, content });
}
