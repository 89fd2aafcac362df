import type { Answer } from '../../committee/answer-comment/answer.ts';
import type { RuleResult, RulesReport } from '../../gates/rules/rule-report.ts';
import { marksOf } from '../../gates/rules/waive-rules.ts';
import { AppError } from '../../kernel/app-error.ts';
import { nearestWord } from '../../kernel/nearest.ts';
import { judgePullRules } from '../judge-rules.ts';
import { timeOf } from '../pull-ports.ts';
import { allowsWaiver, mayDecideOn } from '../rights.ts';
import { type Commander, causeOf, type ObeyPorts } from './commander.ts';
import { hasSeenHead } from './waive-gate.ts';

/** What a person decides on a blocking rule. */
export interface RuleDecision {
  readonly rule: string;
  readonly reason: string;
}

/**
 * Records that a failing rule may pass at the head that the pull request has now, and has the check written anew. What
 * does not fail has nothing to waive, a rule that may not be waived stays as it is, and a head that came after the
 * comment was not seen by who wrote it.
 */
export async function waiveRule(commander: Commander, decision: RuleDecision, ports: ObeyPorts): Promise<Answer> {
  const { pull, comment, permission } = commander;
  const { journal, stories, audit, ruleWaivers } = ports;
  if (!allowsWaiver(permission)) {
    return { kind: 'no-permission', verb: 'waive', needs: 'maintain or admin', has: permission };
  }
  const asked = await journal.step('judge the rule', () => askRule(commander, decision.rule, ports));
  const maintainers = await journal.step('list the maintainers', () => ports.host.listMaintainers());
  if (!mayDecideOn(comment.author, asked.author, maintainers)) return { kind: 'own-waiver' };
  if (asked.rule === null) return { kind: 'rule-unknown', rule: decision.rule, near: asked.near };
  if (!asked.rule.waivable) return { kind: 'rule-not-waivable', rule: decision.rule, owner: asked.rule.owner };
  if (asked.rule.answer !== 'fail') return { kind: 'rule-not-failing', rule: decision.rule, answer: asked.rule.answer };
  const hasSeen = await journal.step('find the head of the comment', () => hasSeenHead(commander, asked.head, ports));
  if (!hasSeen) return { kind: 'gate-moved', head: asked.head };

  const cause = causeOf(commander);
  const at = await journal.step('take the time of the waiver', async () => timeOf(ports));
  const { head } = asked;
  const { marks } = asked.rule;
  await journal.step('record the waiver', async () => {
    await ruleWaivers.record(pull, { ...decision, cause, by: comment.author, head, at, marks });
    await audit.append({
      repositoryId: pull.repository.id,
      cause,
      act: 'rule.waived',
      actor: comment.author,
      subject: decision.rule,
      detail: { pull: pull.number, head, reason: decision.reason, permission, how: 'command' },
      at,
    });
  });
  await journal.step('have the check written anew', () =>
    stories.judgeRules({ pull, cause, again: false }, `${pull.repository.id} ${cause}`),
  );
  return { kind: 'rule-waived', ...decision, by: comment.author, head };
}

/** What a rule says now: names of reasons and files, and nothing of what its author wrote in them. */
interface AskedRule {
  readonly author: string;
  readonly head: string;
  /** Null where there is no rule of that name. */
  readonly rule: (Pick<RuleResult, 'answer' | 'waivable' | 'owner'> & { readonly marks: readonly string[] }) | null;
  readonly near: string | null;
}

async function askRule({ pull }: Commander, id: string, ports: ObeyPorts): Promise<AskedRule> {
  const ruled = await judgePullRules(pull.number, ports);
  if (ruled.kind === 'gone') throw new AppError('bad-input', `there is no pull request #${pull.number} any more`);
  const { report, head } = ruled;
  const author = ruled.pull.author.login;
  const found = report.rules.find((rule) => rule.id === id);
  if (found === undefined) return { author, head, rule: null, near: nearestRule(id, report) };
  const { answer, waivable, owner } = found;
  return { author, head, rule: { answer, waivable, owner, marks: marksOf(found) }, near: null };
}

function nearestRule(id: string, { rules }: RulesReport): string | null {
  return nearestWord(
    id,
    rules.map((rule) => rule.id),
  );
}
