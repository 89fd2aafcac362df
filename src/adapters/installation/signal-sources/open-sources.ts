import type { RunSource, RunSources } from '../../../ports/run-source.ts';
import type { SignalSource, SignalSources } from '../../../ports/signal-source.ts';
import { isFileKind, type KnownSource, SOURCE_KINDS, type SourceKind } from './known-source.ts';

/** A service with its address, or a file with its path. */
export type ServiceSource = KnownSource & { readonly url: string };
export type FileSource = KnownSource & { readonly path: string };

/** How a source of each kind is opened. */
export interface SourceOpeners {
  readonly prometheus: (source: ServiceSource) => SignalSource;
  readonly postgres: (source: ServiceSource) => SignalSource;
  readonly mlflow: (source: ServiceSource) => SignalSource;
  readonly json: (source: FileSource) => SignalSource;
  readonly logs: (source: FileSource) => SignalSource;
  readonly runs: (source: ServiceSource) => RunSource;
}

/** Which sources there are, and for which repository they are opened; null in a terminal, where there is but one. */
export interface SourcesOrder {
  readonly known: readonly KnownSource[];
  readonly repository: string | null;
  readonly openers: SourceOpeners;
}

/** Opens sources by name for one repository; one that is not its own is as if it were not there. */
export function openSignalSources({ known, repository, openers }: SourcesOrder): SignalSources & RunSources {
  const find = (name: string, kind: string): { readonly source: KnownSource; readonly kind: SourceKind } | null => {
    const source = known.find((each) => each.name === name);
    const asked = SOURCE_KINDS.find((each) => each === kind);
    if (source === undefined || asked === undefined || (source.kind !== null && source.kind !== asked)) return null;
    return mayAsk(source, repository) ? { source, kind: asked } : null;
  };
  return {
    open: (name, kind) => {
      const found = find(name, kind);
      return found === null ? null : openOne(found.source, found.kind, openers);
    },
    openRuns: (name, kind) => {
      const found = find(name, kind);
      const service = found === null || found.kind !== 'mlflow' ? null : serviceOf(found.source, found.kind);
      return service === null ? null : openers.runs(service);
    },
    close: async () => undefined,
  };
}

function mayAsk({ repositories }: KnownSource, repository: string | null): boolean {
  return repositories === null || (repository !== null && repositories.includes(repository.toLowerCase()));
}

function openOne(source: KnownSource, kind: SourceKind, openers: SourceOpeners): SignalSource | null {
  if (kind === 'json' || kind === 'logs') {
    const { path } = source;
    return path === null ? null : openers[kind]({ ...source, path });
  }
  const service = serviceOf(source, kind);
  return service === null ? null : openers[kind](service);
}

/** An address of the wrong protocol is none for this kind. */
function serviceOf(source: KnownSource, kind: SourceKind): ServiceSource | null {
  const { url } = source;
  if (url === null || isFileKind(kind)) return null;
  const isPostgres = /^postgres(?:ql)?:/.test(url);
  return isPostgres === (kind === 'postgres') ? { ...source, url } : null;
}
