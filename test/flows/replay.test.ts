import { describe, expect, it } from 'vitest';
import type { Session } from '../../src/committee/session.ts';
import { holdSession } from '../../src/flows/hold-session.ts';
import { NO_ANSWERS } from '../../src/flows/no-answers.ts';
import type { SessionRequest } from '../../src/flows/session-request.ts';
import type { AnsweredCall, ModelAnswer, ModelRequest, Models } from '../../src/ports/models.ts';
import { unwrittenMoney } from '../fixtures/unwritten-money.ts';
import { prepareFlow } from '../sessions/flow.ts';
import { minutesOf, opinionOf } from '../sessions/script.ts';
import { claim } from '../sessions/small-change.ts';
import { openStage } from '../sessions/stage.ts';
import { openRecordingJournal, type Recording } from './recording-journal.ts';

describe('a session over a durable journal', () => {
  it('names every step once', async () => {
    const { ran, session } = await hold(await request());

    expect(session.verdict.status).toBe('REJECTED');
    expect(ran).toEqual(expect.arrayContaining(['ask ops/first mistral:mistral-large-latest', 'keep the session']));
    expect(new Set(ran).size).toBe(ran.length);
  });

  it('ends alike wherever it was cut off, and asks nothing that is on record', async () => {
    const asked = await request();
    const whole = await hold(asked);
    const names = [...whole.recorded.keys()];

    for (let cut = 0; cut <= names.length; cut += 1) {
      const earlier = new Map([...whole.recorded].slice(0, cut));

      const again = await hold(asked, earlier, cut);

      expect(again.ran.filter((name) => earlier.has(name))).toEqual([]);
      expect(judged(again.session)).toEqual(judged(whole.session));
    }
  });
});

/** What a replay must not change: everything but the clock. */
function judged({ duration_ms: _duration, ...session }: Session): unknown {
  return session;
}

async function request(): Promise<SessionRequest> {
  await using stage = await openStage({ mistral: {}, gemini: {} });
  return await prepareFlow(stage);
}

async function hold(request: SessionRequest, earlier: Recording = new Map(), salt = 0) {
  const journal = openRecordingJournal(earlier);
  const { session } = await holdSession(request, {
    models: scripted(salt),
    answers: NO_ANSWERS,
    journal,
    archive: {
      open: async () => '20260512-090000-0a1b2c3d',
      keepParseFailure: async () => 'kept',
      keep: async () => ({ session: 's', artifact: 'a', finops: 'f' }),
    },
    money: unwrittenMoney,
    clock: { now: () => 1_778_577_600_000 },
    witness: () => undefined,
  });
  return { session, ran: journal.ran, recorded: journal.recorded };
}

/** Models that answer after differing times: one repairs its answer, one fails in passing, one claim is examined. */
function scripted(salt: number): Models {
  return {
    reach: () => ({ kind: 'ready' }),
    ask: async (asked) => {
      await new Promise((resolve) => setTimeout(resolve, (asked.seed + salt * 7) % 5));
      return replyTo(asked);
    },
  };
}

function replyTo({ brief, prompt, model }: ModelRequest): ModelAnswer {
  switch (brief.kind) {
    case 'cross-examination':
      return answered({
        answers: brief.candidates.map(({ id }) => ({ id, answer: 'confirmed', why: 'The line shows it.' })),
      });
    case 'chair':
      return answered(minutesOf());
    case 'opinion':
      if (model.startsWith('google:')) return answered(opinionOf());
      if (!prompt.includes('Let me think.')) return { ...answered({}), text: 'Let me think.' };
      return answered(opinionOf({ findings: [claim()] }));
    default:
      return brief satisfies never;
  }
}

const FACTS = {
  usage: { inputTokens: 900, cachedInputTokens: 0, outputTokens: 90, reasoningTokens: 0 },
  statedMicroUsd: null,
};

function answered(content: unknown): AnsweredCall {
  return { kind: 'answered', text: JSON.stringify(content), ...FACTS, latencyMs: 5, tries: 1 };
}
