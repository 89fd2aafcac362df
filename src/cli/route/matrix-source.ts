import { LOCKED_SKILLS } from '../../committee/skill.ts';
import { CONFIG_PATH, type ConclaveConfig, parseConfig } from '../../config/config.ts';
import { loadRouting, type Routing } from '../../flows/load-routing.ts';
import type { ProgramFiles } from '../../ports/program-files.ts';

/** The text of a configuration, and the name by which errors call it. */
export interface ConfigSource {
  /** Null where there is no file, so that the defaults hold. */
  readonly text: string | null;
  readonly fileName: string;
}

/** A configuration with its routing matrix. */
export interface Routable {
  readonly config: ConclaveConfig;
  readonly routing: Routing;
}

/** The names that rows may use. */
export interface NamesAround {
  /** Short names of the skills. */
  readonly experts: readonly string[];
  /** Finds the evidence rules that run; null where they cannot be read. */
  readonly findRules: ((config: ConclaveConfig) => Promise<readonly string[] | null>) | null;
}

/** Reads a configuration and the matrix that it makes with the built-in rows. */
export async function readMatrix(
  { text, fileName }: ConfigSource,
  { experts, findRules }: NamesAround,
  program: Pick<ProgramFiles, 'routing'>,
): Promise<Routable> {
  const config = parseConfig(text, fileName);
  const rules = (await findRules?.(config)) ?? null;
  return { config, routing: await loadRouting(config, { experts, rules }, program) };
}

/** The built-in skills in the order of their seats, then those that a repository adds. */
export function expertsWith(added: readonly string[]): readonly string[] {
  return [...LOCKED_SKILLS, ...added.filter((name) => !LOCKED_SKILLS.some((locked) => locked === name))];
}

/** Where the rows of a configuration come from, in words. */
export function describeRows({ config }: Pick<Routable, 'config'>, place: string): string {
  if (config.routing.length === 0) return `the built-in rows (${place} has none)`;
  return config.routing.some(({ include }) => include !== undefined)
    ? `${place}, with the built-in rows`
    : `${place}, without the built-in rows`;
}

/** The configuration of a base branch. */
export function baseConfig(text: string | null): ConfigSource {
  return { text, fileName: CONFIG_PATH };
}
