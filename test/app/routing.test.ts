import { describe, expect, it } from 'vitest';
import type { Conversation } from '../fakes/github/conversation.ts';
import type { Pull, Repository } from '../fakes/github/world.ts';
import { opinion } from '../sessions/script.ts';
import { SEATS } from './stage/committees.ts';
import { currentVerdicts, headCheck, type SharedStage, shareStage } from './stage/shared-stage.ts';
import { verdictChecks } from './stage/verdict-of.ts';

const shared: SharedStage = shareStage();
const PATH = '.github/conclave.yml';
const DOCUMENT = { 'docs/guide.md': '# Guide\n\nHow to read the figures.\n' };
const routing = (rows: string) => ({ files: { [PATH]: `version: 1\nrouting:\n  - include: defaults\n${rows}` } });

const opinions = (repository: Repository) => shared.opinionsOn(repository).length;
const checksOn = (conversation: Conversation) =>
  verdictChecks(conversation).filter(({ headSha }) => headSha === conversation.headSha);

/** Requests of a kind to GitHub about one repository. */
function sent(repository: Repository, method: string, ending: string) {
  const place = `/repos/${repository.owner.login}/${repository.name}/`;
  return shared.stage.github.calls.filter(
    (call) => call.method === method && call.path.startsWith(place) && call.path.endsWith(ending),
  );
}

const asked = (pull: Pull) => shared.stage.github.requestedOn(pull);

describe.concurrent('a change that the built-in rows know', () => {
  it('of documents alone is not reviewed, names the row, passes a merge queue, and is reviewed when asked', async () => {
    const { github } = shared.stage;
    const repository = shared.openRepository();
    const pull = shared.openPull(repository, { changes: DOCUMENT });
    const skipped = await shared.settled(pull);
    const paid = await shared.rows('select 1 from conclave.money where repository_id = $1', [repository.id]);
    const group = github.mergeGroup(pull);
    const queued = await shared.settled(pull);
    const before = opinions(repository);

    github.comment(pull, 'wim', '/conclave review');
    const reviewed = await shared.settled(pull);

    expect(headCheck(skipped)).toMatchObject({
      status: 'completed',
      conclusion: 'neutral',
      title: 'Skipped by routing: documents-and-dashboards',
      summary: expect.stringContaining('`/conclave review`'),
    });
    expect([skipped.comments, paid, before]).toEqual([[], [], 0]);
    expect(verdictChecks(queued).find(({ headSha }) => headSha === group.headSha)).toMatchObject({
      conclusion: 'neutral',
      title: 'Skipped by routing: documents-and-dashboards',
    });
    expect(opinions(repository)).toBe(SEATS);
    expect(headCheck(reviewed)).toMatchObject({ conclusion: 'success' });
    expect(currentVerdicts(reviewed)).toHaveLength(1);
  });

  it('of configuration alone is read lightly by ops and crypto-trader, without a chair', async () => {
    const repository = shared.openRepository();
    const pull = shared.openPull(repository, { changes: { 'config/fees.yaml': 'taker: 0.001\n' } });
    const conversation = await shared.settled(pull);
    const [verdict] = currentVerdicts(conversation);
    const chairs = shared.stage.modelCalls().filter(({ purpose, prompt }) => {
      return purpose === 'minutes' && prompt.includes(`${repository.owner.login}/${repository.name}#`);
    });

    expect(opinions(repository)).toBe(4);
    expect(chairs).toEqual([]);
    expect(headCheck(conversation)).toMatchObject({ conclusion: 'success' });
    expect(verdict?.body).toContain('Routed as light pr_review by these rows.');
    expect(verdict?.body).toMatch(/^- `configuration`: .*config\/fees\.yaml/m);
    for (const expert of ['crypto-trader', 'ops']) expect(verdict?.body).toContain(expert);
    expect(verdict?.body).not.toContain('architect');
  });
}, 90_000);

