import { configKeys } from './config-keys.ts';
import { renderExampleFile } from './example-file.ts';

/** The file that `conclave init` writes as `.github/conclave.yml`: every key with its default, switched off. */
export function renderConfigTemplate(): string {
  const keys = configKeys();
  const switchedOff = keys.map(({ name }) => name).filter((name) => name !== 'version');
  return `${INTRODUCTION}\n${renderExampleFile(keys, switchedOff)}`;
}

const INTRODUCTION = `# What Conclave holds to in this repository. It is read on the base branch, so that a change to this file is
# reviewed, not obeyed. Every setting below stands with its default and is switched off by a "#" at the start of its
# line: take it away from a section's name and from the keys that you set. A list replaces the default list.
`;
