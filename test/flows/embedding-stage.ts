import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseCatalog } from '../../src/finops/catalog.ts';
import type { KnowledgeRecord } from '../../src/finops/knowledge-line.ts';
import type { EmbedOrder, EmbedPorts } from '../../src/flows/embed-order.ts';
import type { EmbedAnswer, EmbedRequest, LibraryMoney } from '../../src/ports/library.ts';
import type { MoneyOutcome } from '../../src/ports/money.ts';
import { wordVector } from '../fakes/loopback-embedding.ts';
import { openMemoryShelf } from '../fakes/memory-shelf.ts';

const FILE = 'catalog/models.yaml';

/** The catalog of the installation. */
export const catalog = parseCatalog(readFileSync(join(import.meta.dirname, '..', '..', FILE), 'utf8'), FILE);

const NOON = Date.parse('2026-05-12T12:00:00Z');
const MODEL = 'mistral:mistral-embed';

/** An order of documents for a repository that may spend half a dollar a day. */
export const order: EmbedOrder = { model: MODEL, purpose: 'document', catalog, cap: 500_000, repository: 'acme/quant' };

/** How a model answers. */
export type Answering = (request: EmbedRequest) => EmbedAnswer;

type Embedded = Extract<EmbedAnswer, { kind: 'embedded' }>;

/** Answers with a vector by the words of each text, but for what a test changes. */
export const answerWith =
  (changes: Partial<Embedded> = {}): Answering =>
  ({ texts }) => ({
    kind: 'embedded',
    vectors: texts.map((text) => wordVector(text, 8)),
    inputTokens: 1_000_000,
    statedMicroUsd: null,
    ...changes,
  });
/** Answers with a vector by the words of each text. */
export const byWords = answerWith();

/** Ports of which each leaves in `events` what was asked of it, in order. */
export function portsOf(answering: Answering = byWords, left = Number.POSITIVE_INFINITY) {
  const events: string[] = [];
  const requests: EmbedRequest[] = [];
  const records: KnowledgeRecord[] = [];
  const outcomes: MoneyOutcome[] = [];
  let rest = left;
  const shelf = openMemoryShelf();
  const money: LibraryMoney = {
    reserve: async ({ worst }) => {
      events.push('reserve');
      if (worst > rest) return { kind: 'refused', left: rest };
      rest -= worst;
      return { kind: 'reserved', id: String(events.length) };
    },
    settle: async (_, outcome) => {
      events.push(`settle ${outcome.kind}`);
      outcomes.push(outcome);
    },
  };
  const ports: EmbedPorts = {
    embedder: {
      reach: () => ({ kind: 'ready' }),
      limits: () => ({ texts: 3, tokens: 100 }),
      embed: async (request) => {
        events.push('embed');
        requests.push(request);
        return answering(request);
      },
    },
    shelf: {
      ...shelf,
      keepVectors: async (model, vectors) => {
        events.push('keep');
        await shelf.keepVectors(model, vectors);
      },
    },
    money,
    clock: { now: () => NOON },
    tellCosts: async (record) => {
      events.push('tell');
      records.push(record);
    },
  };
  return { ports, shelf, events, requests, records, outcomes };
}

/** Fails each call. */
export const failing =
  (message: string, maybeCharged: boolean): Answering =>
  () => ({ kind: 'failed', message, maybeCharged });
