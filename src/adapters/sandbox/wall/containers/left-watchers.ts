import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

/**
 * A function of the shell, `end_watchers NAME`: ends what watches a container of that name, and what it holds. Podman
 * forgets a container whose start was broken off before it was on record; its watcher, `conmon`, then keeps a process
 * that waits for ever to become the first one of the container.
 */
export const END_WATCHERS: string = `
end_watchers() {
  for round in 1 2 3 4 5; do
    left=
    for file in $(grep -ls -- "$1" /proc/[0-9]*/cmdline); do
      id=$(basename "$(dirname "$file")")
      read -r program 2>/dev/null <"/proc/$id/comm" || continue
      [ "$program" = conmon ] || continue
      left=yes
      runtime=$(tr '\\0' '\\n' <"$file" | grep -m1 -A1 -x -e -r | tail -1)
      container=$(tr '\\0' '\\n' <"$file" | grep -m1 -A1 -x -e -c | tail -1)
      held=$(cat "/proc/$id"/task/*/children)
      for child in $held; do held="$held $(cat "/proc/$child"/task/*/children)"; done
      "$runtime" delete --force "$container"
      kill -KILL $held "$id"
    done 2>/dev/null
    [ -n "$left" ] || return 0
    sleep 0.2
  done
}
`;

/** Ends what watches a container of this name; nothing happens where nothing does. */
export async function endWatchers(name: string): Promise<void> {
  const environment = { PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin' };
  const script = `${END_WATCHERS}\nend_watchers "$1"`;
  const options = { cwd: '/', env: environment, timeout: 30_000 };
  await promisify(execFile)('/bin/sh', ['-c', script, 'sh', name], options).catch(() => {});
}
