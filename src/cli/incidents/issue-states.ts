import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { AppError, messageOf } from '../../kernel/app-error.ts';
import { codeOf, wordFileFailure } from '../../kernel/file-failure.ts';
import type { IssueState } from '../../ops/incident/lint/finding.ts';
import type { Terminal } from '../terminal.ts';
import { type IncidentsOptions, parseRepository } from './options.ts';
import { findHome, type IssueDesk, openIssueDesk } from './wire.ts';

/** How issues stand, by number, and what a person should know of how that was read. */
export interface IssueStates {
  readonly issues: ReadonlyMap<number, IssueState>;
  readonly notes: readonly string[];
}

const NONE: ReadonlyMap<number, IssueState> = new Map();
/** Issues that are asked about in one run. */
const MOST_ISSUES = 200;
const AT_ONCE = 8;

/** Reads how the issues of follow-ups stand: from the file that is named, or from GitHub where there is a token. */
export async function readIssueStates(
  numbers: readonly number[],
  { options, root }: { readonly options: IncidentsOptions; readonly root: string },
  environment: Terminal['environment'],
): Promise<IssueStates> {
  if (options.issues !== null) return { issues: await readFileStates(options.issues), notes: [] };
  const wanted = [...new Set(numbers)].sort((left, right) => left - right);
  if (wanted.length === 0) return { issues: NONE, notes: [] };
  const token = (environment.GITHUB_TOKEN ?? '').trim() || (environment.GH_TOKEN ?? '').trim();
  if (token === '') return { issues: NONE, notes: [withoutToken(options)] };
  const repository = options.repository ?? (await repositoryOf(root, environment));
  if (repository === null) return { issues: NONE, notes: [WITHOUT_REPOSITORY] };
  return askStates(wanted, openIssueDesk(repository, token, environment));
}

const WITHOUT_REPOSITORY =
  'how the issues of follow-ups stand was not asked: no repository is known; name it with --repo owner/name';

/** Who names a repository wants it asked. */
function withoutToken({ repository }: IncidentsOptions): string {
  if (repository === null) {
    return 'how the issues of follow-ups stand was not asked: there is no token, and no file of --issues';
  }
  throw new AppError('bad-input', 'there is no token for GitHub', {
    where: 'GITHUB_TOKEN',
    expected: 'a token that may read issues, in GITHUB_TOKEN or GH_TOKEN',
    advice: 'Without one, name a file with --issues.',
  });
}

async function repositoryOf(root: string, environment: Terminal['environment']) {
  const named = environment.GITHUB_REPOSITORY?.trim() ?? '';
  return named === '' ? findHome(root, environment) : parseRepository(named, 'GITHUB_REPOSITORY');
}

async function askStates(numbers: readonly number[], desk: IssueDesk): Promise<IssueStates> {
  const states = new Map<number, IssueState>();
  const unreadable: number[] = [];
  const asked = numbers.slice(0, MOST_ISSUES);
  for (let start = 0; start < asked.length; start += AT_ONCE) {
    const some = asked.slice(start, start + AT_ONCE);
    const standings = await Promise.all(some.map((number) => desk.readIssue(number)));
    for (const [index, { state }] of standings.entries()) {
      const number = some[index] ?? 0;
      if (state === 'unreadable') unreadable.push(number);
      else states.set(number, state);
    }
  }
  const left = numbers.length - asked.length;
  return {
    issues: states,
    notes: [
      ...(unreadable.length === 0 ? [] : [`not to be read with this token: ${tell(unreadable)}`]),
      ...(left > 0 ? [`${left} more issues were not asked about`] : []),
    ],
  };
}

function tell(numbers: readonly number[]): string {
  return numbers.map((number) => `#${number}`).join(', ');
}

const State = z.string().transform((word) => word.toLowerCase());
const Listed = z.object({ number: z.int().min(1), state: State, stateReason: z.string().nullish() });
const ByNumber = z.record(z.string().regex(/^\d{1,9}$/), State);

/** `{"755": "open"}`, or the list of `gh issue list --state all --json number,state,stateReason`. */
async function readFileStates(path: string): Promise<ReadonlyMap<number, IssueState>> {
  const json = await readJson(path);
  const listed = z.array(Listed).safeParse(json);
  if (listed.success) {
    return new Map(
      listed.data.map(({ number, state, stateReason: reason }) => {
        const word = /^not.planned$/i.test(reason ?? '') && state === 'closed' ? 'dropped' : state;
        return [number, stateOf(word, number, path)];
      }),
    );
  }
  const named = ByNumber.safeParse(json);
  if (!named.success) throw wrongForm('it is neither of the two forms', path);
  return new Map(
    Object.entries(named.data).map(([number, word]) => [Number(number), stateOf(word, Number(number), path)]),
  );
}

function stateOf(word: string, number: number, path: string): IssueState {
  const state = z.enum(['open', 'closed', 'dropped', 'absent']).safeParse(word);
  if (state.success) return state.data;
  throw wrongForm(`the state ${JSON.stringify(word)} of issue #${number} is not known`, path);
}

async function readJson(path: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(path, 'utf8'));
  } catch (cause) {
    if (cause instanceof SyntaxError) throw wrongForm(`it is no JSON: ${messageOf(cause)}`, path);
    throw wrongForm(codeOf(cause) === 'ENOENT' ? 'there is no such file' : wordFileFailure(cause), path);
  }
}

function wrongForm(why: string, path: string): AppError {
  return new AppError('bad-input', `the states of issues cannot be read: ${why}`, {
    where: path,
    expected: '{"755": "open", "756": "closed"}, with open, closed, dropped or absent; or a list of { number, state }',
    advice: 'gh issue list --state all --json number,state,stateReason > issues.json',
  });
}
