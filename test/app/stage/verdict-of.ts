import { setTimeout as sleep } from 'node:timers/promises';
import type { Conversation, ShownCheck } from '../../fakes/github/conversation.ts';
import type { Pull } from '../../fakes/github/world.ts';
import type { AppStage } from './app-stage.ts';

/** Far longer than anything takes on a quiet machine. */
const PATIENCE_MS = 60_000;

/** Waits until the check of a pull request's head is completed, and returns what stands there then. */
export function verdictOf(stage: AppStage, pull: Pull): Promise<Conversation> {
  return eventually(stage, () => {
    const conversation = stage.github.conversation(pull);
    const check = verdictChecks(conversation).find(({ headSha }) => headSha === conversation.headSha);
    return check?.status === 'completed' ? conversation : null;
  });
}

/** The check runs of verdicts, oldest first. */
export function verdictChecks({ checks }: Conversation): readonly ShownCheck[] {
  return checks.filter(({ name }) => name === 'conclave/verdict');
}

/** Asks again and again until there is an answer; fails with what the apps logged when there is none in time. */
export async function eventually<T>(stage: AppStage, look: () => T | null | Promise<T | null>): Promise<T> {
  const until = Date.now() + PATIENCE_MS;
  while (Date.now() < until) {
    const seen = await look();
    if (seen !== null) return seen;
    await sleep(20);
  }
  const logs = stage.apps.map((app) => `${app.moments.slice(-5).join('\n')}\n${app.log().slice(-3_000)}`);
  throw new Error(`it did not come about within ${PATIENCE_MS / 1_000} s\n${logs.join('\n---\n')}`);
}
