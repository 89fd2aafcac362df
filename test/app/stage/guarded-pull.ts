import type { Conversation, ShownCheck } from '../../fakes/github/conversation.ts';
import type { PullOrder } from '../../fakes/github/pulls.ts';
import type { Pull, Repository } from '../../fakes/github/world.ts';
import { type SharedStage, shareStage } from './shared-stage.ts';

/** Title and body that pass their gates. */
export const GOOD = { title: 'feat(risk): size positions', body: 'Closes #41' };
export const CODE = { 'src/risk/sizing.py': 'SIZE = 1\n' };
/** A hyper-parameter in code, on its first line. */
export const TRAINING = { 'src/training/train.py': 'max_depth = 6\n' };
/** In the base of a repository it wakes G3. */
const DOSSIER = { 'documentation/reviews/2026-01-05-first-plan.md': '# Plan\n' };

/** A stage on which pull requests are guarded; they are drafts, of which no review is held. */
export interface GuardStage {
  readonly shared: SharedStage;
  /** Lets some seconds pass at GitHub, whose history counts in seconds. */
  wait(seconds?: number): void;
  /** Opens a pull request that passes every gate, unless told otherwise. */
  open(order?: Partial<PullOrder>, files?: Readonly<Record<string, string>>): Pull;
  /** Opens one on code in a repository with dossiers, whose G3 therefore fails. */
  openWithoutDossier(order?: Partial<PullOrder>): Pull;
  /** The acts of a kind in a repository's audit. */
  audited(repository: Pick<Repository, 'id'>, act: string): ReturnType<SharedStage['rows']>;
}

/** Opens the stage before the tests of a file. */
export function shareGuardStage(): GuardStage {
  const clock = { skewMs: 0 };
  const shared = shareStage({ github: { now: () => new Date(Date.now() + clock.skewMs) } });
  const wait = (seconds = 5) => {
    clock.skewMs += seconds * 1_000;
  };
  const open: GuardStage['open'] = (order = {}, files = {}) => {
    const pull = shared.openPull(shared.openRepository({ files }), { draft: true, changes: CODE, ...GOOD, ...order });
    wait();
    return pull;
  };
  return {
    shared,
    wait,
    open,
    openWithoutDossier: (order = {}) => open(order, DOSSIER),
    audited: ({ id }, act) =>
      shared.rows(
        'select cause, actor, subject, detail from conclave.audit_events where repository_id = $1 and act = $2',
        [id, act],
      ),
  };
}

/** The check runs of the gates on the head, oldest first. */
export function guardChecks({ checks, headSha }: Conversation): readonly ShownCheck[] {
  return checks.filter((check) => check.headSha === headSha && check.name === 'conclave/guardrails');
}

/** The one that GitHub shows: the newest. */
export function guardCheck(conversation: Conversation): ShownCheck | undefined {
  return guardChecks(conversation).at(-1);
}
