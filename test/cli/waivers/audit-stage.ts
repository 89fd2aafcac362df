import { runProgram } from '../../../src/cli/program.ts';
import { WaiverAudit } from '../../../src/gates/audit/waiver-audit.ts';
import { renderHiddenMark, renderShownMark } from '../../../src/gates/guard-mark.ts';
import type { GuardReport } from '../../../src/gates/report.ts';
import { type FakeGitHub, startGitHub } from '../../fakes/github/github.ts';
import type { Pull, Repository } from '../../fakes/github/world.ts';
import { openTestTerminal } from '../../fixtures/test-terminal.ts';
import type { Ending } from '../running.ts';

/** A GitHub whose clock a test sets, with one private repository, and the audit of its waivers. */
export interface AuditStage extends AsyncDisposable {
  readonly github: FakeGitHub;
  readonly repository: Repository;
  /** With the permissions of the stage. */
  readonly token: string;
  /** From now on it is this time there. */
  at(time: string): void;
  /** Opens a pull request on a branch of its own. */
  open(order: PullStory): Pull;
  /** A check of ours on its head, as the app writes it. */
  check(pull: Pull, conclusion: string, report?: Partial<GuardReport>): void;
  /** The check of a job of a workflow on its head, with the remarks that its step wrote. */
  job(pull: Pull, conclusion: string, report?: Partial<GuardReport>): void;
  merge(pull: Pull): void;
  audit(argv?: readonly string[], environment?: Readonly<Record<string, string | undefined>>): Promise<Ending>;
}

/** A pull request to open. */
export interface PullStory {
  readonly title?: string;
  readonly body?: string;
  readonly author?: string;
}

/** What a token needs for all of it. */
export const ALL = {
  contents: 'read',
  pull_requests: 'read',
  issues: 'write',
  checks: 'read',
  actions_variables: 'read',
} as const;

/** A body with a section on the waiver that lacks nothing. */
export const GOOD_BODY = `Closes #1

## Guardrails waiver
G3: the plan is written after the incident, see #2.`;

const ACTIONS = { id: 15_368, slug: 'github-actions', name: 'GitHub Actions', clientId: 'Iv1.actions' };

/** Starts the stage on the first of May 2026, with issue #1 that pull requests close and issue #2 that follows up. */
export async function openAuditStage(
  permissions: Partial<Record<string, 'read' | 'write'>> = ALL,
): Promise<AuditStage> {
  let now = '2026-05-01T08:00:00Z';
  const github = await startGitHub({ now: () => new Date(now) });
  const repository = github.addRepository({ owner: 'acme', name: 'quant', private: true, files: { 'a.py': 'a\n' } });
  github.openIssue(repository, { title: 'Too slow' });
  github.openIssue(repository, { title: 'Write the plan' });
  const granted = Object.fromEntries(
    Object.entries(permissions).flatMap(([name, level]) => (level === undefined ? [] : [[name, level]])),
  );
  const token = github.plainToken({ repositories: [repository], permissions: granted });
  let count = 10;
  const writeCheck = (pull: Pull, name: string, app: typeof ACTIONS, writing: object) =>
    github.addForeignCheck(repository, { name, sha: pull.headSha, app, status: 'completed', ...writing });
  return {
    github,
    repository,
    token,
    at: (time) => {
      now = time;
    },
    open: ({ title = 'feat: add momentum', body = 'Closes #1', author = 'ada' }) => {
      count += 1;
      return github.openPull(repository, {
        ...{ title, body, author, number: count, head: `branch-${count}` },
        changes: { [`${count}.py`]: `${count}\n` },
      });
    },
    check: (pull, conclusion, report = {}) => {
      const summary = `What the gates say.\n\n${renderHiddenMark(reportOf(report))}`;
      writeCheck(pull, 'conclave/guardrails', github.app, { conclusion, output: { title: 'Guardrails', summary } });
    },
    job: (pull, conclusion, report) => {
      const message = report === undefined ? null : `Told.\n${renderShownMark(reportOf(report))}`;
      const annotations = message === null ? [] : [annotation(message)];
      writeCheck(pull, 'guardrails', ACTIONS, {
        conclusion,
        output: { title: 'guardrails', summary: '', annotations },
      });
    },
    merge: (pull) => github.closePull(pull, { merged: true }),
    audit: async (argv = ['--since', '2026-05-01'], environment = {}) => {
      const terminal = openTestTerminal({
        folder: import.meta.dirname,
        columns: 100,
        environment: {
          GITHUB_TOKEN: token,
          GITHUB_REPOSITORY: 'acme/quant',
          GITHUB_API_URL: github.url,
          ...environment,
        },
      });
      const exitCode = await runProgram(['waivers', 'audit', ...argv], { ...terminal, now: () => Date.parse(now) });
      return { exitCode, ...terminal.written() };
    },
    [Symbol.asyncDispose]: () => github.stop(),
  };
}

/** A pull request that was merged with a label and a neutral check. */
export function mergeWaived(stage: AuditStage, body = GOOD_BODY): Pull {
  const pull = stage.open({ body });
  stage.github.addLabel(pull, 'guardrails-waiver', 'bob');
  stage.check(pull, 'neutral');
  stage.merge(pull);
  return pull;
}

/** The audit as its JSON tells it; fails where there is none. */
export async function readAudit(stage: AuditStage, argv: readonly string[] = []): Promise<WaiverAudit> {
  const { output, errors } = await stage.audit(['--since', '2026-05-01', '--json', ...argv]);
  if (output === '') throw new Error(errors);
  return WaiverAudit.parse(JSON.parse(output));
}

/** What an audit points out: kind, pull requests and words. */
export function pointedOut({ findings }: WaiverAudit): readonly string[] {
  return findings.map(({ kind, pulls, text }) => `${kind} ${pulls.join(' ')}: ${text}`);
}

/** A report of which all gates passed, but for what is given. */
function reportOf(report: Partial<GuardReport>): GuardReport {
  const gates = (['G1', 'G2', 'G3', 'G4', 'G5'] as const).map((id) => ({ id, answer: 'pass' as const, reasons: [] }));
  return { gates, conclusion: 'success', notes: [], bypass: null, waivers: [], ...report };
}

function annotation(message: string) {
  return { path: '.github', start_line: 1, end_line: 1, annotation_level: 'warning', title: 'Guardrails', message };
}
