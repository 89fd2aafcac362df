import { describe, expect, it } from 'vitest';
import type { Repository } from '../fakes/github/world.ts';
import { shareStage } from './stage/shared-stage.ts';
import { eventually } from './stage/verdict-of.ts';

const shared = shareStage({ committee: 'small' });

type LogLine = Readonly<Record<string, unknown>>;

/** What the app logged under some words, or as some event, so far. */
function linesWith(part: LogLine): readonly LogLine[] {
  const text = shared.stage.apps[0]?.log() ?? '';
  const lines: LogLine[] = text
    .split('\n')
    .filter((line) => line.startsWith('{') && line.endsWith('}'))
    .map((line) => JSON.parse(line));
  return lines.filter((line) => Object.entries(part).every(([key, value]) => line[key] === value));
}

async function reviewed(repository: Repository) {
  const pull = shared.openPull(repository);
  const { headSha } = await shared.settled(pull);
  const place = { repository: repository.id, pull: pull.number, head: headSha };
  await eventually(shared.stage, () => linesWith({ ...place, msg: 'a review ended' })[0] ?? null);
  return place;
}

describe('the log of a review', () => {
  it('says when it begins, and how it ended with what it cost, by ids and numbers alone', async () => {
    const place = await reviewed(shared.openRepository());

    const begun = linesWith({ ...place, msg: 'a review begins or goes on' });
    const ended = linesWith({ ...place, msg: 'a review ended' });

    expect(begun).toEqual([{ level: 'info', time: expect.any(String), msg: 'a review begins or goes on', ...place }]);
    expect(ended).toEqual([
      {
        level: 'info',
        time: expect.any(String),
        msg: 'a review ended',
        ...place,
        status: 'published',
        session: expect.any(String),
        conclusion: expect.any(String),
        usd: expect.any(String),
        micro_usd: expect.any(Number),
      },
    ]);
  });

  it('holds the cost record of each session once, as it stands in the book', async () => {
    const place = await reviewed(shared.openRepository());
    const [ended] = linesWith({ ...place, msg: 'a review ended' });

    const records = linesWith({ event: 'committee_finops', session_id: ended?.session });

    const [money] = await shared.rows(
      `select sum(cost_micro_usd)::int as paid from conclave.money
        join conclave.reviews on reviews.key = money.review_key where reviews.session_id = $1`,
      [ended?.session],
    );
    expect(records).toMatchObject([
      {
        level: 'info',
        status: 'ACCEPTED',
        rehearsal: false,
        usd: ended?.usd,
        totals: { calls: expect.any(Number), micro_usd: money?.paid },
      },
    ]);
    expect(money?.paid).toBeGreaterThan(0);
  });
});
