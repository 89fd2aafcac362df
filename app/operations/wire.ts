import { alertmanagerDesk } from '../../src/adapters/alertmanager/desk.ts';
import { hookOfSecret } from '../../src/adapters/installation/signal-sources/hook-repository.ts';
import { type KnownHook, readSourcesFile } from '../../src/adapters/installation/signal-sources/sources-file.ts';
import type { Database } from '../../src/adapters/postgres/database.ts';
import { openOpsBook } from '../../src/adapters/postgres/ops-book.ts';
import { patiently } from '../../src/adapters/postgres/patience.ts';
import { authorizationOf } from '../../src/adapters/web/service.ts';
import type { RepositoryRef } from '../../src/change/pull-request.ts';
import type { IssueAnswerPorts } from '../../src/flows/ops/answer-issue-comment.ts';
import type { OpsPorts } from '../../src/flows/ops/answer-ops.ts';
import type { LookPorts } from '../../src/flows/ops/look-at-state.ts';
import type { ObeyIncidentPorts } from '../../src/flows/ops/obey-incident.ts';
import { loadConfig } from '../../src/flows/review-ground.ts';
import { type PlaybookLibrary, readPlaybooks } from '../../src/ops/playbook/library.ts';
import type { AlertDesk } from '../../src/ports/alert-desk.ts';
import type { AppHost } from '../../src/ports/app-host.ts';
import type { Journal } from '../../src/ports/journal.ts';
import type { ProgramFiles } from '../../src/ports/program-files.ts';
import { openSourcesOf } from './sources.ts';

/** What operations of an app are opened with. */
export interface OperationsGround {
  /** The folder of this server, in which `ops-sources.yml` may stand. */
  readonly home: string;
  readonly database: Database;
  readonly host: AppHost;
  readonly program: ProgramFiles;
  readonly now: () => number;
}

/** Operations of every repository that this server watches. */
export interface Operations {
  /** The hook of a secret; null for a stranger. */
  hookOf(secret: string): KnownHook | null;
  /** Ids of repositories whose state was shown lately, watched or not. */
  shownStates(): Promise<readonly number[]>;
  /** Whether the installation gives a source to a repository. */
  watches(repository: RepositoryRef): boolean;
  /** What questions about operations are answered with. */
  questions(repository: RepositoryRef): OpsPorts;
  /** What looks, commands and alerts of a repository work with. */
  ports(repository: RepositoryRef, journal: Journal): LookPorts & ObeyIncidentPorts & IssueAnswerPorts;
  /** The Alertmanager at an address that a hook of the repository names; null where none does. */
  alertDesk(repository: RepositoryRef, address: string | null): AlertDesk | null;
}

/** Opens operations with what `ops-sources.yml` says; without that file nobody is watched and no hook has a secret. */
export function openOperations({ home, database, host, program, now }: OperationsGround): Operations {
  const { sources, hooks } = readSourcesFile(home) ?? { sources: [], hooks: [] };
  const book = patiently(openOpsBook(database));
  const playbooks = rememberPlaybooks(program);
  const questions = (repository: RepositoryRef): OpsPorts => ({
    readOps: () => readOps(repository, host),
    playbooks,
    book,
    openSources: () => openSourcesOf(repository, sources),
  });
  return {
    hookOf: (secret) => hookOfSecret(hooks, secret),
    shownStates: () => book.shownStates(),
    watches: (repository) => sources.some(({ repositories }) => repositories?.includes(nameOf(repository)) ?? false),
    questions,
    ports: (repository, journal) => {
      const operations = questions(repository);
      const readGround = async () => ({ repository, ops: await operations.readOps(), playbooks: await playbooks() });
      const desk = host.operations(repository);
      return { ...operations, operations, readGround, desk, book, journal, clock: { now } };
    },
    alertDesk: (repository, address) => {
      const place = hooks.find((hook) => hook.repository === nameOf(repository) && hook.alertmanager?.url === address);
      const known = place?.alertmanager ?? null;
      return known === null ? null : alertmanagerDesk({ url: known.url, authorization: authorizationOf(known) });
    },
  };
}

function nameOf({ owner, name }: RepositoryRef): string {
  return `${owner}/${name}`.toLowerCase();
}

/** The configuration of operations as the default branch has it. */
async function readOps(repository: RepositoryRef, host: AppHost) {
  const here = host.repository(repository);
  const branch = await here.defaultBranch();
  const { tip: commit } = await here.findBase(branch, branch);
  const { ops } = await loadConfig({ base: { repository: here.files, commit } });
  return ops;
}

/** They come with the program and never change while it runs. */
function rememberPlaybooks(program: ProgramFiles): () => Promise<PlaybookLibrary> {
  let known: Promise<PlaybookLibrary> | null = null;
  return () => {
    known ??= program
      .playbooks()
      .then((files) => readPlaybooks(files.map(({ path, text }) => ({ fileName: path, text }))));
    return known;
  };
}
