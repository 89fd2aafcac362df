import { describe, expect, it } from 'vitest';
import type { Pull } from '../fakes/github/world.ts';
import { CODE, GOOD, guardCheck, shareGuardStage } from './stage/guarded-pull.ts';
import { tellRound } from './stage/round.ts';

const stage = shareGuardStage();
const { shared } = stage;
const settled = (pull: Pull) => shared.settled(pull);
const REASON = 'the dossier follows with the story of next week';
describe.concurrent('a way round all gates', () => {
  it('is the kill switch: the check says since when, and the next round sees that it was turned', async () => {
    const { github } = shared.stage;
    const pull = stage.open({ title: 'Size positions' });
    github.setVariable(pull.repository, 'GUARDRAILS_KILL_SWITCH', 'true');
    github.editPull(pull, { body: 'Closes #42' });
    const on = await settled(pull);

    github.setVariable(pull.repository, 'GUARDRAILS_KILL_SWITCH', null);
    await tellRound(shared.stage, 'pick up what is left');
    const off = await settled(pull);

    expect(guardCheck(on)).toMatchObject({ conclusion: 'neutral' });
    expect(guardCheck(on)?.summary).toMatch(/since 20\d\d-/);
    expect(guardCheck(off)).toMatchObject({ conclusion: 'failure' });
    expect(await stage.audited(pull.repository, 'guardrails.kill-switch')).toMatchObject([
      { subject: `#${pull.number}` },
    ]);
  });

  it('is no kill switch that cannot be read', async () => {
    const { github } = shared.stage;
    const repository = shared.openRepository();
    github.setVariable(repository, 'GUARDRAILS_KILL_SWITCH', 'true');
    github.fail(({ path }) => path.includes(`/${repository.name}/actions/variables`), { status: 403 }, 20);
    const pull = shared.openPull(repository, { draft: true, changes: CODE, ...GOOD, title: 'Size positions' });

    const conversation = await settled(pull);

    expect(guardCheck(conversation)).toMatchObject({ conclusion: 'failure' });
  });

  it('is a listed bot whose own every commit is, and no other', async () => {
    const { github } = shared.stage;
    const order = { author: 'dependabot[bot]', title: 'Bump numpy', body: null };
    const own = stage.open(order);
    const mixed = stage.open(order);
    github.pushBy('wim', mixed, { 'src/risk/more.py': 'MORE = 1\n' });

    const [ownCheck, mixedCheck] = [guardCheck(await settled(own)), guardCheck(await settled(mixed))];

    expect(ownCheck).toMatchObject({ conclusion: 'neutral' });
    expect(await stage.audited(own.repository, 'guardrails.bot-exempt')).toMatchObject([{ actor: 'dependabot[bot]' }]);
    expect(mixedCheck).toMatchObject({ conclusion: 'failure' });
  });

  it('is an allowed line of a fork once somebody with the right approved that very head', async () => {
    const { github } = shared.stage;
    const changes = { 'src/training/train.py': `max_depth = 6  # conclave: allow G5 ${REASON}\n` };
    const pull = stage.open({ fork: 'eve', author: 'eve', changes });
    const before = await settled(pull);

    github.review(pull, { author: 'ada', state: 'APPROVED' });
    const after = await settled(pull);

    expect(guardCheck(before)).toMatchObject({ conclusion: 'failure' });
    expect(guardCheck(after)).toMatchObject({ conclusion: 'neutral' });
    expect(await stage.audited(pull.repository, 'gate.allowed-inline')).toMatchObject([
      { actor: 'eve', subject: 'G5' },
    ]);
  });
}, 90_000);
