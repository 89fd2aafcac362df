import { describe, expect, it } from 'vitest';
import { after as delayed } from '../fakes/loopback-reply.ts';
import { bySkill, confirming, opinion } from './script.ts';
import { claim, newFile, otherClaim, SIZING } from './small-change.ts';
import { type Cast, openStage } from './stage.ts';

const findings = [claim(), otherClaim({ severity: 'major' }), claim({ quote: 'not in the text' })];

const cast: Cast = {
  mistral: { opinion: bySkill({ ops: opinion({ findings }) }) },
  gemini: { examination: confirming },
};

/** The same claims in other words, by another seat, in another order, and late. */
const retold: Cast = {
  mistral: { examination: confirming },
  gemini: {
    opinion: bySkill({
      architect: delayed(
        60,
        opinion({
          findings: findings.toReversed().map((one) => ({ ...one, claim: `Said otherwise: ${one.claim}` })),
        }),
      ),
    }),
  },
};

describe('the ids of findings', () => {
  it('are the same when the same input is reviewed again', async () => {
    expect(await idsOf(cast)).toEqual(await idsOf(cast));
    expect(await idsOf(cast)).toHaveLength(3);
  });

  it('depend on no seat, no order and no prose', async () => {
    expect(await idsOf(retold)).toEqual(await idsOf(cast));
  });

  it('stay when the lines move', async () => {
    const moved = newFile('src/risk/sizing.py', SIZING.replace('\n\n\n', '\n\nfrom math import inf\n\n\n'));

    expect(await idsOf(cast, moved)).toEqual(await idsOf(cast));
  });
});

describe('the record of a session', () => {
  it('names seats and models in the same order, whoever answers first', async () => {
    const late: Cast = { mistral: { opinion: delayed(80, opinion()) }, gemini: {} };
    await using slow = await openStage(late);
    await using fast = await openStage({ mistral: {}, gemini: { opinion: delayed(80, opinion()) } });

    const orders = [];
    for (const stage of [slow, fast]) {
      const { session } = await stage.review('--experts', 'ops,architect');
      orders.push([session.expert_opinions.map(({ seat }) => seat), session.finops.models.map(({ model }) => model)]);
    }

    expect(orders[0]).toEqual([
      ['architect/first', 'architect/second', 'ops/first', 'ops/second'],
      ['google:gemini-2.5-flash', 'google:gemini-2.5-pro', 'mistral:mistral-large-latest'],
    ]);
    expect(orders[1]).toEqual(orders[0]);
  });
});

async function idsOf(players: Cast, diff?: string): Promise<readonly string[]> {
  await using stage = await openStage(players, diff === undefined ? {} : { diff });
  const { session } = await stage.review('--experts', 'ops,architect');
  return session.findings.map(({ id }) => id).toSorted();
}
