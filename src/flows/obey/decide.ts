import type { Answer } from '../../committee/answer-comment/answer.ts';
import type { Disposition } from '../../committee/disposition.ts';
import { type Finding, isCandidate } from '../../committee/finding.ts';
import { ruleAgain } from '../../committee/lifted.ts';
import { publishVerdict } from '../publish-verdict.ts';
import { type PullPorts, timeOf } from '../pull-ports.ts';
import { allowsWaiver, isSameLogin, mayDecideOn } from '../rights.ts';
import { type Commander, causeOf, readCommanded } from './commander.ts';
import { unknownFinding } from './explain.ts';
import { ownIdOf } from './own-id.ts';

/** What a person decides on a finding. */
export type Decision = Pick<Disposition, 'kind' | 'finding' | 'reason'>;

/**
 * Records a decision on a finding of the verdict on the head that the pull request has now, and publishes the verdict
 * as it is ruled from then on; only the rule table runs again.
 */
export async function decideOnFinding(commander: Commander, asked: Decision, ports: PullPorts): Promise<Answer> {
  const { pull, comment } = commander;
  const { journal, book } = ports;
  const named = await journal.step('find the own id', () => ownIdOf(pull, asked.finding, book));
  const decision = { ...asked, finding: named };
  const now = await readCommanded(commander, ports);
  const last = await journal.step('find the last verdict', () => book.lastVerdict(pull));
  const kept = await journal.step('read its session', async () =>
    last?.sessionId == null ? null : book.readSession(last.sessionId),
  );
  const finding = kept?.session.findings.find(({ id }) => id === decision.finding);
  if (last === null || kept === null || finding === undefined)
    return unknownFinding(commander, decision.finding, ports);
  if (last.head !== now.head.sha) {
    return { kind: 'other-head', finding: decision.finding, reviewed: last.head, head: now.head.sha };
  }
  const denial = await refuse(commander, { decision, finding, author: now.author.login }, ports);
  if (denial !== null) return denial;

  const before = await journal.step('read the verdict before', async () => {
    return ruleAgain(kept.session, await book.dispositions(pull)).verdict.status;
  });
  const at = await journal.step('take the time of the decision', async () => timeOf(ports));
  const disposition: Disposition = { ...decision, by: comment.author, head: last.head, at };
  await journal.step('record the decision', async () => {
    await book.decide(pull, causeOf(commander), disposition);
    await ports.audit.append({
      repositoryId: pull.repository.id,
      cause: causeOf(commander),
      act: `finding.${decision.kind}`,
      actor: comment.author,
      subject: decision.finding,
      detail: { pull: pull.number, head: last.head, reason: decision.reason, permission: commander.permission },
      at,
    });
  });
  const standing = await journal.step('find what speaks for it now', () => book.current(pull));
  if (standing !== null && standing.key !== last.key && standing.status !== 'running') {
    await journal.step('let the verdict speak again', () => book.resume(last.key, at));
  }
  const { ruled } = await publishVerdict({ review: last, session: kept.session }, ports);
  return { kind: 'decided', disposition, session: kept.session, ruled, before };
}

interface Case {
  readonly decision: Decision;
  readonly finding: Finding;
  /** Login of the pull request's author. */
  readonly author: string;
}

/** Why the person may not decide so; null when nothing speaks against it. */
async function refuse(
  commander: Commander,
  { decision, finding, author }: Case,
  ports: PullPorts,
): Promise<Answer | null> {
  const { comment, permission } = commander;
  const verb = decision.kind === 'waived' ? 'waive' : 'dismiss';
  if (verb === 'dismiss' && !isCandidate(finding)) {
    return isSameLogin(comment.author, author) ? { kind: 'own-dismissal' } : null;
  }
  if (!allowsWaiver(permission)) return { kind: 'no-permission', verb, needs: 'maintain or admin', has: permission };
  const maintainers = await ports.journal.step('list the maintainers', () => ports.host.listMaintainers());
  if (mayDecideOn(comment.author, author, maintainers)) return null;
  return { kind: verb === 'waive' ? 'own-waiver' : 'own-dismissal' };
}
