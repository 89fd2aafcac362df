import { resolve } from 'node:path';
import { openOpsHost } from '../../adapters/github/ops-host.ts';
import { readGithubAddress } from '../../adapters/installation/installation.ts';
import { readEnvironmentSources } from '../../adapters/installation/signal-sources/environment-sources.ts';
import {
  openSignalSources,
  type ServiceSource,
  type SourceOpeners,
} from '../../adapters/installation/signal-sources/open-sources.ts';
import { textOf } from '../../adapters/installation/variable.ts';
import { openMlflowRuns } from '../../adapters/mlflow/runs.ts';
import { openMlflow } from '../../adapters/mlflow/source.ts';
import { openSignalDatabase } from '../../adapters/postgres/signals/source.ts';
import { openPrometheus } from '../../adapters/prometheus/source.ts';
import { openJsonFile } from '../../adapters/signal-files/json-file.ts';
import { openLogFile } from '../../adapters/signal-files/log-file.ts';
import { authorizationOf, openWeb } from '../../adapters/web/service.ts';
import type { IncidentPorts } from '../../flows/ops/incident-ground.ts';
import type { RunSources } from '../../ports/run-source.ts';
import type { SignalSources } from '../../ports/signal-source.ts';
import type { WebService } from '../../ports/web.ts';
import type { Terminal } from '../terminal.ts';

export { openRepository } from '../../adapters/git/repository.ts';
export { openProgram } from '../wire.ts';

/** The sources that the environment of this run knows; a relative path means the terminal's folder. */
export function openSources({
  environment,
  folder,
}: Pick<Terminal, 'environment' | 'folder'>): SignalSources & RunSources {
  const known = readEnvironmentSources(environment).map((source) => ({
    ...source,
    path: source.path === null ? null : resolve(folder, source.path),
  }));
  return openSignalSources({ known, repository: null, openers: OPENERS });
}

/** Opens the sources, lends them, and closes them. */
export async function withSources<T>(
  terminal: Pick<Terminal, 'environment' | 'folder'>,
  work: (sources: SignalSources & RunSources) => Promise<T>,
): Promise<T> {
  const sources = openSources(terminal);
  try {
    return await work(sources);
  } finally {
    await sources.close();
  }
}

/** A repository on GitHub, and the token with which its issues are written. */
export interface IssuePlace {
  readonly owner: string;
  readonly name: string;
  readonly token: string;
}

/** Joins publishing a state with GitHub; what is remembered of it stands in the issues themselves. */
export function wireStatusIssue(place: IssuePlace, environment: Terminal['environment']): IncidentPorts {
  // Actions names the pages by another variable than an installation of ours does.
  const GITHUB_URL = textOf(environment, 'GITHUB_URL') ?? environment.GITHUB_SERVER_URL;
  const { apiUrl } = readGithubAddress({ ...environment, GITHUB_URL });
  return { ...openOpsHost({ ...place, apiUrl }), journal: { step: (_name, effect) => effect() } };
}

const OPENERS: SourceOpeners = {
  prometheus: (source) => openPrometheus(webOf(source)),
  postgres: ({ name, url }) => openSignalDatabase({ name, url }),
  mlflow: (source) => openMlflow(webOf(source)),
  json: ({ name, path }) => openJsonFile({ name, path }),
  logs: ({ name, path }) => openLogFile({ name, path }),
  runs: (source) => openMlflowRuns(webOf(source)),
};

function webOf(source: ServiceSource): WebService {
  return openWeb({ name: source.name, baseUrl: source.url, authorization: authorizationOf(source) });
}
