import { z } from 'zod';
import type { Change, ChangedFile } from '../../src/change/change.ts';
import type { Account } from '../../src/change/pull-request.ts';
import type { TextReading } from '../../src/change/text.ts';
import { parseUnifiedDiff } from '../../src/change/unified-diff.ts';
import { CONFIG_PATH, type ConclaveConfig, parseConfig } from '../../src/config/config.ts';
import { botBypass, type CommitAccounts, KILL_SWITCH, killSwitchBypass } from '../../src/gates/bypass.ts';
import { reportBypassed, reportGates, reportMisconfigured } from '../../src/gates/conclude-gates.ts';
import type { GuardedFiles, GuardedPull } from '../../src/gates/guarded-pull.ts';
import { judgeGates } from '../../src/gates/judge-gates.ts';
import { type Denial, weighLabel, weighLabelAlone } from '../../src/gates/label-waiver.ts';
import type { GuardReport } from '../../src/gates/report.ts';
import { failuresOf, waiveGates } from '../../src/gates/waive-gates.ts';
import { wantedFolders, wantedTexts } from '../../src/gates/wanted.ts';
import { isAppError } from '../../src/kernel/app-error.ts';
import { type Complaint, complaintOf } from '../../src/kernel/complaint.ts';

const Answer = z.enum(['pass', 'fail', 'exempt', 'waived', 'off', 'action_required']);
const Place = z.object({ path: z.string(), line: z.int() });

/** A case of the shared form; fields that are not known here are passed over. */
export const GuardCase = z.object({
  id: z.string(),
  why: z.string(),
  config: z.record(z.string(), z.unknown()).nullable(),
  pr: z.object({
    title: z.string(),
    body: z.string().nullable(),
    head_ref: z.string(),
    author: z.object({ login: z.string(), type: z.string(), app_slug: z.string().optional() }),
    labels: z.array(z.object({ name: z.string(), added_by: z.string().optional() })).default([]),
    fork: z.boolean().default(false),
    approved: z.boolean().default(false),
    commits: z.array(z.object({ author: z.string().nullable(), committer: z.string().nullish() })).optional(),
  }),
  files: z.array(
    z.object({
      path: z.string(),
      status: z.enum(['added', 'modified', 'deleted', 'removed', 'renamed', 'changed', 'copied']),
      previous_path: z.string().nullish(),
      patch: z.string().nullish(),
    }),
  ),
  base_tree: z.array(z.string()),
  head_tree: z.array(z.string()),
  head_files: z.record(z.string(), z.string().nullable()).default({}),
  variables: z.record(z.string(), z.string()).default({}),
  maintainers: z.int().default(1),
  expect: z
    .object({
      conclusion: z.string(),
      lines: z.partialRecord(z.enum(['G1', 'G2', 'G3', 'G4', 'G5']), z.array(Place)).optional(),
    })
    .catchall(Answer),
});
export type GuardCase = z.infer<typeof GuardCase>;

const HEAD = 'a1b2c3d4e5f60718293a4b5c6d7e8f9001122334';

/** Guards the pull request of a case by the same functions, in the same order, as the flow does. */
export function guardCase(given: GuardCase): GuardReport {
  const value = given.variables[KILL_SWITCH];
  const reading = value === undefined ? ({ kind: 'unset' } as const) : ({ kind: 'set', value, since: null } as const);
  const { bypass, notes } = killSwitchBypass(reading);
  if (bypass !== null) return reportBypassed(bypass, notes);
  const configured = readConfig(given);
  if (configured.kind === 'broken') return reportMisconfigured(configured.complaint, notes);
  const { config } = configured;
  const bot = botBypass(accountOf(given), commitsOf(given), config);
  if (bot !== null) return reportBypassed(bot, notes);
  const judged = judgeGates(pullOf(given), filesOf(given, config), config);
  const label = weighLabelOf(given, judged, config);
  const waived = waiveGates(judged, label.waiver === null ? [] : [label.waiver], HEAD);
  return reportGates(waived.judged, { waivers: waived.waivers, notes: [...notes, ...label.notes, ...waived.notes] });
}

