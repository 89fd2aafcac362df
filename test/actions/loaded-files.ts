import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { z } from 'zod';

/** What a run of the bundled program took from its folder. */
export interface Loaded {
  readonly exitCode: number;
  /** Bytes of each file that was loaded as code or as a native library, by its path in `dist`. */
  readonly bytes: Readonly<Record<string, number>>;
}

/** Runs the program of a build and tells which of its files were loaded. */
export async function runAndWatch(
  dist: string,
  options: readonly string[],
  environment: Readonly<Record<string, string>>,
): Promise<Loaded> {
  const place = mkdtempSync(join(tmpdir(), 'conclave-loaded-'));
  const [hook, list] = [join(place, 'hook.mjs'), join(place, 'list.json')];
  writeFileSync(hook, HOOK);
  const argv = ['--import', hook, join(dist, 'conclave.js'), ...options];
  const env = { PATH: '/usr/bin:/bin', HOME: place, LOADED_LIST: list, ...environment };
  const child = spawn(process.execPath, argv, { env, cwd: place, stdio: 'ignore' });
  await once(child, 'close');
  const files = z.array(z.string()).parse(JSON.parse(readFileSync(list, 'utf8')));
  rmSync(place, { recursive: true });
  const own = files.filter((file) => file.startsWith(`${dist}/`));
  return {
    exitCode: child.exitCode ?? 1,
    bytes: Object.fromEntries(own.map((file) => [relative(dist, file), statSync(file).size])),
  };
}

/** Node tells of every module that it loads, and of every native library. */
const HOOK = `
  import { writeFileSync } from 'node:fs';
  import { registerHooks } from 'node:module';
  import { fileURLToPath } from 'node:url';
  const seen = new Set();
  registerHooks({
    load(url, context, next) {
      if (url.startsWith('file:')) seen.add(fileURLToPath(url));
      return next(url, context);
    },
  });
  const open = process.dlopen;
  process.dlopen = (module, file, ...rest) => {
    seen.add(file);
    return open.call(process, module, file, ...rest);
  };
  process.on('exit', () => writeFileSync(process.env.LOADED_LIST, JSON.stringify([...seen])));
`;
