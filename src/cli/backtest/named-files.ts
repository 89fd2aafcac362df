import { relative } from 'node:path';
import { isInside } from '../../change/diff-path.ts';
import type { NamedFiles } from '../../flows/backtest/report-files.ts';

/** Files of a run as a person named them; absolute paths. */
export interface GivenFiles {
  readonly strategy: string;
  readonly data: NamedFiles['data'];
  /** Null where the defaults hold. */
  readonly config: string | null;
  /** Null where the defaults hold. */
  readonly configSha256: string | null;
}

/** Paths from a folder, as a report may tell them; where else something lies is nobody's business. */
export function nameFiles({ strategy, data, config, configSha256 }: GivenFiles, folder: string): NamedFiles {
  const all = [strategy, ...data.map(({ path }) => path), ...(config === null ? [] : [config])];
  const told = all.map((path) => [path, relative(folder, path).replaceAll('\\', '/')] as const);
  const configFile = config === null || configSha256 === null ? null : { path: config, sha256: configSha256 };
  return { strategy, data, paths: new Map(told.filter(([, near]) => isInside(near))), configFile };
}
