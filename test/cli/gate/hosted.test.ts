import { describe, expect, it } from 'vitest';
import { eventOf, makeToken, pullEvent, readAnswers, useGateHouse } from './gate-house.ts';

const house = useGateHouse();

const GOOD = { title: 'feat(features): add momentum', body: 'Closes #7', head: 'momentum' };

describe('a pull request at GitHub', () => {
  it('is asked about by its name', async () => {
    const { github, repository, gate } = house();
    github.openPull(repository, { ...GOOD, changes: { 'src/training/model.py': 'lr = 0.1\n' } });

    const { exitCode, output, errors } = await gate(['--pr', 'acme/quant#1', '--json']);

    expect(readAnswers(output)).toEqual({
      gates: ['G1 pass', 'G2 pass', 'G3 exempt', 'G4 exempt', 'G5 fail'],
      conclusion: 'failure',
    });
    expect(exitCode).toBe(1);
    expect(errors).toContain('asked about acme/quant#1 at ');
  });

  it('passes with exit code 0', async () => {
    const { github, repository, gate } = house();
    github.openPull(repository, { ...GOOD, changes: { 'src/training/model.py': 'lr = config.lr\n' } });

    const { exitCode, output } = await gate(['--pr', 'acme/quant#1', '--json']);

    expect(exitCode).toBe(0);
    expect(readAnswers(output).conclusion).toBe('success');
  });

  it('is read anew, whatever the payload of its event says', async () => {
    const { github, repository, gate, write } = house();
    const pull = github.openPull(repository, { ...GOOD, title: 'Add momentum', changes: { 'a.txt': 'a\n' } });
    const event = write('event.json', pullEvent(pull, 'feat: what it was called before'));

    const before = await gate(['--event', event, '--json']);
    github.editPull(pull, { title: GOOD.title });
    const after = await gate(['--event', event, '--json']);

    expect([before, after].map(({ exitCode }) => exitCode)).toEqual([1, 0]);
  });

  it('is judged by the configuration of its base branch, not by its own', async () => {
    const { github, repository, gate } = house();
    github.openPull(repository, {
      ...GOOD,
      title: 'Add momentum',
      changes: { '.github/conclave.yml': 'version: 1\ngates: { off: [G1] }\n' },
    });

    const { output } = await gate(['--pr', 'acme/quant#1', '--json']);

    expect(readAnswers(output).gates[0]).toBe('G1 fail');
  });

  it('is judged by another configuration that is named', async () => {
    const { github, repository, gate, write } = house();
    github.openPull(repository, { ...GOOD, title: 'Add momentum', changes: { 'a.txt': 'a\n' } });
    const config = write('other.yml', 'version: 1\ngates: { off: [G1] }\n');

    const { output, exitCode } = await gate(['--pr', 'acme/quant#1', '--json', '--config', config]);

    expect({ exitCode, first: readAnswers(output).gates[0] }).toEqual({ exitCode: 0, first: 'G1 off' });
  });

  it('is not asked about with a configuration that cannot be read: exit code 2, with its line', async () => {
    const { github, repository, gate } = house();
    github.commit(repository, { branch: 'main', changes: { '.github/conclave.yml': 'version: 1\ngaets: {}\n' } });
    github.openPull(repository, { ...GOOD, changes: { 'a.txt': 'a\n' } });

    const { output, exitCode } = await gate(['--pr', 'acme/quant#1', '--json']);

    const answers = readAnswers(output);
    expect(exitCode).toBe(2);
    expect(answers.conclusion).toBe('action_required');
    expect(answers.gates).toEqual(['G1', 'G2', 'G3', 'G4', 'G5'].map((id) => `${id} action_required`));
    expect(output).toContain('"line": 2');
  });

  it('is waived by the label of a maintainer and a section', async () => {
    const { github, repository, gate, wait } = house();
    github.addCollaborator(repository, 'grace', 'admin');
    const body = 'Closes #7\n\n## Guardrails waiver\nG1: the title is fixed by the release manager.\n';
    const pull = github.openPull(repository, { ...GOOD, title: 'Add momentum', body, changes: { 'a.txt': 'a\n' } });
    wait();
    github.addLabel(pull, 'guardrails-waiver', 'grace');

    const { output, exitCode } = await gate(['--pr', 'acme/quant#1', '--json']);

    expect({ exitCode, first: readAnswers(output).gates[0] }).toEqual({ exitCode: 0, first: 'G1 waived' });
  });
});

describe('a merge group', () => {
  it('is asked about through the pull request that it holds', async () => {
    const { github, repository, gate, write } = house();
    const pull = github.openPull(repository, { ...GOOD, changes: { 'src/training/model.py': 'lr = 0.1\n' } });
    const { headSha, headRef, baseSha } = github.mergeGroup(pull);
    const group = { head_sha: headSha, head_ref: headRef, base_sha: baseSha };
    const event = write('event.json', { ...eventOf(repository), action: 'checks_requested', merge_group: group });

    const { output, errors, exitCode } = await gate(['--event', event, '--json']);

    expect(exitCode).toBe(1);
    expect(readAnswers(output).gates).toContain('G5 fail');
    expect(errors).toContain(`asked about acme/quant#1 at ${headSha.slice(0, 7)}`);
  });

  it('of no pull request is refused', async () => {
    const { repository, gate, write } = house();
    const group = { head_sha: 'a'.repeat(40), head_ref: 'refs/heads/main', base_sha: 'b'.repeat(40) };
    const event = write('event.json', { ...eventOf(repository), merge_group: group });

    const { exitCode, output, errors } = await gate(['--event', event, '--json']);

    expect({ exitCode, output }).toEqual({ exitCode: 2, output: '' });
    expect(errors).toContain('no pull request of acme/quant belongs to the merge group refs/heads/main');
  });
});

