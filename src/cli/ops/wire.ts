import { resolve } from 'node:path';
import { readEnvironmentSources } from '../../adapters/installation/signal-sources/environment-sources.ts';
import {
  openSignalSources,
  type ServiceSource,
  type SourceOpeners,
} from '../../adapters/installation/signal-sources/open-sources.ts';
import { openMlflowRuns } from '../../adapters/mlflow/runs.ts';
import { openMlflow } from '../../adapters/mlflow/source.ts';
import { openSignalDatabase } from '../../adapters/postgres/signals/source.ts';
import { openPrometheus } from '../../adapters/prometheus/source.ts';
import { openJsonFile } from '../../adapters/signal-files/json-file.ts';
import { openLogFile } from '../../adapters/signal-files/log-file.ts';
import { authorizationOf, openWeb } from '../../adapters/web/service.ts';
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
