import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Session } from '../../src/committee/session.ts';
import { type MomentumRepository, makeMomentumRepository } from '../fixtures/momentum-repository.ts';
import { type Ending, makeFolder, run } from './running.ts';

let repository: MomentumRepository;
beforeEach(() => {
  repository = makeMomentumRepository();
});
afterEach(() => repository.remove());

const CONFIG = '.github/conclave.yml';

async function rehearse(head: string, ...args: readonly string[]): Promise<Ending> {
  using home = makeFolder();
  const argv = ['review', '--base', 'main', '--head', head, '--rehearsal', '--out', home.folder, ...args];
  return await run(argv, { folder: repository.folder });
}

async function sessionOf(head: string): Promise<Session> {
  return JSON.parse((await rehearse(head, '--json')).output);
}

/** A shipped skill under another name. */
function skillNamed(name: string): string {
  const path = join(import.meta.dirname, '../../skills/ops/SKILL.md');
  return readFileSync(path, 'utf8').replace(/^name: .*$/m, `name: ${name}`);
}

/** Puts a file on the base; the branches that were begun before stay as they are. */
function onBase(path: string, text: string): void {
  repository.commit('main', path, text);
}

describe('the enforcement', () => {
  it.each([
    ['blocking', 'leaky', 1],
    ['blocking', 'clean', 3],
    ['advisory', 'leaky', 1],
    ['advisory', 'clean', 0],
  ])('%s ends a rehearsal of the %s change with exit code %i', async (enforcement, head, exitCode) => {
    onBase(CONFIG, `version: 1\ncommittee: { enforcement: ${enforcement} }\n`);

    expect((await rehearse(head)).exitCode).toBe(exitCode);
  });
});

describe('the configuration at the base', () => {
  it('wins over what the change makes of it', async () => {
    onBase(CONFIG, 'version: 1\ncommittee: { budget_usd: 3 }\n');
    repository.git('checkout', '--quiet', '-B', 'greedy', 'main');
    repository.commit(
      'greedy',
      CONFIG,
      'version: 1\ncommittee: { budget_usd: 99, enforcement: advisory }\nevidence: { off: [leak/negative-shift] }\n',
    );

    const session = await sessionOf('greedy');

    expect(session.finops.budget_micro_usd).toBe(3_000_000);
    expect(session.enforcement).toBe('blocking');
    expect(session.provenance.rules).toContain('leak/negative-shift');
    expect(session.coverage.files.map(({ path }) => path)).toEqual([CONFIG]);
  });

  it('is not needed: the defaults hold', async () => {
    expect((await sessionOf('clean')).finops.budget_micro_usd).toBe(2_000_000);
  });

  it('is refused by file and line when it is broken, with what was meant', async () => {
    onBase(CONFIG, 'version: 1\ncommittee:\n  enforcment: blocking\n');

    const { exitCode, output, errors } = await rehearse('leaky');

    expect({ exitCode, output }).toEqual({ exitCode: 2, output: '' });
    expect(errors).toContain(`conclave: ${CONFIG}:3: unknown key "enforcment" under committee\n`);
    expect(errors).toContain('did you mean "enforcement"?');
  });

  it('switches a rule off', async () => {
    onBase(CONFIG, 'version: 1\nevidence: { off: [leak/negative-shift] }\n');

    const session = await sessionOf('leaky');

    expect(session.provenance.rules).not.toContain('leak/negative-shift');
    expect(session.evidence.map(({ rule }) => rule)).not.toContain('leak/negative-shift');
  });
});

describe('a skill that the repository adds', () => {
  it('is seated behind the five, twice', async () => {
    onBase('.github/conclave/skills/cost-keeper/SKILL.md', skillNamed('expert-cost-keeper'));

    const seats = (await sessionOf('leaky')).expert_opinions.map(({ seat }) => seat);

    expect(seats).toHaveLength(12);
    expect(seats.slice(-2)).toEqual(['cost-keeper/first', 'cost-keeper/second']);
  });

  it('is refused under a locked name', async () => {
    onBase('.github/conclave/skills/ops/SKILL.md', skillNamed('expert-ops'));

    const { exitCode, errors } = await rehearse('leaky');

    expect(exitCode).toBe(2);
    expect(errors).toContain('.github/conclave/skills/ops/SKILL.md: the skill "ops" is locked');
  });

  it('is not seated when only the change brings it', async () => {
    repository.commit('leaky', '.github/conclave/skills/yes-man/SKILL.md', skillNamed('expert-yes-man'));

    expect((await sessionOf('leaky')).expert_opinions).toHaveLength(10);
  });
});

describe('a diff beside the repository that may hold it already', () => {
  const OFF = 'version: 1\nevidence: { off: [leak/negative-shift] }\n';

  /** Reviews what a branch adds to `main`, as a diff, with a commit checked out. */
  async function rehearseDiff(head: string, checkedOut: string): Promise<Ending> {
    using home = makeFolder();
    const diff = join(home.folder, 'x.diff');
    writeFileSync(diff, repository.git('diff', `main...${head}`));
    repository.git('checkout', '--quiet', checkedOut);
    const argv = ['review', '--diff', diff, '--repo', '.', '--rehearsal', '--out', home.folder, '--json'];
    return await run(argv, { folder: repository.folder });
  }

  it.each(['leaky', 'main'])('does not let the change instruct its own review, with %s checked out', async (commit) => {
    repository.commit('leaky', CONFIG, OFF);
    repository.commit('leaky', '.gitattributes', '*.py linguist-generated\n');
    repository.commit('leaky', '.github/conclave/skills/yes-man/SKILL.md', skillNamed('expert-yes-man'));

    const { exitCode, output } = await rehearseDiff('leaky', commit);
    const session: Session = JSON.parse(output);

    expect(exitCode).toBe(1);
    expect(session.provenance.rules).toContain('leak/negative-shift');
    expect(session.verdict.status).toBe('REJECTED');
    expect(session.expert_opinions).toHaveLength(10);
  });

  it('heeds what instructs when the change leaves it alone', async () => {
    onBase(CONFIG, OFF);
    repository.git('checkout', '--quiet', '-B', 'again', 'main');
    repository.commit('again', 'src/written.py', 'VALUE = 1\n');

    const session: Session = JSON.parse((await rehearseDiff('again', 'again')).output);

    expect(session.provenance.rules).not.toContain('leak/negative-shift');
  });

  it('is refused in one sentence when what instructed before the change is not known', async () => {
    repository.commit('leaky', CONFIG, OFF);
    onBase(CONFIG, 'version: 1\n');

    const { exitCode, output, errors } = await rehearseDiff('leaky', 'main');

    expect({ exitCode, output }).toEqual({ exitCode: 2, output: '' });
    expect(errors).toContain(`the diff changes "${CONFIG}", which instructs the review`);
    expect(errors).toContain('--base main');
  });
});

describe('a file that .gitattributes calls generated', () => {
  it('is listed and not read', async () => {
    onBase('.gitattributes', 'src/features/*.py linguist-generated\n');
    repository.git('checkout', '--quiet', '-B', 'again', 'main');
    repository.commit('again', 'src/features/made.py', 'VALUE = 1\n');
    repository.commit('again', 'src/written.py', 'VALUE = 1\n');

    const { coverage } = await sessionOf('again');

    expect(coverage.files.map(({ path, reading }) => [path, reading])).toEqual(
      expect.arrayContaining([
        ['src/features/made.py', 'listed'],
        ['src/written.py', 'whole'],
      ]),
    );
  });
});
