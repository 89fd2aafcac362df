import { z } from 'zod';
import { isAppError } from '../../kernel/app-error.ts';
import type { Pinned } from '../../ports/ops-desk.ts';
import { ask } from './ask.ts';
import type { DeskAccess } from './desk-access.ts';
import { nameRefusal } from './refused-query.ts';

const IS_PINNED = 'query ($id: ID!) { node(id: $id) { ... on Issue { isPinned } } }';
const PIN = 'mutation ($id: ID!) { pinIssue(input: { issueId: $id }) { issue { isPinned } } }';

const Node = z.object({ node: z.object({ isPinned: z.boolean().nullish() }).nullable() });

/** Pins an issue that is not pinned; GitHub takes three in a repository, and not from everybody. */
export async function pinIssue({ octokit, name }: DeskAccess, id: string): Promise<Pinned> {
  const asked = `a pin for an issue of ${name}`;
  const query = (text: string) =>
    octokit.graphql(text, { id }).catch((error: unknown) => {
      throw nameRefusal(error, { asked, needs: '`issues: write`' });
    });
  try {
    const { node } = await ask(asked, Node, async () => ({ data: await query(IS_PINNED) }));
    if (node?.isPinned !== true) await ask(asked, z.unknown(), async () => ({ data: await query(PIN) }));
    return { kind: 'pinned' };
  } catch (error) {
    if (!isAppError(error) || error.facts.passing === true) throw error;
    return { kind: 'refused', why: error.message };
  }
}
