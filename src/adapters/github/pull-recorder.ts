import { z } from 'zod';
import { CONFIG_PATH } from '../../config/config.ts';
import { AppError } from '../../kernel/app-error.ts';
import type { PullRecorder } from '../../ports/pull-recorder.ts';
import type { BaseRecording, PullRecording } from '../../routing/pull-recording.ts';
import type { Access } from './access.ts';
import { ask, askAll } from './ask.ts';
import { listLastClosed, RecordedPull } from './closed-pulls.ts';
import { inParallel } from './parallel.ts';
import { readDefaultBranch } from './pulls.ts';
import { openTokenAccess, openTokenHost, type TokenSettings } from './token-host.ts';

const PAGE = 100;
const SKILLS_FOLDER = '.github/conclave/skills';

/** Opens a repository for recording pull requests, with a token of a person or of a workflow; nothing is asked yet. */
export function openPullRecorder(settings: TokenSettings): PullRecorder {
  const host = openTokenHost(settings);
  const { access } = openTokenAccess(settings);
  return {
    // The host tells a pull request that is gone from a repository that may not be seen.
    record: async (number) =>
      (await host.readPull(number)) === null ? null : record(access, await readOne(access, number)),
    recordLast: async (count) => {
      const pulls = await listLastClosed(access, count);
      const recorded = new Map<number, PullRecording>();
      await inParallel(pulls, async (pull) => void recorded.set(pull.number, await record(access, pull)));
      return pulls.flatMap(({ number }) => recorded.get(number) ?? []);
    },
    hasTeam: async (team) => {
      const { kind } = await host.readTeam(team, []);
      return kind === 'unreadable' ? null : kind === 'read';
    },
    recordBase: async (named) => {
      const branch = named ?? (await readDefaultBranch(access));
      const commit = await readTip(access, branch);
      const [config, skills] = [await readConfig(host.files, commit), await listSkills(host.files, commit)];
      return { version: 1, repository: access.name, branch, commit, config, skills } satisfies BaseRecording;
    },
  };
}

type Files = ReturnType<typeof openTokenHost>['files'];

async function readConfig(files: Files, commit: string): Promise<string | null> {
  const reading = (await files.readFiles(commit, [CONFIG_PATH])).get(CONFIG_PATH) ?? { kind: 'absent' as const };
  if (reading.kind === 'text') return reading.text;
  if (reading.kind === 'absent') return null;
  const why = reading.kind === 'binary' ? 'it is binary' : reading.reason;
  throw new AppError('bad-config', `the configuration cannot be read: ${why}`, { where: CONFIG_PATH });
}

/** A skill is called like its folder. */
async function listSkills(files: Files, commit: string): Promise<string[]> {
  const paths = await files.listFiles(commit, SKILLS_FOLDER);
  return paths.flatMap((path) => (path.endsWith('/SKILL.md') ? [path.split('/').at(-2) ?? ''] : []));
}

async function readTip({ octokit, at, name }: Access, branch: string): Promise<string> {
  const { sha } = await ask(`the newest commit of ${branch} in ${name}`, z.object({ sha: z.string() }), () =>
    octokit.request('GET /repos/{owner}/{repo}/commits/{ref}', { ...at, ref: branch }),
  );
  return sha;
}

const Full = RecordedPull.extend({ changed_files: z.number() });

async function readOne({ octokit, at, name }: Access, number: number): Promise<z.infer<typeof Full>> {
  return ask(`pull request ${name}#${number}`, Full, () =>
    octokit.request('GET /repos/{owner}/{repo}/pulls/{pull_number}', { ...at, pull_number: number }),
  );
}

type Countable = RecordedPull & { readonly changed_files?: number };

async function record(access: Access, pull: Countable): Promise<PullRecording> {
  const files = await listFiles(access, pull.number);
  // A list that ends with a full page may have been cut there, as GitHub does after 3,000 files.
  const isCut = files.length > 0 && files.length % PAGE === 0;
  const count = pull.changed_files ?? (isCut ? (await readOne(access, pull.number)).changed_files : files.length);
  const missing = `GitHub lists ${files.length} of its ${count} files`;
  return {
    version: 1,
    repository: access.name,
    number: pull.number,
    title: pull.title,
    author: pull.author_association ?? null,
    base: pull.base.ref,
    labels: pull.labels.map(({ name }) => name),
    state: pull.merged_at === null ? pull.state : 'merged',
    closed_at: pull.closed_at,
    files: files.flatMap(fileOf),
    files_missing: files.length < count ? missing : null,
    adrs: null,
    evidence: null,
    history: null,
  };
}

const Listed = z.object({
  filename: z.string(),
  previous_filename: z.string().optional(),
  status: z.enum(['added', 'removed', 'modified', 'renamed', 'copied', 'changed', 'unchanged']),
  additions: z.number(),
  deletions: z.number(),
});
type Listed = z.infer<typeof Listed>;

async function listFiles({ octokit, at, name }: Access, number: number): Promise<readonly Listed[]> {
  return askAll(`the changed files of ${name}#${number}`, Listed, () =>
    octokit.paginate('GET /repos/{owner}/{repo}/pulls/{pull_number}/files', {
      ...at,
      pull_number: number,
      per_page: PAGE,
    }),
  );
}

const STATUSES = {
  added: 'added',
  copied: 'added',
  removed: 'deleted',
  renamed: 'renamed',
  modified: 'modified',
  changed: 'modified',
} as const;

function fileOf({ filename, previous_filename, status, additions, deletions }: Listed): PullRecording['files'] {
  if (status === 'unchanged') return [];
  const previous_path = status === 'renamed' ? (previous_filename ?? null) : null;
  return [{ path: filename, previous_path, status: STATUSES[status], lines: additions + deletions }];
}
