import type { Answer } from '../../committee/answer-comment/answer.ts';
import type { GateId } from '../../config/gates-config.ts';
import type { GateAnswer } from '../../gates/gate.ts';
import type { GateWaiver } from '../../gates/report.ts';
import { failuresOf } from '../../gates/waive-gates.ts';
import { AppError } from '../../kernel/app-error.ts';
import { stoodBefore } from '../guard-check.ts';
import { guardPull } from '../guard-pull.ts';
import { timeOf } from '../pull-ports.ts';
import { allowsWaiver, mayDecideOn } from '../rights.ts';
import type { Commander, ObeyPorts } from './commander.ts';

/** What a person decides on a gate. */
export interface GateDecision {
  readonly gate: GateId;
  readonly reason: string;
}

/**
 * Records that a failing gate may pass at the head that the pull request has now, and has the check written anew. A gate
 * that does not fail has nothing to waive, so that no waiver lies in wait for a later failure; and a head that came after
 * the comment was not seen by who wrote it.
 */
export async function waiveGate(commander: Commander, decision: GateDecision, ports: ObeyPorts): Promise<Answer> {
  const { pull, comment, permission } = commander;
  const { journal, stories, audit, waivers } = ports;
  if (!allowsWaiver(permission)) {
    return { kind: 'no-permission', verb: 'waive', needs: 'maintain or admin', has: permission };
  }
  const asked = await journal.step('ask the gate', () => askGate(commander, decision.gate, ports));
  const maintainers = await journal.step('list the maintainers', () => ports.host.listMaintainers());
  if (!mayDecideOn(comment.author, asked.author, maintainers)) return { kind: 'own-waiver' };
  if (asked.answer !== 'fail') return { kind: 'gate-not-failing', gate: decision.gate, answer: asked.answer };
  const hasSeen = await journal.step('find the head of the comment', () => hasSeenHead(commander, asked.head, ports));
  if (!hasSeen) return { kind: 'gate-moved', head: asked.head };

  const cause = `comment ${comment.id}`;
  const at = await journal.step('take the time of the waiver', async () => timeOf(ports));
  const { head } = asked;
  const waiver: GateWaiver = {
    ...{ how: 'command', cause, by: comment.author, reason: decision.reason, head, at },
    ...{ gates: [decision.gate], failures: [{ gate: decision.gate, marks: asked.marks }] },
  };
  await journal.step('record the waiver', async () => {
    await waivers.record(pull, waiver);
    await audit.append({
      repositoryId: pull.repository.id,
      cause,
      act: 'gate.waived',
      actor: comment.author,
      subject: decision.gate,
      detail: { pull: pull.number, head, reason: decision.reason, permission, how: 'command' },
      at,
    });
  });
  await journal.step('have the check written anew', () =>
    stories.startGuard({ pull, cause, again: false }, `${pull.repository.id} ${cause}`),
  );
  return { kind: 'gate-waived', gate: decision.gate, by: comment.author, head, reason: decision.reason };
}

/**
 * Whether a commit was the head when a comment was written. Where the host does not tell, our own check of it must have
 * stood by then.
 */
export async function hasSeenHead({ pull, comment }: Commander, head: string, ports: ObeyPorts): Promise<boolean> {
  const then = await ports.host.readHeadAt(pull.number, comment.createdAt);
  return then === null ? stoodBefore(pull, { head, at: comment.createdAt }, ports) : then === head;
}

/** What a gate says now: names of reasons and files, and nothing of what its author wrote in them. */
interface AskedGate {
  readonly author: string;
  readonly head: string;
  readonly answer: GateAnswer;
  readonly marks: readonly string[];
}

async function askGate({ pull }: Commander, gate: GateId, ports: ObeyPorts): Promise<AskedGate> {
  const guarded = await guardPull(pull.number, ports);
  if (guarded.kind === 'gone') throw new AppError('bad-input', `there is no pull request #${pull.number} any more`);
  const { gates } = guarded.report;
  const result = gates.find(({ id }) => id === gate);
  if (result === undefined) throw new AppError('broken', `gate ${gate} gave no answer`);
  const marks = failuresOf(gates).find((failure) => failure.gate === gate)?.marks ?? [];
  return { author: guarded.pull.author.login, head: guarded.head, answer: result.answer, marks };
}
