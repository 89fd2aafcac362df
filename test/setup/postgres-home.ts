import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  export interface ProvidedContext {
    /** Where the one PostgreSQL of a test run keeps its data; nothing runs there until a test asks for it. */
    postgresHome: string;
  }
}

/** Names the place before the tests, and after them stops what runs there. */
export function setup(project: TestProject): () => Promise<void> {
  const home = mkdtempSync(join(tmpdir(), 'conclave-postgres-'));
  chmodSync(home, 0o755);
  project.provide('postgresHome', home);
  return async () => {
    await stopServer(join(home, 'postgres', 'postmaster.pid'));
    rmSync(home, { recursive: true, force: true });
  };
}

async function stopServer(pidFile: string): Promise<void> {
  const pid = Number.parseInt(readOrEmpty(pidFile), 10);
  if (!(pid > 0)) return;
  try {
    process.kill(pid, 'SIGQUIT');
  } catch {
    return;
  }
  for (let waited = 0; waited < 5_000 && readOrEmpty(pidFile) !== ''; waited += 50) await sleep(50);
}

function readOrEmpty(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