type Configured =
  | { readonly kind: 'read'; readonly config: ConclaveConfig }
  | { readonly kind: 'broken'; readonly complaint: Complaint };

function readConfig({ config }: GuardCase): Configured {
  try {
    return { kind: 'read', config: parseConfig(config === null ? null : JSON.stringify(config, null, 2), CONFIG_PATH) };
  } catch (error) {
    if (!isAppError(error)) throw error;
    return { kind: 'broken', complaint: complaintOf(error) };
  }
}

/** An author without the slug of an app is no app. */
function accountOf({ pr }: GuardCase): Account {
  const { login, type, app_slug: slug } = pr.author;
  return { login, kind: type === 'Bot' && slug !== undefined ? 'bot' : 'person' };
}

/** Without commits every one is the author's. */
function commitsOf({ pr }: GuardCase): readonly CommitAccounts[] {
  const { login } = pr.author;
  const commits = pr.commits ?? [{ author: login, committer: login }];
  return commits.map(({ author, committer }, index) => ({ sha: `${index}`, author, committer: committer ?? author }));
}

function pullOf({ pr }: GuardCase): GuardedPull {
  return {
    title: pr.title,
    body: pr.body ?? '',
    headBranch: pr.head_ref,
    home: { host: 'github.com', owner: 'acme', name: 'quant' },
    fork: pr.fork,
    headApproved: pr.approved,
  };
}

/** The files as far as the gates ask for them. */
function filesOf(given: GuardCase, config: ConclaveConfig): GuardedFiles {
  const wanted = wantedFolders(config);
  const listed = {
    change: changeOf(given),
    base: below(given.base_tree, wanted.baseFolders),
    head: below(given.head_tree, wanted.headFolders),
  };
  const texts = new Map<string, TextReading>();
  for (const path of wantedTexts(pullOf(given), listed, config)) {
    const text = given.head_files[path];
    if (typeof text === 'string') texts.set(path, { kind: 'text', text });
  }
  return { ...listed, texts };
}

function below(paths: readonly string[], folders: readonly string[]): ReadonlySet<string> {
  return new Set(paths.filter((path) => folders.some((folder) => folder === '' || path.startsWith(`${folder}/`))));
}

function changeOf({ files, head_files: texts }: GuardCase): Change {
  return { name: 'case', base: 'base', head: HEAD, files: files.map((file) => changedFile(file, texts)) };
}

function changedFile(file: GuardCase['files'][number], texts: GuardCase['head_files']): ChangedFile {
  const { path, previous_path: previous = null } = file;
  const status = STATUSES[file.status];
  const header = `--- ${status === 'added' ? '/dev/null' : 'a/x'}\n+++ ${status === 'deleted' ? '/dev/null' : 'b/x'}\n`;
  const [read] = !file.patch ? [] : parseUnifiedDiff(`${header}${file.patch}\n`, path);
  return {
    path,
    previousPath: previous,
    status,
    binary: false,
    before: null,
    after: status === 'deleted' ? null : (texts[path] ?? null),
    hunks: read?.hunks ?? [],
    unreadable: null,
  };
}

const STATUSES = {
  added: 'added',
  copied: 'added',
  modified: 'modified',
  changed: 'modified',
  deleted: 'deleted',
  removed: 'deleted',
  renamed: 'renamed',
} as const;

/** The label was set now, by another maintainer or by the author, who may if nobody else is one. */
function weighLabelOf(given: GuardCase, judged: GuardReport['gates'], config: ConclaveConfig) {
  const { pr, maintainers } = given;
  const label = pr.labels.find(({ name }) => name.toLowerCase() === config.waiver.label.toLowerCase());
  const body = pr.body ?? '';
  if (label === undefined) return weighLabelAlone(body, config);
  const by = label.added_by ?? pr.author.login;
  const denial: Denial | null = by === pr.author.login && maintainers > 1 ? 'own' : null;
  const failures = failuresOf(judged);
  const moment = { title: pr.title, body, head: HEAD };
  const labelling = { id: '1', by, at: '2026-05-12T10:00:00Z', moment };
  return weighLabel({ labelling, body, denial, failures, present: failures }, config);
}