describe('the kill switch', () => {
  const failing = { ...GOOD, title: 'Add momentum', changes: { 'a.txt': 'a\n' } };
  const asked = ['--pr', 'acme/quant#1', '--json'];

  it('is believed from the environment', async () => {
    const { github, repository, gate } = house();
    github.openPull(repository, failing);

    const { exitCode, output } = await gate(asked, { environment: { GUARDRAILS_KILL_SWITCH: 'true' } });

    expect({ exitCode, ...readAnswers(output) }).toMatchObject({ exitCode: 0, conclusion: 'neutral' });
    expect(readAnswers(output).gates).toContain('G1 off');
  });

  it.each(['True', 'false', '1'])('that says %s leaves the gates on, and GitHub is not asked', async (value) => {
    const { github, repository, gate } = house();
    github.openPull(repository, failing);

    const { exitCode } = await gate(asked, { environment: { GUARDRAILS_KILL_SWITCH: value } });

    expect(exitCode).toBe(1);
    expect(github.calls.map(({ path }) => path).filter((path) => path.includes('/variables/'))).toEqual([]);
  });

  it('is asked of GitHub where the environment is blank; what may not be read leaves the gates on, and is said', async () => {
    const { github, repository, gate } = house();
    github.openPull(repository, failing);

    const { exitCode, errors } = await gate(asked, { environment: { GUARDRAILS_KILL_SWITCH: ' ' } });

    expect(exitCode).toBe(1);
    expect(errors).toContain('The variable GUARDRAILS_KILL_SWITCH cannot be read, so the gates stay on');
    expect(errors).toContain('actions_variables');
  });
});

describe('without an answer of GitHub', () => {
  const asked = ['--pr', 'acme/quant#1', '--json'];

  it('nothing passes: exit code 4', async () => {
    const { github, repository, gate } = house();
    github.openPull(repository, { ...GOOD, changes: { 'a.txt': 'a\n' } });
    github.fail('GET /repos/{owner}/{repo}/pulls/{pull_number}', { status: 500 }, 3);

    const { exitCode, output, errors } = await gate(asked);

    expect({ exitCode, output }).toEqual({ exitCode: 4, output: '' });
    expect(errors).toContain('GitHub answered 500');
  });

  it('a pull request that is gone is told in a sentence: exit code 2', async () => {
    const { exitCode, output, errors } = await house().gate(asked);

    expect({ exitCode, output }).toEqual({ exitCode: 2, output: '' });
    expect(errors).toContain('there is no pull request acme/quant#1, perhaps not any more');
  });

  it('a missing permission is named: exit code 4', async () => {
    const { github, repository, gate, expectRefusal } = house();
    github.openPull(repository, { ...GOOD, changes: { 'a.txt': 'a\n' } });
    expectRefusal('GET /repos/acme/quant/pulls/1: Resource not accessible by integration');
    const GITHUB_TOKEN = await makeToken(github, repository, { contents: 'read' });

    const { exitCode, output, errors } = await gate(asked, { environment: { GITHUB_TOKEN } });

    expect({ exitCode, output }).toEqual({ exitCode: 4, output: '' });
    expect(errors).toMatch(/pull.requests: read/i);
  });

  it('a token that is refused is told: exit code 4, and the token stands nowhere', async () => {
    const GITHUB_TOKEN = 'ghs_thisisnotoneofthetokensthatwasgiven00';
    const { gate, expectRefusal } = house();
    expectRefusal('GET /repos/acme/quant/pulls/1: Bad credentials');

    const { exitCode, errors } = await gate(asked, { environment: { GITHUB_TOKEN } });

    expect(exitCode).toBe(4);
    expect(errors).not.toContain(GITHUB_TOKEN);
  });

  it('a server that nobody runs is told: exit code 4', async () => {
    const { github, gate } = house();
    await github.stop();

    const { exitCode, errors } = await gate(asked);

    expect(exitCode).toBe(4);
    expect(errors).toContain('GitHub could not be asked');
    await github.restart();
  });
});

describe('the token', () => {
  it('comes from GH_TOKEN where GITHUB_TOKEN is blank', async () => {
    const { github, repository, gate, environment } = house();
    github.openPull(repository, { ...GOOD, changes: { 'a.txt': 'a\n' } });
    const tokens = { GITHUB_TOKEN: '', GH_TOKEN: environment.GITHUB_TOKEN ?? '' };

    const { exitCode } = await gate(['--pr', 'acme/quant#1'], { environment: tokens });

    expect(exitCode).toBe(0);
  });

  it('is shown to no other host than the one of the environment', async () => {
    const { github, gate } = house();

    const { exitCode, errors } = await gate(['--pr', 'https://ghe.example.com/acme/quant/pull/1']);

    expect(exitCode).toBe(2);
    expect(errors).toContain('the pull request stands at https://ghe.example.com, and https://github.com is spoken to');
    expect(github.calls.filter(({ path }) => path.startsWith('/repos'))).toEqual([]);
  });

  it('is used at the server that the environment names', async () => {
    const { github, repository, gate } = house();
    github.openPull(repository, { ...GOOD, changes: { 'a.txt': 'a\n' } });
    const environment = { GITHUB_SERVER_URL: 'https://ghe.example.com' };

    const { exitCode } = await gate(['--pr', 'https://ghe.example.com/acme/quant/pull/1/files'], { environment });

    expect(exitCode).toBe(0);
  });
});
