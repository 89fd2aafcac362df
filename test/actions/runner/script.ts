import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { RunStep } from '../action-file.ts';
import { parsePairs } from './environment-file.ts';

/** What a script left behind. */
export interface ScriptRun {
  readonly exitCode: number;
  /** Standard output and standard error, line by line as they came. */
  readonly log: readonly string[];
  readonly outputs: Readonly<Record<string, string>>;
  readonly environment: Readonly<Record<string, string>>;
  readonly path: readonly string[];
  readonly summary: string;
}

/** Where and with what a script runs. */
export interface ScriptPlace {
  readonly folder: string;
  readonly environment: Readonly<Record<string, string>>;
  /** `RUNNER_TEMP`. */
  readonly temp: string;
}

/** Runs a script as a runner does with `shell: bash`, with environment files of its own. */
export async function runScript(step: RunStep, { folder, environment, temp }: ScriptPlace): Promise<ScriptRun> {
  mkdirSync(temp, { recursive: true });
  const own = mkdtempSync(join(temp, 'step-'));
  const script = join(own, 'script.sh');
  writeFileSync(script, step.run);
  const files = Object.fromEntries(FILES.map((name) => [name, join(own, name)]));
  for (const file of Object.values(files)) writeFileSync(file, '');
  const options = ['--noprofile', '--norc', '-e', '-o', 'pipefail', script];
  const child = spawn('/bin/bash', options, { cwd: folder, env: { ...environment, ...files }, stdio: 'pipe' });
  child.stdin.end();
  let text = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8');
    stream.on('data', (chunk: string) => {
      text += chunk;
    });
  }
  await once(child, 'close');
  const read = (name: string): string => readFileSync(join(own, name), 'utf8');
  return {
    exitCode: child.exitCode ?? 1,
    log: text.split('\n').filter((line, index, all) => line !== '' || index < all.length - 1),
    outputs: parsePairs(read('GITHUB_OUTPUT')),
    environment: parsePairs(read('GITHUB_ENV')),
    path: read('GITHUB_PATH').split('\n').filter(Boolean),
    summary: read('GITHUB_STEP_SUMMARY'),
  };
}

const FILES = ['GITHUB_OUTPUT', 'GITHUB_ENV', 'GITHUB_PATH', 'GITHUB_STEP_SUMMARY', 'GITHUB_STATE'];
