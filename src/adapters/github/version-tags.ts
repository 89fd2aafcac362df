import { z } from 'zod';
import type { AuditedDays, Version } from '../../gates/audit/merged-pull.ts';
import type { Access } from './access.ts';
import { ask, askAll } from './ask.ts';
import { nameRefusal } from './refused-query.ts';

type Place = Pick<Access, 'octokit' | 'at' | 'name'>;

/** `v1.2`, `1.2.3-rc.1`: a tag that moves on, such as `v1` or `latest`, names no version. */
const VERSION = /^v?\d+\.\d+(?:\.\d+)?(?:[-+.][\w.+-]*)?$/;

const TAGS = `query($owner: String!, $repo: String!, $after: String) {
  repository(owner: $owner, name: $repo) {
    refs(refPrefix: "refs/tags/", first: 100, after: $after, orderBy: { field: TAG_COMMIT_DATE, direction: DESC }) {
      pageInfo { hasNextPage endCursor }
      nodes {
        name
        target {
          ... on Commit { oid committedDate }
          ... on Tag { target { ... on Commit { oid committedDate } } }
        }
      }
    }
  }
}`;

const Commit = z.object({ oid: z.string(), committedDate: z.string() });
const Tag = z.object({
  name: z.string(),
  /** A tag may name a file or another tag, which no version does. */
  target: z.union([Commit, z.object({ target: Commit }).transform(({ target }) => target), z.object({})]).nullable(),
});
const Tags = z.object({
  repository: z.object({
    refs: z.object({
      pageInfo: z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullable() }),
      nodes: z.array(Tag),
    }),
  }),
});

interface VersionTag {
  readonly name: string;
  readonly commit: string;
  readonly at: number;
}

/** Versions that were made since the first day, oldest first, each with the commits since then that no older one holds. */
export async function listVersions(place: Place, { since }: AuditedDays): Promise<readonly Version[]> {
  const start = Date.parse(`${since}T00:00:00Z`);
  const tags = (await listTags(place, start)).toSorted((left, right) => left.at - right.at);
  const known = new Set<string>();
  const versions: Version[] = [];
  for (const { name, commit } of tags) {
    const commits = await listNewCommits(place, { commit, since, known });
    for (const each of commits) known.add(each);
    versions.push({ name, commits: new Set(commits) });
  }
  return versions;
}

/** Newest first, until one was made before a time. */
async function listTags({ octokit, at, name }: Place, start: number): Promise<readonly VersionTag[]> {
  const asked = `the tags of ${name}`;
  const tags: VersionTag[] = [];
  for (let after: string | null = null; ; ) {
    const variables: Record<string, unknown> = { ...at, after };
    const { repository }: z.infer<typeof Tags> = await ask(asked, Tags, async () => ({
      data: await octokit.graphql(TAGS, variables).catch((error: unknown) => {
        throw nameRefusal(error, { asked, needs: '`contents: read`' });
      }),
    }));
    const { nodes, pageInfo } = repository.refs;
    const page = nodes.flatMap(tagOf);
    tags.push(...page.filter((tag) => tag.at >= start && VERSION.test(tag.name)));
    if (page.some((tag) => tag.at < start) || !pageInfo.hasNextPage) return tags;
    after = pageInfo.endCursor;
  }
}

function tagOf({ name, target }: z.infer<typeof Tag>): readonly VersionTag[] {
  if (target === null || !('oid' in target)) return [];
  return [{ name, commit: target.oid, at: Date.parse(target.committedDate) }];
}

interface Wanted {
  readonly commit: string;
  readonly since: string;
  readonly known: ReadonlySet<string>;
}

const Listed = z.object({ sha: z.string() });

/** Newest first, until a whole page is known already. */
async function listNewCommits(
  { octokit, at, name }: Place,
  { commit, since, known }: Wanted,
): Promise<readonly string[]> {
  const listed = await askAll(`the commits of ${name} up to ${commit}`, Listed, () =>
    octokit.paginate(
      'GET /repos/{owner}/{repo}/commits',
      { ...at, sha: commit, since: `${since}T00:00:00Z`, per_page: 100 },
      ({ data }, done) => {
        if (data.every(({ sha }) => known.has(sha))) done();
        return data;
      },
    ),
  );
  return listed.map(({ sha }) => sha).filter((sha) => !known.has(sha));
}
