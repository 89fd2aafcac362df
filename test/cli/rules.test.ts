import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { makeRepository, removeFolders } from '../adapters/git/scratch-repository.ts';
import { type GateHouse, makeToken, pullEvent, useGateHouse } from './gate/gate-house.ts';
import { type Ending, run } from './running.ts';

const house = useGateHouse();
const CI = { id: 15_368, slug: 'github-actions', name: 'GitHub Actions', clientId: 'Iv1.ci' };
const GOOD = {
  title: 'feat(risk): size',
  body: 'Closes #7',
  head: 'size',
  changes: { 'src/risk/size.py': 'SIZE = 1\n' },
};
const TEAMS = 'version: 1\nrules:\n  - include: defaults\n    teams: { risk: acme/risk }\n';

const Report = z.object({
  conclusion: z.string(),
  rules: z.array(z.object({ id: z.string(), answer: z.string(), reasons: z.array(z.object({ text: z.string() })) })),
  notes: z.array(z.object({ text: z.string(), path: z.string().optional(), line: z.int().optional() })),
});

/** Opens a pull request on a risk engine, where the configuration names the risk team. */
function open({ github, repository }: GateHouse, config = TEAMS) {
  github.commit(repository, { branch: 'main', changes: { '.github/conclave.yml': config } });
  return github.openPull(repository, GOOD);
}

const rules = ({ folder, environment }: GateHouse, ...argv: readonly string[]) =>
  run(['rules', ...argv], { folder, environment });

function read({ output }: Ending) {
  const { rules: all, ...report } = Report.parse(JSON.parse(output));
  return { ...report, of: (id: string) => all.find((rule) => rule.id === id) };
}

/** The house with a token that may read what the rules ask for, and who is in a team only where it is told so. */
async function openRead(more: Readonly<Record<string, string>> = {}): Promise<GateHouse> {
  const given = house();
  const permissions = { contents: 'read', pull_requests: 'read', checks: 'read', statuses: 'read', ...more };
  const token = await makeToken(given.github, given.repository, permissions);
  return { ...given, environment: { ...given.environment, GITHUB_TOKEN: token } };
}

describe('the rules of a pull request', () => {
  it('fail with exit code 1 until the team has approved the head, and then pass with 0', async () => {
    const given = await openRead({ members: 'read' });
    given.github.addTeam('acme/risk', ['rae']);
    const pull = open(given);
    const event = given.write('event.json', pullEvent(pull));

    const before = await rules(given, '--pr', 'acme/quant#1', '--json');
    given.github.review(pull, { author: 'rae', state: 'APPROVED' });
    const after = await rules(given, '--event', event, '--format', 'markdown');

    expect([before.exitCode, after.exitCode]).toEqual([1, 0]);
    expect(read(before).of('risk-engine-review')).toMatchObject({ answer: 'fail' });
    expect(before.errors).toContain('waivers by command');
    expect(after.output).toContain('| ✓ | `risk-engine-review` | pass | approved at');
  });

  it('are inconclusive with exit code 3 where a team cannot be read or a check runs, and fail with 1 beside it', async () => {
    const given = await openRead();
    const { github, repository } = given;
    github.addTeam('acme/risk', ['rae']);
    const { headSha: sha } = open(given);

    const unread = await rules(given, '--pr', 'acme/quant#1', '--json');
    github.addForeignCheck(repository, { name: 'test', sha, app: CI, status: 'completed', conclusion: 'failure' });
    const failed = await rules(given, '--pr', 'acme/quant#1');

    expect(unread.exitCode).toBe(3);
    expect(read(unread).of('risk-engine-review')).toMatchObject({ answer: 'unknown' });
    expect(failed.exitCode).toBe(1);
    expect(failed.output).toContain('✗ ci-green');
  });

  it('are not judged by a configuration that cannot be read: exit code 2, with its line', async () => {
    const given = await openRead();
    open(given, 'version: 1\nrules:\n  - id: some-rule\n');

    const ended = await rules(given, '--pr', 'acme/quant#1', '--json');

    expect(ended.exitCode).toBe(2);
    expect(read(ended).notes).toMatchObject([{ path: '.github/conclave.yml', line: 3 }]);
  });

  it('are looked through for names that nobody knows, also where no rule asks', async () => {
    const given = await openRead();
    const idle =
      '  - { id: idle-rule, when: { base: [other], adrs: [41] }, require: { evidence: { none_of: [leak/backfil] } }, owner: ada, message: Nothing to be done. }\n';
    open(given, `version: 1\nrules:\n${idle}`);

    const ended = await rules(given, '--pr', 'acme/quant#1', '--json');

    expect(ended.exitCode).toBe(0);
    expect(read(ended).notes.map(({ text }) => text)).toEqual([
      expect.stringContaining('did you mean "leak/backfill"?'),
      expect.stringContaining('ADR-41'),
    ]);
  });
});

describe('the rules of a local branch', () => {
  it('leave unknown what only the host knows, and fail on evidence', async () => {
    const repository = makeRepository();
    repository.write('src/risk/size.py', 'SIZE = 1\n');
    repository.write('.github/conclave.yml', 'version: 1\ncritical: [src/risk/**]\n');
    repository.commit();
    repository.git('switch', '--quiet', '--create', 'size');
    const unknown = await run(['rules', '--base', 'main', '--json'], { folder: repository.folder });
    repository.write('src/risk/size.py', 'SIZE = 2\n');
    repository.commit();

    const failed = await run(['rules', '--base', 'main', '--json'], { folder: repository.folder });
    removeFolders();

    expect([unknown.exitCode, failed.exitCode]).toEqual([3, 1]);
    expect(read(unknown).of('ci-green')).toMatchObject({ answer: 'unknown' });
    expect(read(failed).of('critical-module-tests')).toMatchObject({ answer: 'fail' });
  });
});

describe('wrong use', () => {
  it.each([
    { argv: [], says: 'no change was named' },
    { argv: ['--base', 'main', '--pr', 'a/b#1'], says: 'more than one change was named' },
    { argv: ['--pr', 'a/b#1', '--head', 'x'], says: '--head goes with --base' },
    { argv: ['--base', 'main', '--format', 'jsn'], says: 'did you mean "json"?' },
    { argv: ['--base', 'main', '--json', '--format', 'text'], says: '--json and --format were both given' },
    { argv: ['--pr', 'acme/quant#9'], says: 'there is no pull request acme/quant#9' },
  ])('ends with exit code 2: $says', async ({ argv, says }) => {
    const { exitCode, output, errors } = await rules(house(), ...argv);

    expect({ exitCode, output }).toEqual({ exitCode: 2, output: '' });
    expect(errors).toContain(says);
  });
});
