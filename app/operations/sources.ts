import type { KnownSource } from '../../src/adapters/installation/signal-sources/known-source.ts';
import {
  openSignalSources,
  type ServiceSource,
  type SourceOpeners,
} from '../../src/adapters/installation/signal-sources/open-sources.ts';
import { openMlflowRuns } from '../../src/adapters/mlflow/runs.ts';
import { openMlflow } from '../../src/adapters/mlflow/source.ts';
import { openSignalDatabase } from '../../src/adapters/postgres/signals/source.ts';
import { openPrometheus } from '../../src/adapters/prometheus/source.ts';
import { openJsonFile } from '../../src/adapters/signal-files/json-file.ts';
import { openLogFile } from '../../src/adapters/signal-files/log-file.ts';
import { authorizationOf, openWeb } from '../../src/adapters/web/service.ts';
import type { RepositoryRef } from '../../src/change/pull-request.ts';
import type { RunSources } from '../../src/ports/run-source.ts';
import type { SignalSources } from '../../src/ports/signal-source.ts';

/** The sources that `ops-sources.yml` gives to a repository, and no others. */
export function openSourcesOf(
  { owner, name }: RepositoryRef,
  known: readonly KnownSource[],
): SignalSources & RunSources {
  return openSignalSources({ known, repository: `${owner}/${name}`, openers: OPENERS });
}

const OPENERS: SourceOpeners = {
  prometheus: (source) => openPrometheus(webOf(source)),
  postgres: ({ name, url }) => openSignalDatabase({ name, url }),
  mlflow: (source) => openMlflow(webOf(source)),
  json: ({ name, path }) => openJsonFile({ name, path }),
  logs: ({ name, path }) => openLogFile({ name, path }),
  runs: (source) => openMlflowRuns(webOf(source)),
};

function webOf(source: ServiceSource) {
  return openWeb({ name: source.name, baseUrl: source.url, authorization: authorizationOf(source) });
}
