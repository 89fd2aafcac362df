import { GraphQLError } from 'graphql';
import { type Issue, issuesOf, switchesOf } from './issues.ts';
import { nodeId } from './presented/account.ts';
import { type Caller, covers, reaches } from './tokens.ts';
import type { World } from './world.ts';

/** Most issues that are pinned at once. */
const MOST_PINS = 3;

/** The issue of an opaque id; null when there is none. */
export function issueNodeOf(world: World, id: string): object | null {
  const issue = findIssue(world, id);
  return issue === undefined ? null : nodeOf(issue);
}

/** Pins issues above the list, three of them and not one twice. */
export function pinMutations(world: World, caller: Caller): object {
  return {
    pinIssue: ({ input }: { readonly input: { readonly issueId: string } }) => {
      const issue = findIssue(world, input.issueId);
      if (issue === undefined || !('token' in caller) || !covers(caller.token, issue.repository))
        throw refused('NOT_FOUND', 'Could not resolve to a node');
      if (switchesOf(issue.repository).pinsRefused || !reaches(caller.token.permissions.issues, 'write'))
        throw refused('FORBIDDEN', 'Resource not accessible by integration');
      if (issue.pinned) throw refused('UNPROCESSABLE', 'This issue is already pinned');
      const pinned = [...issuesOf(issue.repository).values()].filter((each) => each.pinned);
      if (pinned.length >= MOST_PINS)
        throw refused('UNPROCESSABLE', `Maximum ${MOST_PINS} pinned issues per repository`);
      issue.pinned = true;
      return { issue: nodeOf(issue) };
    },
  };
}

function findIssue({ repositories }: World, id: string): Issue | undefined {
  return repositories
    .flatMap((repository) => [...issuesOf(repository).values()])
    .find((issue) => nodeId('Issue', issue.id) === id);
}

function nodeOf({ id, number, pinned }: Issue): object {
  return { __typename: 'Issue', id: nodeId('Issue', id), number, isPinned: pinned };
}

function refused(type: string, message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { type } });
}
