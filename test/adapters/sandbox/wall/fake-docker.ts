import { chmodSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A program that is called like docker, writes down how it was started and holds nothing back. */
export interface FakeDocker {
  readonly folder: string;
  readonly program: string;
  /** The arguments of each start, in order. */
  calls(): readonly (readonly string[])[];
}

/**
 * Makes one in a folder of its own. It answers for its server; of a container it runs the program outside any wall,
 * with the environment and the descriptors that it was given itself.
 */
export function makeFakeDocker({ server = 'echo 28.2.2' }: { readonly server?: string } = {}): FakeDocker {
  const folder = mkdtempSync(join(tmpdir(), 'conclave-fake-docker-'));
  const program = join(folder, 'docker');
  const log = join(folder, 'calls.txt');
  writeFileSync(log, '');
  writeFileSync(
    program,
    `#!/bin/bash --norc
{ for word in "$@"; do printf '%s\\x1f' "$word"; done; printf '\\x1e'; } >> '${log}'
if [ "$1" = version ]; then ${server}; exit; fi
if [ "$1" != run ]; then exit 0; fi
while [ "$1" != image:1 ]; do
  case $1 in --entrypoint=*) entry=\${1#*=};; --env=*) export "\${1#*=}";; esac
  shift
done
shift
if [ "$entry" = exit ]; then echo "docker: Error response from daemon: no such image" >&2; exit "$1"; fi
cd /tmp
exec env PATH="${process.env.PATH ?? ''}" "$entry" "$@"
`,
  );
  chmodSync(program, 0o755);
  return { folder, program, calls: () => readCalls(log) };
}

function readCalls(log: string): readonly (readonly string[])[] {
  const calls = readFileSync(log, 'utf8').split('\x1e').slice(0, -1);
  return calls.map((call) => call.split('\x1f').slice(0, -1));
}
