import type { ListedPull } from '../change/pull-request.ts';
import { OWN_CHECKS } from '../config/rules-config.ts';
import { renderRulesCheck, renderRulesFailure } from '../gates/rules/check/rules-check.ts';
import type { RuleFacts } from '../gates/rules/rule-facts.ts';
import { type AppError, isAppError } from '../kernel/app-error.ts';
import { complaintOf } from '../kernel/complaint.ts';
import { hashText } from '../kernel/hash.ts';
import type { GuardOrder } from '../routing/guard-order.ts';
import { judgePullRules, type Ruled, type RulesPorts } from './judge-rules.ts';
import { type PullPorts, timeOf } from './pull-ports.ts';
import { knownOr } from './rule-facts.ts';
import { putRulesCheck, ruledHead, sharingHead } from './rules-check.ts';
import { isStopped } from './stopped.ts';

/** What keeping the check of the rules asks of the outside world. */
export type KeepRulesPorts = PullPorts & RulesPorts;

/**
 * Judges the rules of a pull request as it is now, and writes their check where it says something new. One step does all
 * of it: repeated, it reads anew and finds what it wrote. What an author wrote does not get into its record.
 */
export async function keepRules(order: GuardOrder, ports: KeepRulesPorts): Promise<void> {
  const { journal } = ports;
  try {
    await journal.step('judge the rules', () => judgeAndWrite(order, ports));
  } catch (error) {
    if (isStopped(error) || !isAppError(error)) throw error;
    await journal.step('tell why the rules gave no answer', () => tellFailure(order, error, ports));
    throw error;
  }
}

/** Returns what was done, in words for people. */
async function judgeAndWrite(order: GuardOrder, ports: KeepRulesPorts): Promise<string> {
  const ruled = await judgePullRules(order.pull.number, ports);
  if (ruled.kind === 'gone') return 'there is no such pull request';
  const { pull, head, report, checks } = ruled;
  if (pull.state !== 'open') return 'it is not open';
  const { conclusion, output } = renderRulesCheck(report);
  const before = await ruledHead(order.pull, ports);
  const words = { head, basis: rulesBasis(pull), watchesChecks: checks !== null, conclusion, output };
  const { how, isFirst } = await putRulesCheck(order, words, ports);
  if (before !== null && before !== head) await judgeOthers(order, before, ports);
  if (how === 'written') await auditPublished(order, ruled, ports);
  // What became of a check before our own stood on record was told to nobody.
  if (isFirst && checks !== null && (await haveChanged(checks, head, ports))) {
    await ports.stories.judgeRulesSoon({ ...order, cause: `${order.cause} again`, again: false });
  }
  return `${conclusion}, ${how}`;
}

async function haveChanged(
  before: RuleFacts['checks'],
  head: string,
  { host }: Pick<RulesPorts, 'host'>,
): Promise<boolean> {
  const now = await knownOr(() => host.listChecks(head));
  return JSON.stringify(othersIn(now)) !== JSON.stringify(othersIn(before));
}

function othersIn(checks: RuleFacts['checks']) {
  return checks.kind === 'known' ? checks.value.filter(({ name }) => !OWN_CHECKS.includes(name)) : null;
}

/** A head that a pull request has left, or has been closed at, may still be that of another one. */
export async function judgeOthers(
  { pull, cause }: Pick<GuardOrder, 'pull' | 'cause'>,
  head: string,
  ports: Pick<PullPorts, 'publications' | 'stories'>,
): Promise<number> {
  const others = await sharingHead(pull, head, ports);
  for (const other of others) await ports.stories.judgeRulesSoon({ pull: other, cause, again: false });
  return others.length;
}

async function auditPublished(
  { pull, cause }: GuardOrder,
  { head, report }: Extract<Ruled, { kind: 'judged' }>,
  ports: PullPorts,
): Promise<void> {
  const answers = Object.fromEntries(report.rules.map(({ id, answer }) => [id, answer]));
  await ports.audit.append({
    repositoryId: pull.repository.id,
    cause,
    act: 'rules.published',
    actor: 'conclave',
    subject: `#${pull.number}`,
    detail: { head, conclusion: report.conclusion, ...answers },
    at: timeOf(ports),
  });
}

/** What of a pull request the rules look at; the rest has events of its own. */
export function rulesBasis({ labels, head, base }: Pick<ListedPull, 'labels' | 'head' | 'base'>): string {
  return hashText(JSON.stringify([labels.toSorted(), head.sha, base.branch]));
}

/** A pull request that cannot be read has no head to write at; the next round finds it. */
async function tellFailure(order: GuardOrder, error: AppError, ports: PullPorts): Promise<void> {
  const pull = await ports.host.readPull(order.pull.number);
  if (pull?.state !== 'open') return;
  const failed = renderRulesFailure(complaintOf(error));
  const words = { head: pull.head.sha, basis: 'failed', watchesChecks: true, ...failed };
  await putRulesCheck(order, words, ports);
}