describe.concurrent('rows of a repository', () => {
  it('ask a team and put a label on once over two pushes, and tell of a team that is not there', async () => {
    const { github } = shared.stage;
    github.addTeam('acme/risk', ['rae']);
    const rows =
      '  - id: risk-engine\n    when: { paths: ["src/risk/**"] }\n' +
      '    then: { depth: light, experts: [ops], teams: [acme/risk, acme/ghosts], reviewers: [mia, wim], labels: [risk] }\n';
    const repository = shared.openRepository(routing(rows));
    const pull = shared.openPull(repository);
    const first = await shared.settled(pull);
    const afterFirst = asked(pull);
    github.review(pull, { author: 'rae', state: 'APPROVED' });
    github.removeLabel(pull, 'risk', 'mia');

    github.push(pull, { 'src/risk/limits.py': 'LIMIT = 4\n' });
    const second = await shared.settled(pull);

    expect([first.labels, second.labels]).toEqual([['risk'], []]);
    expect(afterFirst).toEqual({ users: ['mia'], teams: ['risk'] });
    expect(asked(pull)).toEqual({ users: ['mia'], teams: [] });
    expect(sent(repository, 'POST', '/requested_reviewers').map(({ body }) => body)).toEqual([
      { reviewers: ['mia'] },
      { team_reviewers: ['risk'] },
      { team_reviewers: ['ghosts'] },
      { team_reviewers: ['ghosts'] },
    ]);
    expect(sent(repository, 'POST', '/labels')).toHaveLength(1);
    for (const conversation of [first, second]) {
      const [verdict] = currentVerdicts(conversation);
      expect(verdict?.body).toMatch(/`acme\/ghosts` could not be asked: .*not a collaborator/);
      expect(headCheck(conversation)).toMatchObject({ conclusion: 'success' });
    }
    expect(verdictChecks(second)).toHaveLength(2);
  });

  it('that contradict each other are both named with their lines, until a label keeps them apart', async () => {
    const { github } = shared.stage;
    const rows =
      '  - id: risk-plans\n    when: { paths: ["src/risk/**"] }\n    then: { session: plan_review }\n' +
      '  - id: trials\n    when: { labels: [trial] }\n    then: { session: experiment_review }\n';
    const repository = shared.openRepository(routing(rows));
    const pull = shared.openPull(repository, { labels: ['trial'] });
    const refused = await shared.settled(pull);
    const before = opinions(repository);

    github.removeLabel(pull, 'trial');
    const mended = await shared.settled(pull);

    const check = headCheck(refused);
    expect(check).toMatchObject({ conclusion: 'action_required', title: 'The configuration cannot be used' });
    for (const named of ['risk-plans', 'trials', `${PATH}:4`, `${PATH}:7`, 'plan_review', 'experiment_review']) {
      expect(check?.summary).toContain(named);
    }
    expect([before, refused.comments]).toEqual([0, []]);
    expect(headCheck(mended)).toMatchObject({ conclusion: 'success' });
    expect(currentVerdicts(mended)[0]?.body).toContain('plan_review');
  });

  it('with an expert whom nobody knows are refused with the nearest name', async () => {
    const rows = '  - id: risk-engine\n    when: { paths: ["src/risk/**"] }\n    then: { experts: [crypto-traders] }\n';
    const repository = shared.openRepository(routing(rows));
    const pull = shared.openPull(repository);
    const conversation = await shared.settled(pull);
    const check = headCheck(conversation);

    expect(check).toMatchObject({ conclusion: 'action_required', title: 'The configuration cannot be used' });
    expect(check?.summary).toContain('crypto-traders');
    expect(check?.summary).toContain('crypto-trader"');
    expect(check?.summary).toContain(`${PATH}:`);
    expect(opinions(repository)).toBe(0);
  });
}, 90_000);

const BY_LABEL =
  '  - id: wanted\n    when: { labels: [please-review] }\n    then: { depth: light, experts: [ops] }\n' +
  '  - id: money\n    when: { labels: [fees] }\n    then: { depth: light, experts: [crypto-trader] }\n' +
  '  - id: titled\n    when: { title: "(?i)fees" }\n    then: { depth: light, experts: [crypto-trader] }\n' +
  '  - id: told\n    when: { labels: [desk] }\n    then: { teams: [acme/desk] }\n';

describe.concurrent('a pull request that is labelled or renamed', () => {
  it('is routed again where it was skipped, without flicker, and only more than was held is paid for', async () => {
    const { github } = shared.stage;
    github.addTeam('acme/desk', []);
    const repository = shared.openRepository(routing(BY_LABEL));
    const pull = shared.openPull(repository, { changes: DOCUMENT });
    const skipped = await shared.settled(pull);
    github.addLabel(pull, 'unrelated');
    const same = await shared.settled(pull);
    github.addLabel(pull, 'please-review');
    const labelled = await shared.settled(pull);
    const first = opinions(repository);

    github.removeLabel(pull, 'please-review');
    github.addLabel(pull, 'desk');
    const less = await shared.settled(pull);
    const [second, team] = [opinions(repository), asked(pull).teams];
    github.addLabel(pull, 'please-review');
    github.addLabel(pull, 'fees');
    const more = await shared.settled(pull);

    expect(headCheck(skipped)).toMatchObject({ conclusion: 'neutral' });
    expect(checksOn(same)).toEqual(checksOn(skipped));
    expect(headCheck(labelled)).toMatchObject({ conclusion: 'success' });
    expect([first, second, team]).toEqual([2, 2, ['desk']]);
    expect([checksOn(less), less.comments]).toEqual([checksOn(labelled), labelled.comments]);
    expect(headCheck(more)).toMatchObject({ conclusion: 'success' });
    expect(currentVerdicts(more)).toHaveLength(1);
    expect(currentVerdicts(more)[0]?.body).toContain('`money`');
    expect(opinions(repository)).toBeLessThanOrEqual(2 + 4);
  });

  it('while its review runs is routed again after that', async () => {
    const { github } = shared.stage;
    const slow = { ...opinion(), delayMs: 6_000 };
    const cast = { mistral: slow, gemini: slow };
    const repository = shared.openRepository({ ...routing(BY_LABEL), cast });
    const pull = shared.openPull(repository, { changes: DOCUMENT, labels: ['please-review'] });
    await shared.asked(repository);

    github.editPull(pull, { title: 'docs: read the fees' });
    const conversation = await shared.settled(pull);

    expect(headCheck(conversation)).toMatchObject({ conclusion: 'success' });
    expect(currentVerdicts(conversation)[0]?.body).toContain('`titled`');
    expect(checksOn(conversation)).toHaveLength(2);
  });
}, 90_000);
