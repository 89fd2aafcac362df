import { afterEach, beforeEach, expect } from 'vitest';
import { runProgram } from '../../../src/cli/program.ts';
import { makeRepository, removeFolders, type ScratchRepository } from '../../adapters/git/scratch-repository.ts';
import type { TestTerminalOptions } from '../../fixtures/test-terminal.ts';
import { openTestTerminal } from '../../fixtures/test-terminal.ts';
import type { Ending } from '../running.ts';

/** A repository with decision records, and the command that is tested in it. */
export interface RecordHouse extends ScratchRepository {
  /** Runs `conclave adr` in the repository, on 20 November 2026. */
  readonly adr: (argv: readonly string[], more?: Partial<TestTerminalOptions>) => Promise<Ending>;
}

/** Runs each test in a repository of its own that holds some files on `main`. */
export function useRecordHouse(files: Readonly<Record<string, string>>): () => RecordHouse {
  let house: RecordHouse | null = null;
  beforeEach(() => {
    const repository = makeRepository();
    for (const [path, text] of Object.entries(files)) repository.write(path, text);
    repository.commit();
    house = { ...repository, adr: (argv, more = {}) => runAdr(argv, { folder: repository.folder, ...more }) };
  });
  afterEach(removeFolders);
  return () => house ?? expect.unreachable('the house is not open');
}

/** Runs `conclave adr` once, on 20 November 2026. */
export async function runAdr(argv: readonly string[], options: TestTerminalOptions): Promise<Ending> {
  const terminal = openTestTerminal(options);
  const now = () => Date.parse('2026-11-20T12:00:00Z');
  const exitCode = await runProgram(['adr', ...argv], { ...terminal, now });
  return { exitCode, ...terminal.written() };
}

/** A record in order, in the form of Nygard; `rest` stands at its end. */
export function recordOf(number: number, title: string, rest = ''): string {
  return `# ${number}. ${title}\n\nDate: 2026-01-02\n\n## Status\n\nAccepted\n\n## Context\n\nWhy.\n\n## Decision\n\nThat.\n\n## Consequences\n\nThen.\n${rest}`;
}

/** Three records of a trading repository: risk, features, the journal. */
export const RECORDS: Readonly<Record<string, string>> = {
  'docs/adr/0001-limits-stand-in-one-module.md': recordOf(
    1,
    'Limits stand in one module',
    '\n## Invariants\n\n```yaml\n- id: INV-1-1\n  rule: forbid-import\n  applies_to: ["src/risk/**"]\n  modules: [requests]\n  message: The risk engine asks no network.\n```\n',
  ),
  'docs/adr/0002-one-feature-store.md': recordOf(
    2,
    'One feature store',
    '\nEverything asks `FeatureStore`, as [ADR-1](0001-limits-stand-in-one-module.md) has it.\n\n## Affected paths\n\n- `src/features/`\n',
  ),
  'docs/adr/0003-orders-are-journaled.md': recordOf(3, 'Orders are journaled'),
  'docs/adr/README.md': 'How we decide.\n',
  'src/risk/limits.py': '# ADR-1\nLIMIT = 1\n',
  'requirements.txt': 'numpy==2.0\n',
};
