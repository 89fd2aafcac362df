import { z } from 'zod';
import { AppError } from '../../kernel/app-error.ts';
import type { WaiverHistory } from '../../ports/waiver-history.ts';
import type { Access } from './access.ts';
import { ask, askIfThere } from './ask.ts';
import { readIssueStanding } from './issue-standing.ts';
import { listMergedPulls } from './merged-pulls.ts';
import { nameRefusal } from './refused-query.ts';
import { readVariable } from './variable.ts';
import { listVersions } from './version-tags.ts';

/** What the host remembers of merged pull requests; nothing is written. */
export function openWaiverHistory(access: Access): WaiverHistory {
  return {
    listMerged: (days, job) => listMergedPulls(access, days, job),
    readText: (branch, path) => readText(access, branch, path),
    readVariable: (name) => readVariable(access, name),
    readIssue: (address) => readIssueStanding(access, address),
    readComment: (id) => readComment(access, id),
    listVersions: (days) => listVersions(access, days),
  };
}

const TEXTS = `query($owner: String!, $repo: String!, $branch: String!, $own: String!, $usual: String!) {
  repository(owner: $owner, name: $repo) {
    branch: object(expression: $branch) { __typename }
    own: object(expression: $own) { ... on Blob { text isTruncated } }
    usual: object(expression: $usual) { ... on Blob { text isTruncated } }
  }
}`;

const Blob = z.object({ text: z.string().nullish(), isTruncated: z.boolean().optional() }).nullable();
const Texts = z.object({ repository: z.object({ branch: z.unknown(), own: Blob, usual: Blob }) });

async function readText({ octokit, at, name }: Access, branch: string, path: string): Promise<string | null> {
  const asked = `${path} of ${name} on ${branch}`;
  const variables = { ...at, branch, own: `${branch}:${path}`, usual: `HEAD:${path}` };
  const { repository } = await ask(asked, Texts, async () => ({
    data: await octokit.graphql(TEXTS, variables).catch((error: unknown) => {
      throw nameRefusal(error, { asked, needs: '`contents: read`' });
    }),
  }));
  const file = repository.branch === null ? repository.usual : repository.own;
  if (file === null) return null;
  if (typeof file.text === 'string' && file.isTruncated !== true) return file.text;
  throw new AppError('bad-config', 'the configuration cannot be read: it is binary or too long', { where: path });
}

const Comment = z.object({ body: z.string().nullish() });

async function readComment({ octokit, at, name }: Access, id: string): Promise<string | null> {
  if (!/^\d{1,15}$/.test(id)) return null;
  const found = await askIfThere(`comment ${id} of ${name}`, Comment, () =>
    octokit.request('GET /repos/{owner}/{repo}/issues/comments/{comment_id}', { ...at, comment_id: Number(id) }),
  );
  return found?.body ?? null;
}
