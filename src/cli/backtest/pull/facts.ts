import { readdir, readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import type { Bundle } from '../../../backtest/bundle/bundle.ts';
import type { PullFacts } from '../../../flows/backtest/described-pull.ts';
import { compareText } from '../../../kernel/compare-text.ts';
import { hashBytes, hashText } from '../../../kernel/hash.ts';
import type { Terminal } from '../../terminal.ts';
import type { PullOptions } from './options.ts';

/** What the runner says of the job, and the hash of the action that it runs; all is null outside of Actions. */
export async function readPullFacts(
  { pull, nonce }: Pick<PullOptions, 'pull' | 'nonce'>,
  { environment }: Pick<Terminal, 'environment'>,
): Promise<PullFacts> {
  if (environment.GITHUB_ACTIONS !== 'true') {
    return { pull, nonce, repository: null, event: null, run: null, workflow: null, action: null };
  }
  return {
    pull,
    nonce,
    repository: environment.GITHUB_REPOSITORY || null,
    event: environment.GITHUB_EVENT_NAME || null,
    run: runOf(environment),
    workflow: workflowOf(environment),
    action: await actionOf(environment),
  };
}

type Environment = Terminal['environment'];

function runOf({ GITHUB_RUN_ID: id = '', GITHUB_RUN_ATTEMPT: attempt = '' }: Environment): Bundle['run'] {
  return /^\d+$/.test(id) ? { id, attempt: /^[1-9]\d*$/.test(attempt) ? Number(attempt) : 1 } : null;
}

/** `acme/quant/.github/workflows/backtest.yml@refs/pull/7/merge`, and the commit in which that file stands. */
function workflowOf({ GITHUB_WORKFLOW_REF = '', GITHUB_WORKFLOW_SHA = '' }: Environment): PullFacts['workflow'] {
  const [, path, ref] = /^[^/@]+\/[^/@]+\/([^@]+)@(.+)$/.exec(GITHUB_WORKFLOW_REF) ?? [];
  return path === undefined || ref === undefined ? null : { path, ref, commit: GITHUB_WORKFLOW_SHA };
}

async function actionOf(environment: Environment): Promise<Bundle['action']> {
  const { CONCLAVE_ACTION_ROOT: root = '', CONCLAVE_ACTION_REF: ref = '' } = environment;
  return root === '' ? null : { ref: ref === '' ? 'unknown' : ref, sha256: await hashAction(root) };
}

/** What of a release makes up the action: its own files and the whole program. */
const PARTS = ['actions/backtest/action.yml', 'actions/start.sh'];
const PROGRAM = 'dist';

/** SHA-256 over the lines of `SHA256SUMS` that name the action and its program. */
export async function hashAction(root: string): Promise<string> {
  const program = await readdir(join(root, PROGRAM), { recursive: true, withFileTypes: true });
  const files = program.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const paths = [...PARTS, ...files.map((path) => relative(root, path).replaceAll('\\', '/'))].sort(compareText);
  const lines: string[] = [];
  for (const path of paths) lines.push(`${hashBytes(await readFile(join(root, path)))}  ${path}\n`);
  return hashText(lines.join(''));
}
