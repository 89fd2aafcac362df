import { readdirSync, readFileSync } from 'node:fs';
import { expect } from 'vitest';
import { accessTo } from '../../../src/adapters/github/access.ts';
import { openOctokit } from '../../../src/adapters/github/clients.ts';
import { openOpsDesk } from '../../../src/adapters/github/ops-desk.ts';
import { openIssueBook } from '../../../src/adapters/github/ops-issue-book.ts';
import type { RepositoryRef } from '../../../src/change/pull-request.ts';
import { ConfigFile } from '../../../src/config/config.ts';
import type { OpsConfig } from '../../../src/config/ops-config.ts';
import type { IncidentGround, IncidentPorts } from '../../../src/flows/ops/incident-ground.ts';
import type { JudgedState } from '../../../src/flows/ops/publish-state.ts';
import { type PlaybookLibrary, readPlaybooks } from '../../../src/ops/playbook/library.ts';
import { readStateInput } from '../../../src/ops/state/input.ts';
import { judgeState } from '../../../src/ops/state/judge-state.ts';
import type { Stage } from '../../adapters/github/fake-host.ts';
import type { Issue } from '../../fakes/github/issues.ts';
import type { Permissions } from '../../fakes/github/world.ts';
import type { WEEK } from '../../fixtures/ops-week.ts';
import { openRecordingJournal } from '../recording-journal.ts';

/** What a configuration says of operations. */
export function opsOf(ops: object = {}): OpsConfig {
  return ConfigFile.parse({ version: 1, ops }).ops;
}

let own: PlaybookLibrary | null = null;

/** The playbooks that come with the program. */
export function ownPlaybooks(): PlaybookLibrary {
  own ??= readOwnPlaybooks();
  return own;
}

function readOwnPlaybooks(): PlaybookLibrary {
  const folder = new URL('../../../catalog/playbooks/', import.meta.url);
  return readPlaybooks(
    readdirSync(folder)
      .filter((name) => name.endsWith('.yaml'))
      .map((name) => ({ fileName: `catalog/playbooks/${name}`, text: readFileSync(new URL(name, folder), 'utf8') })),
  );
}

/** What a workflow is given so that it may do everything. */
export const EVERYTHING: Permissions = { issues: 'write', contents: 'write', pull_requests: 'write' };

/** One run of a program: a desk and a book over the fake GitHub, and a journal of its own. */
export function portsOf({ github, repository }: Stage, permissions: Permissions = EVERYTHING): IncidentPorts {
  const token = github.plainToken({ repositories: [repository], permissions });
  const octokit = openOctokit({ apiUrl: github.url, pacing: 'none' }, { id: 'desk', by: 'token', auth: token });
  const login = async () => 'github-actions[bot]';
  const desk = openOpsDesk({ ...accessTo(refOf({ repository }), octokit), login });
  return { desk, book: openIssueBook(desk), journal: openRecordingJournal() };
}

/** The repository of a stage as flows know it. */
export function refOf({ repository }: Pick<Stage, 'repository'>): RepositoryRef {
  return { id: repository.id, owner: repository.owner.login, name: repository.name, installation: 0 };
}

/** With what incidents of a stage are drawn and judged. */
export function incidentGroundOf(stage: Stage, ops: object = {}): IncidentGround {
  return { repository: refOf(stage), ops: opsOf(ops), playbooks: ownPlaybooks() };
}

/** One hour of the scripted week, judged. */
export function judgedHour(stage: Stage, { at, input }: (typeof WEEK)[number], ops: OpsConfig): JudgedState {
  const facts = readStateInput(JSON.parse(JSON.stringify(input)), 'week.json');
  const context = { asOf: at, coreGroups: ops.core_groups, signalFindings: [], floor: ops.signal_floor };
  const verdict = judgeState(facts, ops.thresholds, context);
  return { repository: refOf(stage), ops, playbooks: ownPlaybooks(), verdict, facts };
}

/** The issues of ours whose title begins so. */
export function issuesLike({ github, repository }: Stage, beginning: string): readonly Issue[] {
  return github.issues(repository).filter(({ title }) => title.startsWith(beginning));
}

/** The only issue of ours whose title begins so. */
export function issueLike(stage: Stage, beginning: string): Issue {
  const found = issuesLike(stage, beginning);
  expect(found.map(({ title }) => title)).toHaveLength(1);
  return found[0] ?? expect.unreachable(`no issue ${beginning}`);
}
