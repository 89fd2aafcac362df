import { describe, expect, it } from 'vitest';
import { openProgramFiles } from '../../src/adapters/program-files/program-files.ts';
import type { PullRequest } from '../../src/change/pull-request.ts';
import { type PreparationPorts, preparePull } from '../../src/flows/prepare-pull.ts';
import { AppError } from '../../src/kernel/app-error.ts';
import type { CodeHost } from '../../src/ports/code-host.ts';
import { openMemoryShelf } from '../fakes/memory-shelf.ts';
import { plainScanner } from '../fixtures/plain-scanner.ts';

const TICKET = {
  key: 'k',
  pull: { repository: { id: 1, owner: 'acme', name: 'quant', installation: 2 }, number: 4 },
  head: 'head',
  mergeBase: 'base',
  tip: 'tip',
  sessionType: null,
  attempt: 1,
  full: false,
  wished: false,
} as const;

/** A host on which only the documents cannot be listed. */
function portsWith(failure: AppError): PreparationPorts {
  const pull: Partial<PullRequest> = {
    state: 'open',
    head: { sha: 'head' } as PullRequest['head'],
    base: { sha: 'base', branch: 'main' },
    title: '',
    body: '',
    labels: [],
  };
  const host: Partial<CodeHost> = {
    readPull: async () => pull as PullRequest,
    readChange: async () => ({ kind: 'read', change: { name: 'q', base: 'base', head: 'head', files: [] }, notes: [] }),
    files: {
      readFiles: async (_, paths) => new Map(paths.map((path) => [path, { kind: 'absent' }])),
      listFiles: async () => [],
      listBlobs: async () => {
        throw failure;
      },
    },
  };
  return {
    host: host as CodeHost,
    book: {
      ledger: async () => [],
      baseline: async () => null,
      lastSession: async () => null,
      readSession: async () => null,
      dispositions: async () => [],
      pathHistory: async () => ({ blockers: 0, majors: 0, all: 0 }),
    },
    prepare: async () => {
      throw new RangeError('nothing is prepared');
    },
    program: openProgramFiles('0.0.0'),
    prover: plainScanner,
    shelf: openMemoryShelf(),
    askVectors: async () => ({ vectors: { passages: new Map(), queries: new Map() }, notes: [] }),
    rehearsal: null,
    publications: { find: async () => null },
  };
}

describe('a review whose surroundings cannot be read', () => {
  it('is tried again when the failure passes', async () => {
    const failure = new AppError('outside-failed', 'GitHub answered 502', { passing: true });

    await expect(preparePull(TICKET, portsWith(failure))).rejects.toBe(failure);
  });

  it('is refused in words when it does not', async () => {
    const failure = new AppError('outside-failed', 'GitHub lists no such repository');

    await expect(preparePull(TICKET, portsWith(failure))).resolves.toMatchObject({
      kind: 'refused',
      complaint: { what: 'GitHub lists no such repository' },
    });
  });
});
