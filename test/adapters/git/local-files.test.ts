import { chmodSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { openRepository } from '../../../src/adapters/git/repository.ts';
import type { Change } from '../../../src/change/change.ts';
import { longestText } from '../../../src/change/text.ts';
import {
  makeFolder,
  makeRepository,
  openScratch,
  removeFolders,
  type ScratchRepository,
  scratchEnvironment,
} from './scratch-repository.ts';

afterAll(removeFolders);
afterEach(() => vi.unstubAllEnvs());

async function readChange(repository: ScratchRepository, environment = {}): Promise<Change> {
  const opened = await openRepository(repository.folder, { ...scratchEnvironment, ...environment });
  return (await opened.readRange({ base: 'main', head: 'feature' })).change;
}

interface Branch extends ScratchRepository {
  readonly base: string;
  readonly leak: string;
}

/** A branch of two commits, the first of which brings a leak; its base went on since. */
function makeBranch(repository = makeRepository()): Branch {
  repository.write('run.py', 'a\n');
  const base = repository.commit();
  repository.git('switch', '--quiet', '--create', 'feature');
  repository.write('leak.py', 'close.shift(-1)\n');
  const leak = repository.commit();
  repository.write('run.py', 'b\n');
  repository.commit();
  repository.git('switch', '--quiet', 'main');
  repository.write('later.py', 'only on main\n');
  repository.commit();
  return { ...repository, base, leak };
}

/** What makes git believe that the base comes after the leak. */
const histories: Readonly<Record<string, (branch: Branch) => Record<string, string>>> = {
  'a graft': ({ write, base, leak }) => {
    write('.git/info/grafts', `${leak}\n${base} ${leak}\n`);
    return {};
  },
  'a graft named by the environment': ({ write, folder, base, leak }) => {
    write('grafts', `${leak}\n${base} ${leak}\n`);
    return { GIT_GRAFT_FILE: join(folder, 'grafts') };
  },
  'a replacement': ({ git, base, leak }) => {
    git('replace', '--graft', leak);
    git('replace', '--graft', base, leak);
    return {};
  },
  'a forged commit graph': (branch) => {
    forgeCommitGraph(branch);
    return {};
  },
};

describe('another history than that of the commits', () => {
  it.each(Object.entries(histories))('is not believed of %s', async (_, tell) => {
    const branch = makeBranch();
    const variables = tell(branch);
    const usual = branch.with(variables).git('merge-base', 'main', 'feature');

    const change = await readChange(branch, variables);

    expect(usual).toBe(branch.leak);
    expect(change.base).toBe(branch.base);
    expect(change.files.map(({ path }) => path)).toEqual(['leak.py', 'run.py']);
  });

  it('is not believed of an environment that names where the history was cut', async () => {
    const branch = makeBranch();
    branch.write('shallow', `${branch.leak}\n`);
    const variables = { GIT_SHALLOW_FILE: join(branch.folder, 'shallow') };

    const change = await readChange(branch, variables);

    expect(() => branch.with(variables).git('merge-base', 'main', 'feature')).toThrow('Command failed');
    expect(change.base).toBe(branch.base);
  });
});

const NO_PARENT = 0x70000000;

/** Writes the leak as parent of the base into git's cache of parents, which git reads in place of the commits. */
function forgeCommitGraph({ git, folder, base, leak }: Branch): void {
  git('commit-graph', 'write', '--reachable');
  const path = join(folder, '.git/objects/info/commit-graph');
  const graph = readFileSync(path);
  const chunk = (name: string) => Number(graph.readBigUInt64BE(graph.indexOf(name) + 4));
  const indexOf = (id: string) => (graph.indexOf(Buffer.from(id, 'hex'), chunk('OIDL')) - chunk('OIDL')) / 20;
  const parentOf = (id: string) => chunk('CDAT') + 36 * indexOf(id) + 20;
  graph.writeUInt32BE(indexOf(leak), parentOf(base));
  graph.writeUInt32BE(NO_PARENT, parentOf(leak));
  chmodSync(path, 0o644);
  writeFileSync(path, graph);
}

/** What makes git call a text binary, or a binary file a text, in everyday use. */
const attributes: Readonly<Record<string, (repository: ScratchRepository) => Record<string, string>>> = {
  'attributes of the clone': ({ write }) => {
    write('.git/info/attributes', '*.py -diff\n*.bin diff\n');
    return {};
  },
  'the word binary': ({ write }) => {
    write('.git/info/attributes', '* binary\n');
    return {};
  },
  'a driver that calls everything binary': ({ git, write }) => {
    git('config', 'diff.trap.binary', 'true');
    write('.git/info/attributes', '*.py diff=trap\n');
    return {};
  },
  'a setting that calls everything binary': ({ git }) => {
    git('config', 'diff.default.binary', 'true');
    return {};
  },
  'such a setting of a person': ({ folder, write }) => {
    write('settings', '[diff "default"]\n\tbinary = true\n');
    return { GIT_CONFIG_GLOBAL: join(folder, 'settings') };
  },
  'attributes of a person': ({ folder, write }) => {
    write('settings', `[core]\n\tattributesFile = ${join(folder, 'attributes')}\n`);
    write('attributes', '*.py -diff\n');
    return { GIT_CONFIG_GLOBAL: join(folder, 'settings') };
  },
  'attributes in the work tree': ({ write }) => {
    write('.gitattributes', '*.py -diff\n');
    return {};
  },
  'attributes between the objects': ({ write }) => {
    write('.gitattributes', '*.py -diff\n');
    write('.git/objects/.gitattributes', '*.py -diff\n*.bin diff\n');
    return {};
  },
};

describe('whether a file is text', () => {
  const picture = Buffer.from([0x89, 0x50, 0, 1, 10, 2, 10]);
  let repository: ScratchRepository;

  /** Changed, new, gone and renamed texts, a picture and a file of many lines that is too long to be read. */
  beforeAll(() => {
    const lines = Array.from({ length: 30 }, (_, index) => `line ${index}\n`);
    repository = makeRepository();
    repository.write('gone.py', 'a\n');
    repository.write('old.py', lines.join(''));
    repository.write('run.py', 'a\n');
    repository.commit();
    repository.git('switch', '--quiet', '--create', 'feature');
    repository.git('rm', '--quiet', 'gone.py');
    repository.git('mv', 'old.py', 'renamed.py');
    repository.write('renamed.py', lines.with(3, 'changed\n').join(''));
    repository.write('run.py', 'b\n');
    repository.write('new.py', 'x\n');
    repository.write('picture.bin', picture);
    repository.write('huge.bin', 'x\n'.repeat(longestText));
    repository.commit();
  });

  it.each(Object.entries(attributes))('is told by its bytes and not by %s', async (_, set) => {
    const copy = openScratch(makeFolder());
    copy.git('clone', '--quiet', repository.folder, '.');
    copy.git('branch', '--quiet', 'main', 'origin/main');
    const variables = set(copy);
    const usual = copy.with(variables).git('diff', 'main', 'feature', '--', 'run.py');

    const { files } = await readChange(copy, variables);

    expect(usual).toContain('Binary files');
    expect(files.map(({ path, binary, hunks }) => [path, binary, hunks.flatMap((hunk) => hunk.lines).length])).toEqual([
      ['gone.py', false, 1],
      ['huge.bin', false, 0],
      ['new.py', false, 1],
      ['picture.bin', true, 0],
      ['renamed.py', false, 8],
      ['run.py', false, 2],
    ]);
    expect(files.find(({ path }) => path === 'huge.bin')?.unreadable).toBe('over 2 MB');
  });
});

describe('the place from which git compares', () => {
  it('is gone when the change was read', async () => {
    const folder = makeFolder();
    vi.stubEnv('TMPDIR', folder);

    const { files } = await readChange(makeBranch());

    expect(files).toHaveLength(2);
    expect(readdirSync(folder).filter((name) => name.startsWith('conclave-objects-'))).toEqual([]);
  });

  it('needs a temporary folder, and says so', async () => {
    const branch = makeBranch();
    vi.stubEnv('TMPDIR', join(branch.folder, 'none'));

    await expect(readChange(branch)).rejects.toMatchObject({
      code: 'outside-failed',
      message: expect.stringContaining('no temporary folder'),
    });
  });

  it('knows a repository whose objects are named by SHA-256', async () => {
    const scratch = openScratch(makeFolder());
    scratch.git('init', '--quiet', '--initial-branch=main', '--object-format=sha256');

    const { base, files } = await readChange(makeBranch(scratch));

    expect(base).toHaveLength(64);
    expect(files.map(({ path, after }) => [path, after])).toEqual([
      ['leak.py', 'close.shift(-1)\n'],
      ['run.py', 'b\n'],
    ]);
  });
});
