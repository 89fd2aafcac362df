import { describe, expect, it } from 'vitest';
import { DATA, STRATEGY, WORKFLOW } from '../fixtures/backtest-bundle.ts';
import { zipOf } from '../fixtures/zip-file.ts';
import { backtestCheck, backtestChecks, backtestComments, shareBacktestStage } from './stage/backtest-pull.ts';

const stage = shareBacktestStage();
const { shared } = stage;

describe.concurrent('the check of the backtests', () => {
  it('passes for what the workflow of the base made, and tells it in one comment', async () => {
    const pull = stage.open();

    const once = await stage.report(pull);
    const twice = await stage.report(pull);

    expect(backtestCheck(once)).toMatchObject({ status: 'completed', conclusion: 'success' });
    expect(backtestCheck(once)?.summary).toContain('**Attested**');
    expect(backtestComments(twice)).toHaveLength(1);
    const [comment] = backtestComments(once);
    const [first] = comment?.body.split('\n').filter((line) => line.startsWith('### ')) ?? [];
    expect(first).toMatch(/Backtest: (better|worse|not distinguishable): mean daily return \S+ % against the base/);
    for (const part of ['```mermaid', '| figure | base | head |', '**Proofs**', '**The wall**', 'no network ✓'])
      expect(comment?.body).toContain(part);
  });

  it('is neutral and says what differs when the pull request changes the workflow', async () => {
    const pull = stage.open({ [WORKFLOW]: 'on: pull_request\n' });

    const conversation = await stage.report(pull);

    expect(backtestCheck(conversation)).toMatchObject({
      conclusion: 'neutral',
      title: expect.stringContaining('Not attested'),
      summary: expect.stringContaining('the pull request has another .github/workflows/backtest.yml than the base'),
    });
    expect(backtestComments(conversation)[0]?.body).toContain('**Not attested**');
  });

  it('is neutral when the run may be that of another base, whose workflow another branch brought', async () => {
    const { github } = shared.stage;
    const [led, twice] = [stage.open(), stage.open()];
    for (const { repository } of [led, twice])
      shared.openPull(repository, { head: 'lax', draft: true, changes: { [WORKFLOW]: 'on: pull_request\n' } });
    github.editPull(led, { base: 'lax' });
    stage.wait(60);
    github.editPull(led, { base: 'main' });
    const other = shared.openPull(twice.repository, { head: 'faster', base: 'lax', draft: true, changes: {} });
    stage.wait(60);
    github.closePull(other);

    const [ofLed, ofTwice] = [await stage.report(led), await stage.report(twice)];

    expect(backtestCheck(ofLed)).toMatchObject({
      conclusion: 'neutral',
      summary: expect.stringContaining('it cannot be told whether it was made for a pull request into main'),
    });
    expect(backtestCheck(ofTwice)).toMatchObject({
      conclusion: 'neutral',
      summary: expect.stringContaining('it may have been made for a pull request of this branch into lax'),
    });
  });

  it('is neutral when other data than that of the base was used', async () => {
    const pull = stage.open({ [DATA]: 'Date,Open\n' });

    const conversation = await stage.report(pull, {
      bundle: (bundle) => ({
        ...bundle,
        strategies: bundle.strategies.map((each) => ({
          ...each,
          data: each.data.map((file) => ({ ...file, sha256: 'd'.repeat(64) })),
        })),
      }),
    });

    expect(backtestCheck(conversation)).toMatchObject({
      conclusion: 'neutral',
      summary: expect.stringContaining('that was used is not the one of the base'),
    });
  });

  it('fails for figures that do not follow from the decisions, also where the report is not attested', async () => {
    const forge = {
      files: (files: Readonly<Record<string, Buffer>>) =>
        Object.fromEntries(
          Object.entries(files).map(([path, bytes]) =>
            path.endsWith('head/summary.json')
              ? [path, bytes.toString('utf8').replace('"final_equity": ', '"final_equity": 1')]
              : [path, bytes],
          ),
        ),
    };
    const [attested, claimed] = [stage.open(), stage.open({ [WORKFLOW]: 'on: pull_request\n' })];

    const [ofBase, ofChange] = [await stage.report(attested, forge), await stage.report(claimed, forge)];

    for (const conversation of [ofBase, ofChange])
      expect(backtestCheck(conversation)).toMatchObject({
        conclusion: 'failure',
        summary: expect.stringContaining('do not follow from decisions and data'),
      });
  });

  it('fails for a static check on its line, and mentions nobody', async () => {
    const pull = stage.open();

    const conversation = await stage.report(pull, {
      report: (report) => {
        const finding = { path: STRATEGY, line: 1, column: 1, code: 'B404', message: '@octocat import of subprocess' };
        const checks = report.inspection?.checks.map((check) =>
          check.id === 'bandit' ? { ...check, answer: 'fail' as const, findings: [finding] } : check,
        );
        return { ...report, inspection: report.inspection && { ...report.inspection, checks: checks ?? [] } };
      },
    });

    const check = backtestCheck(conversation);
    expect(check).toMatchObject({ conclusion: 'failure', summary: expect.stringContaining('static check bandit') });
    expect(check?.annotations).toMatchObject([{ path: STRATEGY, start_line: 1, annotation_level: 'failure' }]);
    expect(backtestComments(conversation)[0]?.body).not.toMatch(/(?<!`)@octocat/);
  });

  it('says nothing on a head that came while the workflow ran', async () => {
    const pull = stage.open();
    const old = pull.headSha;
    shared.stage.github.push(pull, { [STRATEGY]: 'class Strategy: ...  # once more\n' });

    const conversation = await stage.report(pull, { head: old }, { headSha: old });
    const forged = await stage.report(pull, { head: old });

    expect(backtestChecks(conversation)).toEqual([]);
    expect(backtestCheck(forged)).toMatchObject({
      conclusion: 'action_required',
      summary: expect.stringContaining('the bundle is of another commit'),
    });
  });

  it('asks for action for every artifact that cannot be believed, and says why', async () => {
    const pull = stage.open();
    const stored = (bytes: Buffer, more: object = {}) => ({
      artifacts: [{ name: 'conclave-backtest', bytes, ...more }],
    });
    const runs = [
      ['a path leads out', stored(zipOf([{ path: '../bundle.json', bytes: '{}' }]))],
      ['holds a link', stored(zipOf([{ path: 'bundle.json', bytes: '/etc/passwd', mode: 0o120777 }]))],
      ['too large for its packed', stored(zipOf([{ path: 'bundle.json', bytes: Buffer.alloc(9_000_000) }]))],
      ['no zip archive', stored(Buffer.from('nothing'))],
      ['holds no bundle', stored(zipOf([{ path: 'a/comparison.json', bytes: '{}' }]))],
      ['the artifact has `70000000` bytes', stored(Buffer.alloc(1), { size: 70_000_000 })],
      ['is gone', stored(Buffer.alloc(1), { expired: true })],
      ['It ended as `failure`', { artifacts: [], conclusion: 'failure' }],
    ] as const;

    const said: (string | null | undefined)[] = [];
    for (const [, run] of runs) said.push(backtestCheck(await stage.report(pull, {}, run))?.summary);
    const conversation = await shared.settled(pull);

    expect(said).toEqual(runs.map(([words]) => expect.stringContaining(words)));
    expect(new Set(backtestChecks(conversation).map(({ conclusion }) => conclusion))).toEqual(
      new Set(['action_required']),
    );
    expect(backtestComments(conversation)).toEqual([]);
  });

  it('is not touched by a run of another workflow, nor by a claim once the base has spoken', async () => {
    const pull = stage.open();

    const other = await stage.report(pull, {}, { workflow: 'ci.yml' });
    const attested = await stage.report(pull);
    const claimed = await stage.report(pull, {}, { event: 'workflow_dispatch', headBranch: 'faster', actor: 'wim' });

    expect(backtestChecks(other)).toEqual([]);
    expect(backtestCheck(attested)).toMatchObject({ conclusion: 'success' });
    expect(backtestChecks(claimed)).toHaveLength(1);
  });

  it('reaches the dossier of the committee as evidence that says whether it is attested', async () => {
    const pull = stage.open();
    const repository = pull.repository;
    await stage.report(pull);

    shared.stage.github.comment(pull, 'wim', '/conclave review');
    await shared.settled(pull);

    const prompts = shared.opinionsOn(repository).map(({ prompt }) => prompt);
    expect(prompts.length).toBeGreaterThan(0);
    for (const prompt of prompts) {
      expect(prompt).toContain('the backtest of this head (made by what the base says, and computed again) says:');
      expect(prompt).toContain('Mean daily return (decides)');
    }
  });

  it('is said again in a merge queue, and judged again when somebody presses its button', async () => {
    const { github } = shared.stage;
    const pull = stage.open();
    const judged = await stage.report(pull);
    const group = github.mergeGroup(pull);
    const queued = await shared.settled(pull);
    github.rerequestCheck(backtestCheck(judged)?.id ?? 0, 'wim');
    const pressed = await shared.settled(pull);

    expect(
      queued.checks.filter(({ name, headSha }) => name === 'conclave/backtest' && headSha === group.headSha),
    ).toMatchObject([{ status: 'completed', conclusion: 'success' }]);
    expect(backtestChecks(pressed).map(({ conclusion }) => conclusion)).toEqual(['success', 'success']);
    expect(backtestComments(pressed)).toHaveLength(1);
  });

  it('is neutral in words when no strategy is touched', async () => {
    const pull = stage.open();

    const conversation = await stage.report(pull, {
      bundle: (bundle) => ({ ...bundle, strategies: [], conclusion: 'nothing_to_run' }),
      files: (files) => ({ 'bundle.json': files['bundle.json'] ?? '' }),
    });

    expect(backtestCheck(conversation)).toMatchObject({
      conclusion: 'neutral',
      title: 'Backtest: no strategy is touched',
    });
    expect(backtestComments(conversation)).toEqual([]);
  });
}, 60_000);
