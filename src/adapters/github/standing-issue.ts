import { z } from 'zod';
import { AppError } from '../../kernel/app-error.ts';
import type { IssueOrder, KeptIssue, StandingIssue } from '../../ports/standing-issue.ts';
import type { Access } from './access.ts';
import { ask } from './ask.ts';
import { nameRefusal } from './refused-query.ts';

/** Most characters of an issue's body. */
const LONGEST_BODY = 65_536;

type Place = Pick<Access, 'octokit' | 'at' | 'name'>;

const Issue = z.object({
  number: z.number(),
  html_url: z.string(),
  title: z.string(),
  body: z.string().nullish(),
  state: z.string(),
  user: z.object({ login: z.string() }).nullable(),
  pull_request: z.unknown().optional(),
});
type Issue = z.infer<typeof Issue>;

/** Opens the one issue of ours in a repository; it is known by its author, its title and its marker. */
export function openStandingIssue(place: Place): StandingIssue {
  return { keep: (order) => keepIssue(place, order) };
}

/** Text, title and state are written by one request, so that a broken-off run leaves the issue as it was. */
async function keepIssue(place: Place, order: IssueOrder): Promise<KeptIssue> {
  refuseMistakes(order);
  const standing = await findIssue(place, order);
  if (standing === null) return order.state === 'closed' ? { how: 'not-needed' } : createIssue(place, order);
  if (standsAs(standing, order)) return kept(standing, 'as-before');
  return kept(await editIssue(place, standing.number, order), 'edited');
}

function refuseMistakes({ body, marker }: IssueOrder): void {
  if (body.length > LONGEST_BODY)
    throw new AppError('broken', `an issue of ${body.length} characters was to be written`, {
      expected: `at most ${LONGEST_BODY}`,
    });
  if (marker === '' || !body.startsWith(marker))
    throw new AppError('broken', 'an issue was to be written without its marker, so that it would not be found again');
}

/** Anyone can paste our marker; only who writes with this token wrote the one that is ours. The oldest one stands. */
async function findIssue({ octokit, at, name }: Place, { title, marker }: IssueOrder): Promise<Issue | null> {
  const creator = await readOwnLogin({ octokit });
  const found: Issue[] = [];
  const isOurs = (issue: Issue) =>
    issue.pull_request === undefined &&
    issue.user?.login === creator &&
    issue.title === title &&
    issue.body?.startsWith(marker) === true;
  await ask(`the issues of ${name}`, z.unknown(), async () => ({
    data: await octokit.paginate(
      'GET /repos/{owner}/{repo}/issues',
      { ...at, state: 'all', creator, sort: 'created', direction: 'asc', per_page: 100 },
      ({ data }, done) => {
        found.push(...z.array(Issue).parse(data).filter(isOurs));
        if (found.length > 0) done();
        return [];
      },
    ),
  }));
  return found[0] ?? null;
}

const Viewer = z.object({ viewer: z.object({ login: z.string() }) });

/** The login under which the token writes: a person's, or `github-actions[bot]` in a workflow. */
export async function readOwnLogin({ octokit }: Pick<Place, 'octokit'>): Promise<string> {
  const asked = 'whose token this is';
  const { viewer } = await ask(asked, Viewer, async () => ({
    data: await octokit.graphql('query { viewer { login } }').catch((error: unknown) => {
      throw nameRefusal(error, { asked, needs: '`issues: write`' });
    }),
  }));
  return viewer.login;
}

/** GitHub keeps line ends as they are sent, and takes blanks off the end. */
function standsAs({ title, body, state }: Issue, order: IssueOrder): boolean {
  return title === order.title && state === order.state && (body ?? '').trimEnd() === order.body.trimEnd();
}

async function createIssue({ octokit, at, name }: Place, { title, body }: IssueOrder): Promise<KeptIssue> {
  const made = await ask(`a new issue in ${name} (it needs \`issues: write\`)`, Issue, () =>
    octokit.request('POST /repos/{owner}/{repo}/issues', { ...at, title, body }),
  );
  return kept(made, 'created');
}

async function editIssue({ octokit, at, name }: Place, number: number, order: IssueOrder): Promise<Issue> {
  const { title, body, state } = order;
  return ask(`another text of issue ${name}#${number} (it needs \`issues: write\`)`, Issue, () =>
    octokit.request('PATCH /repos/{owner}/{repo}/issues/{issue_number}', {
      ...{ ...at, issue_number: number, title, body, state },
      ...(state === 'closed' ? { state_reason: 'completed' as const } : {}),
      // The same text a second time changes nothing.
      request: { repeatable: true },
    }),
  );
}

function kept({ number, html_url: url }: Issue, how: 'created' | 'edited' | 'as-before'): KeptIssue {
  return { how, number, url };
}
