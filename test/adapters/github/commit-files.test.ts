import { describe, expect, it } from 'vitest';
import { operationsOf, useFake } from './fake-host.ts';

const settings = '.github/conclave.yml';
const stage = useFake({
  [settings]: 'version: 1\r\n',
  'skills/risk/SKILL.md': 'é\n',
  'skills/risk/rules/a*b.yml': 'x\n',
  'skills-old/x.md': '',
  'skills/link.md': { mode: '120000', content: '/etc/passwd' },
  'skills/module': { mode: '160000', content: 'b'.repeat(40) },
  'image.png': Buffer.from([0, 1]),
});

const commitOf = () => stage().repository.branches.get('main') ?? '';

describe('the files of a commit', () => {
  it('are read as they stood at that commit', async () => {
    const { github, repository, host } = stage();
    const first = commitOf();
    const second = github.commit(repository, { branch: 'main', changes: { [settings]: 'version: 2\n' } });

    const readings = [await host.files.readFiles(first, [settings]), await host.files.readFiles(second, [settings])];

    expect(readings.map((reading) => reading.get(settings))).toEqual([
      { kind: 'text', text: 'version: 1\n' },
      { kind: 'text', text: 'version: 2\n' },
    ]);
  });

  it('are absent where no plain file stands', async () => {
    const paths = ['none.md', 'skills', 'skills/link.md', 'skills/module', '../x', '/etc/passwd', ''];

    const readings = await stage().host.files.readFiles(commitOf(), paths);

    expect([...readings]).toEqual(paths.map((path) => [path, { kind: 'absent' }]));
  });

  it('are empty, binary or oddly named without harm', async () => {
    const readings = await stage().host.files.readFiles(commitOf(), [
      'skills-old/x.md',
      'image.png',
      'skills/risk/rules/a*b.yml',
    ]);

    expect([...readings.values()]).toEqual([
      { kind: 'text', text: '' },
      { kind: 'binary' },
      { kind: 'text', text: 'x\n' },
    ]);
  });

  it('are listed below a folder, sorted, without links and submodules', async () => {
    const { files } = stage().host;

    const [below, all, none] = [
      await files.listFiles(commitOf(), 'skills/'),
      await files.listFiles(commitOf(), ''),
      await files.listFiles(commitOf(), '../skills'),
    ];

    expect(below).toEqual(['skills/risk/SKILL.md', 'skills/risk/rules/a*b.yml']);
    expect(all).toEqual([settings, 'image.png', 'skills-old/x.md', ...below]);
    expect(none).toEqual([]);
  });

  it('are listed once, however often they are asked for', async () => {
    const { files } = stage().host;

    await files.readFiles(commitOf(), [settings]);
    await files.listFiles(commitOf(), 'skills');
    await files.readFiles(commitOf(), ['skills/risk/SKILL.md']);

    expect(operationsOf(stage()).filter((each) => each?.includes('/git/trees/'))).toHaveLength(1);
  });

  it('of a commit that is not there are an error, not absent', async () => {
    const reading = stage().host.files.readFiles('c'.repeat(40), [settings]);

    await expect(reading).rejects.toMatchObject({ code: 'outside-failed', facts: { passing: false } });
  });
});
