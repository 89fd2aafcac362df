import { describe, expect, it } from 'vitest';
import type { ShownThread } from '../fakes/github/thread-deeds.ts';
import type { Pull } from '../fakes/github/world.ts';
import { answer } from '../fakes/loopback-reply.ts';
import { opinion, opinionOf } from '../sessions/script.ts';
import { claim, otherClaim, SIZING } from '../sessions/small-change.ts';
import { FEW_SEATS } from './stage/committees.ts';
import { currentVerdicts, headCheck, shareStage } from './stage/shared-stage.ts';

const shared = shareStage({ committee: 'small' });

const minor = claim({
  severity: 'minor',
  claim: 'The name says nothing of units.',
  quote: 'return min(units_at_risk(equity, risk, stop), units_without_debt(equity, price))',
  recommendation: 'Name it by what it counts.',
});

const MENDED = SIZING.replace('return equity * risk / stop', 'return equity * risk / max(stop, 0.01)').replace(
  'return equity / price',
  'return equity / max(price, 0.01)',
);

const REASON = 'the name is that of the field, see the docstring above';

const threads = (pull: Pull): readonly ShownThread[] => shared.stage.github.threads(pull);

const threadOn = (pull: Pull, words: string): ShownThread =>
  threads(pull).find(({ comments }) => comments[0]?.body.includes(words)) ??
  expect.unreachable(`no thread on ${words}`);

/** A seat that is shown the code that changed, and finds that mended which stood there. */
function mending(shown: readonly ShownThread[]) {
  const openings = shown.map(({ comments }) => comments[0]?.body ?? '').filter((body) => body.includes('Blocker'));
  const rulings = openings.map((body) => ({
    id: /F-[0-9a-f]{8}/.exec(body)?.[0] ?? '',
    answer: 'fixed',
    why: 'It divides by what is never zero.',
  }));
  return answer({ ...opinionOf(), rulings });
}

/** What the replies of ours say, in the order in which they are given. */
const WORDS = [
  'A 👎 alone dismisses nothing',
  'An author dismisses nothing of the own pull request',
  'and you have `write`',
  'and you have `none`',
  '`/conclave retry` is not about this finding',
  '**Dismissed** by `mia`',
] as const;

function answersIn([thread]: readonly ShownThread[]): readonly string[] {
  const said = thread?.comments.slice(1) ?? [];
  return said.filter(({ by }) => by === 'conclave-test[bot]').map(({ body }) => body);
}

describe.concurrent('findings on their lines', () => {
  it('are told there once, closed when they are mended, and dismissed by a 👎 with a reply', async () => {
    const { github } = shared.stage;
    const config = 'version: 1\ncommittee:\n  inline: all\n';
    const cast = { mistral: opinion({ findings: [claim(), otherClaim(), minor] }) };
    const repository = shared.openRepository({ files: { '.github/conclave.yml': config }, cast });
    const pull = shared.openPull(repository);
    await shared.settled(pull);
    const first = threads(pull);
    github.replyInThread(pull, threadOn(pull, 'A price of zero').id, {
      by: 'wim',
      body: 'I mend it with the next push.',
    });
    await shared.settled(pull);

    shared.recast(repository, { mistral: mending(first) });
    github.push(pull, { 'src/risk/sizing.py': MENDED });
    await shared.settled(pull);
    const second = threads(pull);
    const { id } = threadOn(pull, 'The name says nothing');
    github.reactInThread(pull, id, { by: 'mia', content: '-1' });
    github.replyInThread(pull, id, { by: 'mia', body: REASON });
    const end = await shared.settled(pull);

    expect(first.map(({ line, side }) => [line, side])).toEqual([
      [6, 'RIGHT'],
      [11, 'RIGHT'],
      [16, 'RIGHT'],
    ]);
    expect(pull.reviews).toHaveLength(1);
    expect(second).toHaveLength(3);
    expect(second.map(({ isHidden, resolvedBy }) => [isHidden, resolvedBy])).toEqual([
      [true, null],
      [false, null],
      [false, null],
    ]);
    expect(second[0]?.comments).toHaveLength(1);
    expect(second[0]?.comments[0]?.body).toContain(' state=fixed ');
    expect(second[1]?.comments.map(({ by }) => by)).toEqual(['conclave-test[bot]', 'wim', 'conclave-test[bot]']);
    expect(threadOn(pull, 'The name says nothing').comments.map(({ by }) => by)).toEqual([
      'conclave-test[bot]',
      'mia',
      'conclave-test[bot]',
    ]);
    expect(threadOn(pull, 'The name says nothing').comments.at(-1)?.body).toContain(`**Dismissed** by \`mia\``);
    expect(currentVerdicts(end)[0]?.body).toContain(REASON);
    expect(
      await shared.rows('select actor, detail from conclave.audit_events where repository_id = $1 and act = $2', [
        repository.id,
        'finding.dismissed',
      ]),
    ).toMatchObject([{ actor: 'mia', detail: { reason: REASON } }]);
  });

  it('are dismissed in their threads by whoever may, and by nobody else, and each is answered once', async () => {
    const { github } = shared.stage;
    const repository = shared.openRepository({ cast: { mistral: opinion({ findings: [claim()] }) } });
    const pull = shared.openPull(repository, { author: 'ada' });
    await shared.settled(pull);
    const { id } = threadOn(pull, 'A stop of zero');
    const say = (by: string, body: string) => github.replyInThread(pull, id, { by, body });

    github.reactInThread(pull, id, { by: 'wim', content: '-1' });
    github.reactInThread(pull, id, { by: 'ada', content: '-1' });
    github.reactInThread(pull, id, { by: 'eve', content: '-1' });
    say('ada', 'the stop is checked by every caller of it, as I said');
    await shared.settled(pull);
    say('wim', 'all callers check the stop before they come here');
    say('eve', 'I am a stranger and I do not like this remark at all');
    await shared.settled(pull);
    say('mia', '/conclave retry');
    const refused = await shared.settled(pull);
    say('mia', `/conclave dismiss ${REASON}`);
    const end = await shared.settled(pull);
    await shared.settled(pull);

    const ours = answersIn(threads(pull));
    expect(ours.map((body) => WORDS.find((words) => body.includes(words)))).toEqual([...WORDS]);
    expect(headCheck(refused)).toMatchObject({ conclusion: 'failure' });
    expect(headCheck(end)).toMatchObject({ conclusion: 'neutral' });
    expect(shared.opinionsOn(repository)).toHaveLength(FEW_SEATS);
  });
}, 90_000);
