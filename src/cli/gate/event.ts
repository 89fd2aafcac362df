import { z } from 'zod';
import { AppError, messageOf } from '../../kernel/app-error.ts';
import type { MergeGroup } from '../../ports/guard-host.ts';

/** What an event is about. */
export type EventTarget = { readonly owner: string; readonly name: string } & (
  | { readonly kind: 'pull'; readonly number: number }
  | { readonly kind: 'group'; readonly group: MergeGroup }
);

const Named = z.object({ number: z.int().positive() });
const Listing = z.object({
  pull_requests: z.array(Named.extend({ base: z.object({ repo: z.object({ id: z.int() }) }) })),
});

const Event = z.object({
  repository: z.object({ id: z.int(), name: z.string().min(1), owner: z.object({ login: z.string().min(1) }) }),
  pull_request: Named.nullish(),
  issue: Named.extend({ pull_request: z.looseObject({}).nullish() }).nullish(),
  merge_group: z
    .object({ head_sha: z.string().min(1), head_ref: z.string().min(1), base_sha: z.string().min(1) })
    .nullish(),
  check_run: Listing.nullish(),
  check_suite: Listing.nullish(),
  workflow_run: Listing.nullish(),
});
type Event = z.infer<typeof Event>;

/** Finds what an event is about in its payload, as a webhook or a runner writes it; throws an AppError where it names no pull request. */
export function readEvent(text: string, file: string): EventTarget {
  const event = Event.safeParse(parseJson(text, file));
  if (!event.success) {
    throw noPullRequest(file, `${describe(event.error)}`);
  }
  const { repository, merge_group: group } = event.data;
  const at = { owner: repository.owner.login, name: repository.name };
  if (group) {
    return {
      ...at,
      kind: 'group',
      group: { headSha: group.head_sha, headRef: group.head_ref, baseSha: group.base_sha },
    };
  }
  const numbers = numbersIn(event.data);
  const [number] = numbers;
  if (number !== undefined && numbers.length === 1) return { ...at, kind: 'pull', number };
  if (numbers.length > 1) throw noPullRequest(file, `it names ${numbers.length} pull requests, not one`);
  throw noPullRequest(
    file,
    event.data.issue ? 'it is about an issue that is no pull request' : 'it names no pull request',
  );
}

/** The runs of a check list the pull requests of their head, also those in other repositories. */
function numbersIn({ repository, pull_request, issue, ...event }: Event): readonly number[] {
  if (pull_request) return [pull_request.number];
  if (issue) return issue.pull_request ? [issue.number] : [];
  const listed = [event.check_run, event.check_suite, event.workflow_run].flatMap((one) => one?.pull_requests ?? []);
  return [...new Set(listed.filter(({ base }) => base.repo.id === repository.id).map(({ number }) => number))];
}

function parseJson(text: string, file: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new AppError('bad-input', `the event is no JSON: ${messageOf(cause)}`, {
      where: file,
      expected: 'the payload of a webhook, as in the file that GITHUB_EVENT_PATH names',
      cause,
    });
  }
}

function describe({ issues }: z.ZodError): string {
  const [issue] = issues;
  const what = issue === undefined || issue.path.length === 0 ? 'it' : `"${issue.path.join('.')}" in it`;
  return `${what} is not what GitHub writes there`;
}

function noPullRequest(file: string, why: string): AppError {
  return new AppError('bad-input', `the event cannot be guarded, since ${why}`, {
    where: file,
    expected:
      'pull_request, pull_request_target, pull_request_review, issue_comment on a pull request, merge_group, or a check_run, check_suite or workflow_run of exactly one',
  });
}
