import { describe, expect, it } from 'vitest';
import { openProgramFiles } from '../../src/adapters/program-files/program-files.ts';
import type { KnowledgeRecord } from '../../src/finops/knowledge-line.ts';
import type { EmbedPorts } from '../../src/flows/embed-order.ts';
import type { GroundFiles } from '../../src/flows/ground-texts.ts';
import type { LibraryFiles } from '../../src/flows/library-source.ts';
import { type RefreshPorts, refreshLibrary, refreshOrderOf } from '../../src/flows/refresh-library.ts';
import { hashText } from '../../src/kernel/hash.ts';
import { wordVector } from '../fakes/loopback-embedding.ts';
import { openMemoryShelf } from '../fakes/memory-shelf.ts';

const repository = { id: 7, owner: 'acme', name: 'quant', installation: 3 };
const RUNBOOK = '# Runbook\n\n## Roll back\n\nPress it.\n';
const EMBED = 'version: 1\nknowledge:\n  embeddings: mistral:mistral-embed\n';

/** A branch as its texts by path. */
function filesOf(texts: Readonly<Record<string, string>>): GroundFiles & LibraryFiles {
  const below = (folder: string) => Object.keys(texts).filter((path) => folder === '' || path.startsWith(`${folder}/`));
  return {
    readFiles: async (_, paths) =>
      new Map(
        paths.map((path) => {
          const text = texts[path];
          return [path, text === undefined ? { kind: 'absent' } : { kind: 'text', text }];
        }),
      ),
    listFiles: async (_, folder) => below(folder),
    listBlobs: async (_, folder) =>
      below(folder).map((path) => ({ path, id: hashText(texts[path] ?? ''), kind: 'file' as const })),
  };
}

function portsOf(texts: Readonly<Record<string, string>>) {
  const shelf = openMemoryShelf();
  const records: KnowledgeRecord[] = [];
  const embedding: EmbedPorts = {
    embedder: {
      reach: () => ({ kind: 'ready' }),
      limits: () => ({ texts: 10, tokens: 1_000 }),
      embed: async ({ texts: given }) => ({
        kind: 'embedded',
        vectors: given.map((text) => wordVector(text, 4)),
        inputTokens: 10,
        statedMicroUsd: null,
      }),
    },
    shelf,
    money: { reserve: async () => ({ kind: 'reserved', id: '1' }), settle: async () => undefined },
    clock: { now: () => 0 },
    tellCosts: async (record) => void records.push(record),
  };
  const ports: RefreshPorts = {
    host: { findBase: async () => ({ tip: 'tip', mergeBase: 'tip' }), files: filesOf(texts) },
    shelf,
    program: openProgramFiles('1.0.0'),
    journal: { step: (_name, effect) => effect() },
    embedding,
  };
  return { ports, shelf, records };
}

describe('refreshLibrary', () => {
  it('reads the documents, and asks no model where none is configured', async () => {
    const { ports, shelf, records } = portsOf({ 'docs/runbook.md': RUNBOOK });

    const said = await refreshLibrary({ repository, branch: 'main', paths: null }, ports);

    expect(said).toBe('1 of 1 documents were read');
    expect([shelf.documents.size, records]).toEqual([1, []]);
  });

  it('gets vectors for the passages where a model is configured, but not in a rehearsal', async () => {
    const { ports, shelf, records } = portsOf({ 'docs/runbook.md': RUNBOOK, '.github/conclave.yml': EMBED });
    const order = { repository, branch: 'main', paths: ['docs/runbook.md'] };

    const rehearsed = await refreshLibrary(order, { ...ports, embedding: null });
    const said = await refreshLibrary(order, ports);

    expect(rehearsed).toBe('1 of 1 documents were read');
    expect(said).toBe('0 of 1 documents were read, and their passages have vectors');
    expect(shelf.vectors.size).toBe(1);
    expect(records).toMatchObject([{ repository: 'acme/quant', purpose: 'document', texts: 1 }]);
  });

  it('reads nothing when what changed is none of the documents', async () => {
    const { ports, shelf } = portsOf({ 'docs/runbook.md': RUNBOOK });

    const said = await refreshLibrary({ repository, branch: 'main', paths: ['notes.md'] }, ports);

    expect(said).toBe('no document has changed');
    expect(shelf.documents.size).toBe(0);
  });

  it.each([
    ['a configuration that is none', 'version: 2\n'],
    ['a model without a price', 'version: 1\nknowledge:\n  embeddings: mistral:unheard-of\n'],
  ])('leaves %s to the next review', async (_, config) => {
    const { ports } = portsOf({ 'docs/runbook.md': RUNBOOK, '.github/conclave.yml': config });

    const said = await refreshLibrary({ repository, branch: 'main', paths: null }, ports);

    expect(said).toMatch(/^not read: /);
  });
});

describe('refreshOrderOf', () => {
  const push = {
    repository,
    branch: 'main',
    isDefault: true,
    paths: ['docs/a.md', 'src/a.py', '.github/conclave.yml'],
  };

  it('carries the paths that can be documents, and the configuration', () => {
    expect(refreshOrderOf(push)).toEqual({ repository, branch: 'main', paths: ['docs/a.md', '.github/conclave.yml'] });
  });

  it.each([
    ['another branch', { isDefault: false }],
    ['code alone', { paths: ['src/a.py'] }],
    ['nothing', { paths: [] }],
  ])('is none for %s', (_, changes) => {
    expect(refreshOrderOf({ ...push, ...changes })).toBeNull();
  });

  it('carries no paths when they are not known, or too many', () => {
    const many = Array.from({ length: 501 }, (_, index) => `docs/${index}.md`);

    expect([refreshOrderOf({ ...push, paths: null }), refreshOrderOf({ ...push, paths: many })]).toEqual([
      { repository, branch: 'main', paths: null },
      { repository, branch: 'main', paths: null },
    ]);
  });
});
