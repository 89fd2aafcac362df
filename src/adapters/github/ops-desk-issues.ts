import { z } from 'zod';
import { AppError, isAppError } from '../../kernel/app-error.ts';
import type { DeskIssue, DeskIssueEdit, DeskIssueOrder } from '../../ports/ops-desk.ts';
import { ask, askIfThere } from './ask.ts';
import type { DeskAccess } from './desk-access.ts';

/** Most characters of an issue's text, and of its title. */
const LONGEST = { body: 65_536, title: 256 } as const;

const Label = z.union([z.string(), z.object({ name: z.string() }).transform(({ name }) => name)]);

const Issue = z.object({
  number: z.number(),
  node_id: z.string(),
  html_url: z.string(),
  title: z.string(),
  body: z.string().nullish(),
  state: z.enum(['open', 'closed']),
  labels: z.array(Label),
  user: z.object({ login: z.string() }).nullable(),
  pull_request: z.unknown().optional(),
});
type Issue = z.infer<typeof Issue>;

/** The oldest issue of ours of a marker. Anyone can paste a marker; only who writes with this token wrote ours. */
export async function findDeskIssue(access: DeskAccess, marker: string): Promise<DeskIssue | null> {
  const [first] = await listOurs(access, { marker, state: 'all', isEnough: (found) => found.length > 0 });
  return first ?? null;
}

/** The open issues of ours of a marker, oldest first. */
export function listOpenDeskIssues(access: DeskAccess, marker: string): Promise<readonly DeskIssue[]> {
  return listOurs(access, { marker, state: 'open', isEnough: () => false });
}

interface Wanted {
  readonly marker: string;
  readonly state: 'open' | 'all';
  readonly isEnough: (found: readonly DeskIssue[]) => boolean;
}

async function listOurs(access: DeskAccess, { marker, state, isEnough }: Wanted): Promise<readonly DeskIssue[]> {
  const { octokit, at, name } = access;
  const creator = await access.login();
  const found: DeskIssue[] = [];
  await inIssues(access, () =>
    ask(`the issues of ${name}`, z.unknown(), async () => ({
      data: await octokit.paginate(
        'GET /repos/{owner}/{repo}/issues',
        { ...at, state, creator, sort: 'created', direction: 'asc', per_page: 100 },
        ({ data }, done) => {
          const issues = z.array(Issue).parse(data).filter(isIssue);
          found.push(...issues.map((issue) => deskIssue(issue, creator)).filter((one) => one.body.startsWith(marker)));
          if (isEnough(found)) done();
          return [];
        },
      ),
    })),
  );
  // One that is opened between two pages shifts another one onto both.
  return [...new Map(found.map((issue) => [issue.number, issue])).values()].filter(({ isOurs }) => isOurs);
}

function isIssue({ pull_request: pull }: Issue): boolean {
  return pull === undefined;
}

/** Reads an issue; null when there is none of that number. */
export async function readDeskIssue(access: DeskAccess, number: number): Promise<DeskIssue | null> {
  const found = await readNumber(access, number);
  return found === null || !isIssue(found) ? null : deskIssue(found, await access.login());
}

/** Whether a number is that of a pull request; to GitHub each of them is an issue too. */
export async function isDeskPull(access: DeskAccess, number: number): Promise<boolean> {
  const found = await readNumber(access, number);
  return found !== null && !isIssue(found);
}

function readNumber({ octokit, at, name }: DeskAccess, number: number): Promise<Issue | null> {
  return askIfThere(`issue ${name}#${number}`, Issue, () =>
    octokit.request('GET /repos/{owner}/{repo}/issues/{issue_number}', { ...at, issue_number: number }),
  );
}

/** Opens an issue. */
export async function openDeskIssue(access: DeskAccess, order: DeskIssueOrder): Promise<DeskIssue> {
  const { octokit, at, name } = access;
  const { title, body, marker, labels } = order;
  refuseMistakes(order);
  if (marker === '' || !body.startsWith(marker))
    throw new AppError('broken', 'an issue was to be opened without its marker, so that it would not be found again');
  const made = await inIssues(access, () =>
    ask(`a new issue in ${name} (it needs \`issues: write\`)`, Issue, () =>
      octokit.request('POST /repos/{owner}/{repo}/issues', { ...at, title, body, labels: [...labels] }),
    ),
  );
  return deskIssue(made, await access.login());
}

/** Writes an issue over. */
export async function editDeskIssue(access: DeskAccess, number: number, edit: DeskIssueEdit): Promise<DeskIssue> {
  const { octokit, at, name } = access;
  refuseMistakes(edit);
  const { title, body, state, labels } = edit;
  const changed = await ask(`another text of issue ${name}#${number} (it needs \`issues: write\`)`, Issue, () =>
    octokit.request('PATCH /repos/{owner}/{repo}/issues/{issue_number}', {
      ...{ ...at, issue_number: number },
      ...(title !== undefined && { title }),
      ...(body !== undefined && { body }),
      ...(state !== undefined && { state, state_reason: state === 'closed' ? 'completed' : 'reopened' }),
      ...(labels !== undefined && { labels: [...labels] }),
      // The same text a second time changes nothing.
      request: { repeatable: true },
    }),
  );
  return deskIssue(changed, await access.login());
}

function refuseMistakes({ body = '', title = '' }: Pick<DeskIssueEdit, 'body' | 'title'>): void {
  for (const [what, length, most] of [
    ['a text', body.length, LONGEST.body],
    ['a title', title.length, LONGEST.title],
  ] as const) {
    if (length <= most) continue;
    throw new AppError('broken', `${what} of ${length} characters was to be written on an issue`, {
      expected: `at most ${most}`,
    });
  }
}

/** GitHub answers 410 where a repository has no issues. */
async function inIssues<T>({ name }: DeskAccess, act: () => Promise<T>): Promise<T> {
  try {
    return await act();
  } catch (error) {
    if (!isAppError(error) || error.facts.absent !== true || !/answered 410\b/.test(error.message)) throw error;
    throw new AppError('outside-failed', `issues are switched off in ${name}`, {
      expected: 'a repository with issues, in which the state and incidents of operations are told',
      advice: `Switch issues on in the settings of ${name}.`,
      passing: false,
      absent: true,
      cause: error,
    });
  }
}

function deskIssue(issue: Issue, login: string): DeskIssue {
  const { number, node_id: nodeId, html_url: url, title, body, state, labels, user } = issue;
  return { number, nodeId, url, title, body: body ?? '', state, labels, isOurs: user?.login === login };
}
