import { setImmediate } from 'node:timers/promises';
import type { GivenConfig } from '../../flows/gate-config.ts';
import type { Terminal } from '../terminal.ts';
import { readEvent } from './event.ts';
import type { Guarded } from './guarded.ts';
import type { GateOptions } from './options.ts';
import { readTextFile } from './text-file.ts';

/**
 * Asks the gates about what the options name. What one source does not need is not loaded; what is needed later is
 * loaded `meanwhile`, as soon as the first question is under way.
 */
export async function guardHere(
  options: GateOptions,
  terminal: Terminal,
  meanwhile: () => Promise<unknown>,
): Promise<Guarded> {
  const { source, repo } = options;
  const given = await readGiven(options, terminal);
  if (source.kind === 'branch') {
    const { guardLocal } = await import('./local/local.ts');
    return guardLocal({ source, repo: repo ?? terminal.folder }, given, terminal);
  }
  const { guardHosted } = await import('./hosted/hosted.ts');
  const guarding = guardHosted(await findTarget(source, terminal), given, terminal.environment);
  // What fails to load is told when it is used.
  const [guarded] = await Promise.all([
    guarding,
    setImmediate()
      .then(meanwhile)
      .catch(() => undefined),
  ]);
  const unused = repo === null ? [] : ['--repo is for --base alone; everything was read through the API of GitHub'];
  return { ...guarded, remarks: [...guarded.remarks, ...unused] };
}

async function readGiven({ config }: GateOptions, { input }: Terminal): Promise<GivenConfig | null> {
  if (config === null) return null;
  const named = { file: config, option: '--config', holds: 'a configuration such as .github/conclave.yml' };
  return { file: config, text: await readTextFile(named, input) };
}

/** What is asked about at GitHub: the pull request that was named, or what an event is about. */
export async function findTarget(
  source: Exclude<GateOptions['source'], { kind: 'branch' }>,
  { input }: Pick<Terminal, 'input'>,
) {
  if (source.kind === 'pull') {
    const { hostUrl, ...pull } = source.pull;
    return { target: { ...pull, kind: 'pull' as const }, hostUrl };
  }
  const { file } = source;
  const named = {
    file,
    option: '--event',
    holds: 'the payload of a webhook, as in the file that GITHUB_EVENT_PATH names',
  };
  return { target: readEvent(await readTextFile(named, input), file), hostUrl: null };
}
