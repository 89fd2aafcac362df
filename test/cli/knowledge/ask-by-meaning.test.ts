import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { makeFolder, removeFolders } from '../../adapters/git/scratch-repository.ts';
import { type EmbedCall, type EmbedReply, vectorsOf } from '../../fakes/loopback-embedding.ts';
import { status } from '../../fakes/loopback-reply.ts';
import { startMistral } from '../../fakes/mistral-server.ts';
import { readFiles } from '../running.ts';
import { ask, foundIn, QUESTION } from './asking.ts';
import { makeLibrary } from './knowledge-house.ts';

afterAll(removeFolders);

describe('a question where a model turns texts into vectors', () => {
  const EMBED = 'knowledge:\n  embeddings: mistral:mistral-embed\n';

  /** Asks twice with one cache, at a service that answers by script. */
  async function askTwice(config: string, embed: (call: EmbedCall) => EmbedReply = vectorsOf) {
    const library = makeLibrary(config);
    const cache = join(makeFolder(), 'cache');
    const service = await startMistral({ reply: () => expect.fail('nobody asks for an answer'), embed });
    const environment = { ...service.settings, CONCLAVE_CACHE: cache };
    const first = await ask(library.folder, ['ask', QUESTION, '--json'], { environment });
    const second = await ask(library.folder, ['ask', QUESTION, '--json'], { environment });
    await service.stop();
    return { first, second, cache, calls: service.embedCalls, violations: service.violations };
  }

  it('is ranked by both, and pays for each text once', async () => {
    const { first, second, cache, calls, violations } = await askTwice(EMBED);

    expect(violations).toEqual([]);
    expect(foundIn(first.output)[0]).toMatchObject({
      id: 'doc:docs/runbook.md#roll-back-a-model',
      lexical: expect.any(Number),
      vector: expect.any(Number),
    });
    expect(second.output).toBe(first.output);
    expect(calls.map(({ texts }) => texts.length)).toEqual([5, 1]);
    const lines = readFiles(cache).get('finops.jsonl')?.trimEnd().split('\n') ?? [];
    expect(lines.map((line) => JSON.parse(line))).toMatchObject([
      { event: 'knowledge_finops', purpose: 'document', texts: 5, model: 'mistral:mistral-embed' },
      { event: 'knowledge_finops', purpose: 'query', texts: 1 },
    ]);
  });

  it('is ranked by words alone when the service fails, and says so', async () => {
    const { first, calls } = await askTwice(EMBED, () => status(400, 'no'));

    expect(first.exitCode).toBe(0);
    expect(first.errors).toContain(
      'conclave: Passages were ranked by words alone: Mistral refused the request (400): "no".\n',
    );
    expect(foundIn(first.output)[0]).toMatchObject({ vector: null });
    expect(calls).toHaveLength(2);
  });

  it('asks nothing beyond what the day may cost', async () => {
    const { first, calls } = await askTwice(`${EMBED}  budget_usd: 0.000001\n`);

    expect(first.errors).toContain('embedding stops at knowledge.budget_usd');
    expect(calls).toEqual([]);
  });

  it('asks nothing without a cache, since nobody would know what was spent', async () => {
    const library = makeLibrary(EMBED);
    const service = await startMistral({ reply: () => expect.fail('nobody asks for an answer') });

    const { exitCode, errors } = await ask(library.folder, ['ask', QUESTION, '--no-cache'], {
      environment: service.settings,
    });
    await service.stop();

    expect(exitCode).toBe(0);
    expect(errors).toContain('ranked by words alone: without a cache folder');
    expect(service.embedCalls).toEqual([]);
  });

  it('says which key is missing', async () => {
    const { errors, exitCode } = await ask(makeLibrary(EMBED).folder, ['ask', QUESTION]);

    expect(exitCode).toBe(0);
    expect(errors).toContain('mistral:mistral-embed cannot be asked here: set MISTRAL_API_KEY or LITELLM_BASE_URL.');
  });

  it('ends with 2 for a model whose price is not known', async () => {
    const { exitCode, errors } = await ask(makeLibrary('knowledge:\n  embeddings: mistral:unheard-of\n').folder, [
      'ask',
      QUESTION,
    ]);

    expect(exitCode).toBe(2);
    expect(errors).toContain('unknown model "mistral:unheard-of"');
  });
});
