import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { messageOf } from '../../../../kernel/app-error.ts';
import type { ContainerEngineName } from './command-line.ts';
import { engineEnvironment } from './engine-environment.ts';

const run = promisify(execFile);
const LONGEST_ANSWER_MS = 10_000;

/** What each engine is asked, so that only one that can start something answers. */
const QUESTION: Readonly<Record<ContainerEngineName, readonly string[]>> = {
  docker: ['version', '--format', '{{.Server.Version}}'],
  podman: ['version', '--format', '{{.Client.Version}}'],
};

/** The version of a container engine, or in its own words why it cannot start anything. */
export async function readServerVersion(
  name: ContainerEngineName,
  program: string,
): Promise<{ readonly version: string } | { readonly reason: string }> {
  try {
    const { stdout } = await run(program, QUESTION[name], { env: engineEnvironment(), timeout: LONGEST_ANSWER_MS });
    const version = /^\d+(?:\.\d+)+\S*/m.exec(stdout)?.[0];
    return version === undefined ? { reason: 'it told no version' } : { version };
  } catch (error) {
    return { reason: reasonOf(error) };
  }
}

/** The last line of what the program said. */
function reasonOf(error: unknown): string {
  const said = error instanceof Error && 'stderr' in error ? String(error.stderr).trim() : '';
  return said.split('\n').at(-1) || messageOf(error);
}
