import type { Answer } from '../../committee/answer-comment/answer.ts';
import { pullPlace } from '../../committee/comment/pull-place.ts';
import type { Session } from '../../committee/session.ts';
import type { PullPorts } from '../pull-ports.ts';
import type { Commander } from './commander.ts';
import { ownIdOf } from './own-id.ts';

/** Tells all that is on record of a finding. */
export async function explainFinding(commander: Commander, asked: string, ports: PullPorts): Promise<Answer> {
  const { pull } = commander;
  const id = await ports.journal.step('find the own id', () => ownIdOf(pull, asked, ports.book));
  const session = await ports.journal.step('find the finding', () => ports.book.findFinding(pull, id));
  const finding = session?.findings.find((one) => one.id === id);
  if (session === null || finding === undefined) return unknownFinding(commander, id, ports);
  const all = await ports.journal.step('read the decisions on it', () => ports.book.dispositions(pull));
  const decisions = all.filter((one) => one.finding === id);
  const life = await ports.journal.step('read its life', () => ports.book.ledgerEvents(pull, id));
  const head = session.subject.head ?? '';
  const place = pullPlace({ host: ports.hostUrl, pull, head, generation: 1, rules: ports.rulesUrl });
  return { kind: 'explanation', finding, session, decisions, life, place };
}

/** Says which findings the last verdict of the pull request knows. */
export async function unknownFinding({ pull }: Commander, finding: string, ports: PullPorts): Promise<Answer> {
  const session = await ports.journal.step('read the last session', () => readLastSession({ pull }, ports));
  return { kind: 'unknown-finding', finding, known: session?.findings.map(({ id }) => id) ?? [] };
}

/** The session of the last verdict of a pull request; null when there is none. */
export async function readLastSession({ pull }: Pick<Commander, 'pull'>, { book }: PullPorts): Promise<Session | null> {
  const last = await book.lastVerdict(pull);
  return last?.sessionId == null ? null : ((await book.readSession(last.sessionId))?.session ?? null);
}
