import { describe, expect, it } from 'vitest';
import type { Conversation, ShownCheck } from '../fakes/github/conversation.ts';
import type { Pull } from '../fakes/github/world.ts';
import { shareGuardStage } from './stage/guarded-pull.ts';
import { answersIn } from './stage/shared-stage.ts';

const stage = shareGuardStage();
const { shared } = stage;
const settled = (pull: Pull) => shared.settled(pull);
const CI = { id: 15_368, slug: 'github-actions', name: 'GitHub Actions', clientId: 'Iv1.ci' };
const REASON = 'the team is on leave and the change is a rename';

const configured = (rules: string) => ({ '.github/conclave.yml': `version: 1\nrules:\n${rules}` });
const TEAMS = configured('  - include: defaults\n    teams: { risk: acme/risk }\n');

function rulesChecks({ checks, headSha }: Conversation): readonly ShownCheck[] {
  return checks.filter((check) => check.headSha === headSha && check.name === 'conclave/rules');
}

const rulesCheck = (conversation: Conversation) => rulesChecks(conversation).at(-1);

async function say(pull: Pull, author: string, words: string): Promise<string> {
  shared.stage.github.comment(pull, author, `/conclave ${words}`);
  stage.wait();
  return answersIn(await settled(pull)).at(-1)?.body ?? '';
}

describe.concurrent('the check of the blocking rules', () => {
  it('fails until somebody of the named team approves this very head, and again after a push', async () => {
    const { github } = shared.stage;
    github.addTeam('acme/risk', ['rae']);
    const pull = stage.open({}, TEAMS);
    const before = await settled(pull);

    github.review(pull, { author: 'ada', state: 'APPROVED' });
    const byOther = await settled(pull);
    github.review(pull, { author: 'rae', state: 'APPROVED' });
    const approved = await settled(pull);
    github.push(pull, { 'src/risk/sizing.py': 'SIZE = 2\n' });
    const pushed = await settled(pull);

    expect(rulesCheck(before)).toMatchObject({
      conclusion: 'failure',
      title: expect.stringContaining('risk-engine-review'),
    });
    expect(rulesCheck(byOther)).toMatchObject({ conclusion: 'failure' });
    expect(rulesCheck(approved)).toMatchObject({ status: 'completed', conclusion: 'success' });
    expect(rulesCheck(pushed)).toMatchObject({
      conclusion: 'failure',
      summary: expect.stringContaining('earlier commit'),
    });
    expect(rulesCheck(before)?.summary).not.toContain('@acme');
  });

  it('waits while checks of others run, ends with them, and is asked again by nothing of its own', async () => {
    const { github } = shared.stage;
    const pull = stage.open();
    const asleep = await settled(pull);
    const place = { name: 'test', sha: pull.headSha, app: CI };
    github.addForeignCheck(pull.repository, { ...place, status: 'in_progress' });
    const waiting = await settled(pull);
    github.addForeignCheck(pull.repository, { ...place, status: 'completed', conclusion: 'failure' });
    const failed = await settled(pull);
    github.setStatus(pull.repository, { sha: pull.headSha, context: 'deploy', state: 'pending', by: 'ada' });
    github.addForeignCheck(pull.repository, { ...place, status: 'completed', conclusion: 'success' });
    const pending = await settled(pull);
    github.setStatus(pull.repository, { sha: pull.headSha, context: 'deploy', state: 'success', by: 'ada' });
    const green = await settled(pull);

    expect(rulesCheck(asleep)).toMatchObject({ conclusion: 'neutral' });
    expect(rulesCheck(waiting)).toMatchObject({ status: 'in_progress', conclusion: null });
    expect(rulesCheck(failed)).toMatchObject({ conclusion: 'failure', title: expect.stringContaining('ci-green') });
    expect(rulesCheck(pending)).toMatchObject({ status: 'in_progress' });
    expect(rulesCheck(green)).toMatchObject({ status: 'completed', conclusion: 'success' });
    expect(rulesChecks(green)).toHaveLength(3);
  });

  it('is waived by a maintainer at this commit only, and never where the rule forbids it', async () => {
    const { github } = shared.stage;
    github.addTeam('acme/risk', ['rae']);
    const rule = (id: string, more: string) =>
      `  - id: ${id}\n    require: { approval: { team: acme/risk } }\n    owner: acme/risk\n    message: Ask the risk team for a review.\n${more}`;
    const pull = stage.open({}, configured(rule('risk-review', '') + rule('strict-review', '    waivable: false\n')));
    await settled(pull);

    const stranger = await say(pull, 'wim', `waive rule:risk-review ${REASON}`);
    const mistyped = await say(pull, 'mia', `waive rule:risk-reviews ${REASON}`);
    const strict = await say(pull, 'mia', `waive rule:strict-review ${REASON}`);
    const waived = await say(pull, 'mia', `waive rule:risk-review ${REASON}`);
    const after = rulesCheck(await settled(pull));
    github.push(pull, { 'src/risk/sizing.py': 'SIZE = 2\n' });
    const pushed = rulesCheck(await settled(pull));

    expect(stranger).toContain('You may not do this.');
    expect(mistyped).toContain('Did you mean `rule:risk-review`?');
    expect(strict).toContain('may not be waived');
    expect(waived).toContain('is waived');
    expect(after).toMatchObject({ conclusion: 'failure', summary: expect.stringContaining(REASON) });
    expect(pushed?.summary).toContain('fails at another commit');
    expect(await stage.audited(pull.repository, 'rule.waived')).toMatchObject([
      { actor: 'mia', subject: 'risk-review' },
    ]);
    const rows = await shared.rows('select target, actor from conclave.waivers where repository_id = $1', [
      pull.repository.id,
    ]);
    expect(rows).toEqual([{ target: 'risk-review', actor: 'mia' }]);
  });

  it('is written on what a merge queue tests', async () => {
    const { github } = shared.stage;
    github.addTeam('acme/risk', ['rae']);
    const pull = stage.open({}, TEAMS);
    await settled(pull);
    github.review(pull, { author: 'rae', state: 'APPROVED' });
    await settled(pull);

    const { headSha } = github.mergeGroup(pull);
    const { checks } = await settled(pull);

    const queued = checks.filter((check) => check.headSha === headSha && check.name === 'conclave/rules');
    expect(queued).toMatchObject([{ status: 'completed', conclusion: 'success' }]);
  });

  it.each([
    {
      what: 'a configuration that cannot be read',
      files: configured('  - id: risk-review\n'),
      says: '.github/conclave.yml:3',
    },
    {
      what: 'a team that is not there',
      files: configured('  - include: defaults\n    teams: { risk: acme/risks }\n'),
      says: 'There is no team acme/risks',
    },
  ])('asks for action at $what, with the reason', async ({ files, says }) => {
    const pull = stage.open({}, files);

    const check = rulesCheck(await settled(pull));

    expect(check).toMatchObject({ conclusion: 'action_required', summary: expect.stringContaining(says) });
  });
});
