import type { PullRef } from '../../src/change/pull-request.ts';
import type { ObeyPorts } from '../../src/flows/obey/commander.ts';
import { obeyCommand } from '../../src/flows/obey-command.ts';
import type { FakeGitHub } from '../fakes/github/github.ts';
import type { Pull } from '../fakes/github/world.ts';

/** A comment of a person on a pull request. */
export interface SaidCommand {
  readonly ref: PullRef;
  readonly pull: Pull;
  readonly by: string;
  readonly body: string;
}

/** Writes a comment, obeys it, and returns the newest answer of ours. */
export async function holdCommand(
  github: FakeGitHub,
  { ref, pull, by, body }: SaidCommand,
  ports: ObeyPorts,
): Promise<string> {
  const { id, createdAt } = github.comment(pull, by, body);
  await obeyCommand({ pull: ref, comment: { id, body, author: by, authorKind: 'person', createdAt } }, ports);
  const answers = github.conversation(pull).comments.filter((one) => one.body.startsWith('<!-- conclave:answer '));
  return answers.at(-1)?.body ?? '';
}
