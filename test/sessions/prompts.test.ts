import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { ModelCall } from '../fakes/loopback.ts';
import { answer } from '../fakes/loopback-reply.ts';
import { bySkill, confirming, isRepair, mended, opinion, opinionOf } from './script.ts';
import { claim, newFile } from './small-change.ts';
import { openStage, type Stage } from './stage.ts';

describe('the prompts of a session', () => {
  it('open alike for all ten seats: the same instructions, then the dossier as it is kept', async () => {
    await using stage = await openStage({ mistral: {}, gemini: {} });

    const { session, files } = await stage.review('--question', 'Can a stop of zero reach the sizing?');

    const kept = files.get(`sessions/${session.id}_artifact.md`) ?? '';
    const seats = opinionsOn(stage);
    expect(seats).toHaveLength(10);
    expect(kept).toContain('return equity * risk / stop');
    expect(new Set(seats.map(({ instructions }) => instructions)).size).toBe(1);
    for (const { prompt } of seats) expect(prompt.startsWith(`${kept}\n\n# Your seat: expert-`)).toBe(true);
    expect(new Set(seats.map(({ prompt }) => prompt)).size).toBe(10);
  });

  it('differ between the two models of a skill by the contrarian brief at the end alone', async () => {
    await using stage = await openStage({ mistral: {}, gemini: {} });

    await stage.review('--experts', 'ops');

    const [first, second] = opinionsOn(stage);
    expect(second?.prompt.startsWith(first?.prompt ?? '?')).toBe(true);
    expect(second?.prompt.slice(first?.prompt.length)).toMatch(/^\n\n## You are the second reader\n/);
  });

  it('lead the calls of one provider to one cache, and what comes from it is counted', async () => {
    const cached = answer(opinionOf(), { usage: { cachedInputTokens: 1_000 } });
    const diff = newFile(
      'src/limits.py',
      Array.from({ length: 80 }, (_, n) => `limit_${n} = spread / ${n + 1}\n`).join(''),
    );
    await using stage = await openStage({ mistral: { opinion: cached }, gemini: { opinion: cached } }, { diff });

    const { session } = await stage.review();

    const bodies = stage.calls('mistral', 'opinion').map(({ body }) => body);
    const keys = bodies.map((body) => z.object({ prompt_cache_key: z.string() }).parse(body).prompt_cache_key);
    expect(new Set(keys).size).toBe(1);
    expect(session.finops.totals.cached_input_tokens).toBe(10_000);
  });

  it('say the same instructions to examiners, to the chair and in a repair', async () => {
    const raised = opinion({ findings: [claim()] });
    const mistral = { opinion: mended(answer('No.'), bySkill({ ops: raised })) };
    await using stage = await openStage({ mistral, gemini: { examination: confirming } });

    await stage.review('--experts', 'ops');

    const calls = stage.served.map(({ call }) => call);
    expect(calls.map(({ purpose }) => purpose).toSorted()).toEqual([
      'examination',
      'minutes',
      ...Array(3).fill('opinion'),
    ]);
    expect(new Set(calls.map(({ instructions }) => instructions)).size).toBe(1);
    const [first, repair] = stage.calls('mistral');
    expect(stage.calls('mistral').map(isRepair)).toEqual([false, true]);
    expect(repair?.prompt.startsWith(first?.prompt ?? '?')).toBe(true);
  });

  it('are those that a dry run prints, which asks and writes nothing', async () => {
    await using stage = await openStage({ mistral: {}, gemini: {} });

    const dry = await stage.run('--dry-run');
    const asked = stage.served.length;
    const { session } = await stage.review();

    expect([dry.exitCode, asked, dry.files.size]).toEqual([0, 0, 0]);
    for (const { prompt, instructions } of opinionsOn(stage)) {
      expect(dry.output).toContain(prompt);
      expect(dry.output).toContain(instructions);
    }
    expect(dry.output).toContain(`dossier              about ${session.dossier.tokens} tokens`);
    expect(dry.output).toContain('Nothing was asked and nothing was paid.');
  });

  it('are the same, byte for byte and with the same seeds, when the same input is reviewed again', async () => {
    await using stage = await openStage({ mistral: {}, gemini: {} });

    await stage.review();
    const first = bodiesOn(stage);
    await stage.review();

    expect(bodiesOn(stage).slice(first.length).toSorted()).toEqual(first.toSorted());
  });
});

/** The calls for opinions, first models before second ones. */
function opinionsOn(stage: Stage): readonly ModelCall[] {
  return [...stage.calls('mistral', 'opinion'), ...stage.calls('gemini', 'opinion')];
}

/** Everything that was sent. */
function bodiesOn(stage: Stage): readonly string[] {
  return stage.served.map(({ call }) => JSON.stringify(call.body));
}
