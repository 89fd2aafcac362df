import { chmodSync, copyFileSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { layOutStart, type StartPlace, whereIs } from './start-place.ts';

let stage: StartPlace;
let place: string;

beforeEach(() => {
  stage = layOutStart();
  place = stage.folder;
});
afterEach(() => rmSync(place, { recursive: true }));

const write = (path: string, text: string) => stage.write(path, text);
const fakeNode = (path: string, version: string) => stage.fakeNode(path, version);
const realNode = (path: string) => stage.realNode(path);
const start = (...order: Parameters<StartPlace['start']>) => stage.start(...order);

describe('the Node that runs an action', () => {
  it("is the job's own, when that is new enough", () => {
    realNode('bin/node');
    fakeNode('tools/node/25.0.0/x64/bin/node', 'v25.0.0');

    const { stdout } = start(['guardrails']);

    expect(stdout).toBe(`${process.execPath} gate --event /event.json --format github`);
  });

  it('is otherwise the newest that the image keeps ready', () => {
    fakeNode('bin/node', 'v20.20.2');
    for (const version of ['9.11.2', '22.21.1', '24.2.0', '24.12.0']) {
      fakeNode(`tools/node/${version}/x64/bin/node`, `v${version}`);
    }

    const { stdout } = start(['guardrails']);

    expect(stdout).toContain('ran tools/node/24.12.0/x64/bin/node');
  });

  it('is no other processor’s', () => {
    write('tools/node/26.0.0/arm64/bin/node', 'not a program of this machine');
    chmodSync(join(place, 'tools/node/26.0.0/arm64/bin/node'), 0o755);
    fakeNode('tools/node/24.2.0/x64/bin/node', 'v24.2.0');

    const { stdout } = start(['guardrails']);

    expect(stdout).toContain('ran tools/node/24.2.0/x64/bin/node');
  });

  it('is at last the one with which the runner runs actions', () => {
    const runner = join(place, 'runner');
    fakeNode('runner/externals/node20/bin/node', 'v20.20.0');
    realNode('runner/externals/node24/bin/node');
    mkdirSync(join(runner, 'bin.2.335.1'));
    copyFileSync(whereIs('bash'), join(runner, 'bin.2.335.1/Runner.Worker'));
    chmodSync(join(runner, 'bin.2.335.1/Runner.Worker'), 0o755);

    const steps = ['--norc', '-c', 'bash "$@"; exit $?', 'step'];
    const { stdout, stderr } = start(['guardrails'], [join(runner, 'bin.2.335.1/Runner.Worker'), ...steps]);

    expect(stderr).toBe('');
    expect(stdout).toBe(`${process.execPath} gate --event /event.json --format github`);
  });

  it('is asked for in one sentence when there is none', () => {
    fakeNode('bin/node', 'v20.20.2');

    const { status, stdout } = start(['guardrails']);

    expect(status).toBe(2);
    expect(stdout).toBe(
      '::error title=Conclave::no Node 24 or newer on this runner; put actions/setup-node with node-version: 24 before this step, or update the runner to 2.327.1 or newer',
    );
  });
});

describe('a command of the action', () => {
  it.each([
    [
      'an unknown one',
      ['deploy'],
      'unknown command "deploy"; expected: guardrails, waiver-audit, evidence, adr-lint, backtest or ops-state',
    ],
    ['none', [''], 'unknown command ""; expected: guardrails, waiver-audit, evidence, adr-lint, backtest or ops-state'],
    [
      'one of several lines',
      ['a\n::notice::b%'],
      'unknown command "a%0A::notice::b%25"; expected: guardrails, waiver-audit, evidence, adr-lint, backtest or ops-state',
    ],
  ])('is refused in one sentence: %s', (_, command, sentence) => {
    realNode('bin/node');

    const { status, stdout } = start(command);

    expect({ status, stdout }).toEqual({ status: 2, stdout: `::error title=Conclave::${sentence}` });
  });

  it('is refused where the program was not built', () => {
    rmSync(join(place, 'release/dist'), { recursive: true });
    realNode('bin/node');

    const { status, stdout } = start(['guardrails']);

    expect(status).toBe(2);
    expect(stdout).toContain('the built program is missing');
  });

  it('is an audit since three months ago, unless another day is named', () => {
    realNode('bin/node');
    const first = new Date();
    first.setUTCMonth(first.getUTCMonth() - 3, 1);

    const usual = start(['waiver-audit']).stdout;
    const given = { SINCE: '2026-04-01; exit 9', PER: 'sprint', SPRINT_DAYS: '7', CHECK: 'my gates' };
    const named = start(['waiver-audit'], undefined, given).stdout;

    const words = (options: string): string => `${process.execPath} waivers audit ${options} --issue --format github`;
    expect([usual, named]).toEqual([
      words(`--since ${first.toISOString().slice(0, 10)}`),
      words('--since 2026-04-01; exit 9 --per sprint --sprint-days 7 --check my gates'),
    ]);
  });

  it('is a look at what the event names, with every word of an input as one word', () => {
    realNode('bin/node');
    const event = { BASE: 'a1', HEAD: 'b2', GITHUB_WORKSPACE: '/work', RUNNER_TEMP: '/temp' };
    const given = {
      REPOSITORY_PATH: 'my quant',
      FAIL_ON: 'blocker; exit 9',
      SARIF_FILE: 'a b.sarif',
      RULES: ' a/b c/d ',
    };

    const usual = start(['evidence'], undefined, event).stdout;
    const named = start(['evidence'], undefined, { ...event, ...given, HEAD: '', ANNOTATIONS: 'false' }).stdout;

    const words = (options: string): string => `${process.execPath} evidence --base a1 ${options}`;
    expect([usual, named]).toEqual([
      words('--head b2 --repo /work --fail-on hard --format github --out /temp/conclave-evidence.sarif'),
      words(
        '--repo my quant --fail-on blocker; exit 9 --format github --out a b.sarif --no-annotations --rule a/b --rule c/d',
      ),
    ]);
  });

  it('is a backtest of what the event names, with each line of an input as one word', () => {
    realNode('bin/node');
    const event = { BASE: 'a1', HEAD: 'b2', GITHUB_WORKSPACE: '/work', RUNNER_TEMP: '/t' };
    const given = { PULL: '7; exit 9', STRATEGIES: ' a b.py\n\n$(id)\n' };

    const usual = start(['backtest-find'], undefined, event).stdout;
    const named = start(['backtest'], undefined, { ...event, ...given }).stdout;

    const words = (options: string) => `${process.execPath} backtest pull --base a1 --head b2 --repo /work ${options}`;
    expect([usual, named]).toEqual([
      words('--format github --find'),
      words('--strategy a b.py --strategy $(id) --format github --pull 7; exit 9 --out /t/conclave-backtest'),
    ]);
  });

  it('is a check of records, with each line of an input as one word', () => {
    realNode('bin/node');
    const event = { GITHUB_WORKSPACE: '/work' };
    const given = { REPOSITORY_PATH: 'my quant', FOLDERS: ' docs/adr\n\n-x; exit 9\n', EXCEPT: 'a b/**\n$(id)' };

    const usual = start(['adr-lint'], undefined, event).stdout;
    const named = start(['adr-lint'], undefined, { ...event, ...given }).stdout;

    expect([usual, named]).toEqual([
      `${process.execPath} adr lint --repo /work --format github --if-any`,
      `${process.execPath} adr lint --repo my quant --format github --except a b/** --except $(id) my quant/docs/adr my quant/-x; exit 9`,
    ]);
  });

  it('is a look at the house, with every word of an input as one word', () => {
    realNode('bin/node');
    const event = { GITHUB_WORKSPACE: '/work' };
    const given = { REPOSITORY_PATH: 'my quant', FIGURES: 'a b.json; exit 9', FAIL_ON: 'yellow', ISSUE: 'true' };

    const usual = start(['ops-state'], undefined, event).stdout;
    const named = start(['ops-state'], undefined, { ...event, ...given }).stdout;

    expect([usual, named]).toEqual([
      `${process.execPath} ops state --repo /work --fail-on orange --format github`,
      `${process.execPath} ops state --repo my quant --input a b.json; exit 9 --fail-on yellow --format github --issue`,
    ]);
  });

  it.each([
    ['evidence', 'pull_request or merge_group'],
    ['backtest', 'pull_request'],
  ])('%s without a base to compare with is refused in one sentence', (command, events) => {
    realNode('bin/node');

    const { status, stdout } = start([command], undefined, { BASE: '' });

    const sentence = `this event names no base; run it on ${events}, or give the input base`;
    expect({ status, stdout }).toEqual({ status: 2, stdout: `::error title=Conclave::${sentence}` });
  });

  it.each([
    ['guardrails', 1, 1],
    ['guardrails', 2, 2],
    ['waiver-audit', 0, 0],
    ['waiver-audit', 1, 0],
    ['waiver-audit', 2, 2],
    ['waiver-audit', 4, 4],
    ['evidence', 0, 0],
    ['evidence', 1, 1],
    ['evidence', 4, 4],
    ['adr-lint', 0, 0],
    ['adr-lint', 1, 1],
    ['adr-lint', 2, 2],
    ['ops-state', 1, 1],
    ['ops-state', 3, 3],
    ['ops-state', 4, 4],
  ])('%s that ends with %d is a step that ends with %d', (command, code, expected) => {
    realNode('bin/node');
    write('release/dist/conclave.js', `process.exitCode = ${code};`);

    const event = { BASE: 'main', GITHUB_WORKSPACE: place, RUNNER_TEMP: place };

    expect(start([command], undefined, event).status).toBe(expected);
  });
});
