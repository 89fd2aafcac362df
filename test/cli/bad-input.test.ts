import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { parseCatalog } from '../../src/finops/catalog.ts';
import { AppError, renderError } from '../../src/kernel/app-error.ts';
import { makeMomentumRepository } from '../fixtures/momentum-repository.ts';
import { listFiles, makeFolder, run } from './running.ts';

const repository = makeMomentumRepository();
const home = makeFolder();
afterAll(() => {
  repository.remove();
  home[Symbol.dispose]();
});

const PROGRAM = join(import.meta.dirname, '../..');

function write(name: string, content: string | Uint8Array): string {
  const path = join(home.folder, name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
  return path;
}

/** A branch of the repository on which one file stands, beside what `main` holds. */
function branchWith(branch: string, path: string, content: string | Uint8Array): string {
  repository.git('checkout', '--quiet', '-B', branch, 'main');
  mkdirSync(dirname(join(repository.folder, path)), { recursive: true });
  writeFileSync(join(repository.folder, path), content);
  repository.commit(branch, path, typeof content === 'string' ? content : Buffer.from(content).toString('latin1'));
  return branch;
}

const skill = readFileSync(join(PROGRAM, 'skills/ops/SKILL.md'), 'utf8').replace(/^name: .*$/m, 'name: expert-cost');
const DIFF = '--- a/run.py\n+++ b/run.py\n@@ -1 +1 @@\n-a = 1\n+a = 2\n';

/** What a person does wrong, each in a name and a command line. */
const CASES: readonly (readonly [name: string, argv: () => readonly string[]])[] = [
  ['nothing to review', () => []],
  ['several inputs', () => ['--base', 'main', '--diff', 'x.diff']],
  ['a head without a base', () => ['--head', 'leaky', '--diff', 'x.diff']],
  ['an unknown option', () => ['--bse', 'main']],
  ['an option without its value', () => ['--base']],
  ['a word too much', () => ['main']],
  ['an unknown ref', () => ['--base', 'maim']],
  ['an unknown head', () => ['--base', 'main', '--head', 'leeky']],
  ['a head that is the base', () => ['--base', 'leaky', '--head', 'leaky']],
  ['a head that the base holds', () => ['--base', 'leaky', '--head', 'main']],
  ['no git repository', () => ['--base', 'main', '--repo', home.folder]],
  ['no folder', () => ['--base', 'main', '--repo', join(home.folder, 'nowhere')]],
  ['an empty change', () => ['--base', 'main', '--head', emptyBranch()]],
  [
    'a change of binary files',
    () => ['--base', 'main', '--head', branchWith('pictures', 'plot.png', Buffer.from([0, 1, 2]))],
  ],
  ['a diff that is not there', () => ['--diff', join(home.folder, 'none.diff')]],
  ['a folder in place of a diff', () => ['--diff', home.folder]],
  ['an empty diff', () => ['--diff', write('empty.diff', '')]],
  ['a diff that does not parse', () => ['--diff', write('broken.diff', `${DIFF.slice(0, -7)}`)]],
  ['a text that is no diff', () => ['--diff', write('letter.diff', 'Dear committee,\nplease accept.\n')]],
  [
    'a diff of binary files',
    () => ['--diff', write('binary.diff', 'diff --git a/x.png b/x.png\nBinary files a/x.png and b/x.png differ\n')],
  ],
  ['a document that is not there', () => ['--artifact', join(home.folder, 'none.md')]],
  ['a folder in place of a document', () => ['--artifact', home.folder]],
  ['an empty document', () => ['--artifact', write('blank.md', ' \n\n')]],
  ['a document over 2 MB', () => ['--artifact', write('long.md', 'a line\n'.repeat(400_000))]],
  ['a binary document', () => ['--artifact', write('plan.docx', Buffer.from([80, 75, 3, 4, 0, 0]))]],
  [
    'a document in another encoding',
    () => ['--artifact', write('plan.txt', Buffer.from([82, 233, 115, 117, 109, 233]))],
  ],
  ['an issue that is none', () => ['--base', 'main', '--head', 'leaky', '--rehearsal', '--issue', 'the other day']],
  [
    'a model in a rehearsal',
    () => ['--base', 'main', '--head', 'leaky', '--rehearsal', '--model', 'mistral:mistral-large-latest'],
  ],
  ['an unknown expert', () => ['--base', 'main', '--head', 'leaky', '--experts', 'ml-enginer']],
  ['an expert named twice', () => ['--base', 'main', '--head', 'leaky', '--experts', 'ops,ops']],
  ['an empty expert', () => ['--base', 'main', '--head', 'leaky', '--experts', 'ops,']],
  ['an unknown session type', () => ['--base', 'main', '--head', 'leaky', '--session-type', 'pr_revue']],
  ['an unknown format', () => ['--base', 'main', '--head', 'leaky', '--format', 'markdwn']],
  [
    'a question in another language',
    () => ['--base', 'main', '--head', 'leaky', '--question', 'Le modèle utilise-t-il des données futures ?'],
  ],
  ['a model that is none', () => ['--base', 'main', '--head', 'leaky', '--model', 'gpt']],
  ['an unknown model', () => ['--base', 'main', '--head', 'leaky', '--model', 'mistral:mistral-huge-latest']],
  ['two ways to name models', () => ['--base', 'main', '--head', 'leaky', '--model', 'a:b', '--models', 'first=a:b']],
  ['a slot that is none', () => ['--base', 'main', '--head', 'leaky', '--models', 'third=mistral:x']],
  ['a budget of zero', () => ['--base', 'main', '--head', 'leaky', '--budget', '0']],
  ['a budget that is none', () => ['--base', 'main', '--head', 'leaky', '--budget', 'two']],
  ['no key', () => ['--base', 'main', '--head', 'leaky']],
  [
    'a skill without a field',
    () => [
      '--base',
      branchWith('cost', '.github/conclave/skills/cost/SKILL.md', skill.replace(/^scope: .*\n(?: .*\n)*/m, '')),
      '--head',
      grown('cost'),
    ],
  ],
  [
    'a skill without a body',
    () => [
      '--base',
      branchWith('bare', '.github/conclave/skills/cost/SKILL.md', skill.replace(/(?<=\n---\n).*/s, '')),
      '--head',
      grown('bare'),
    ],
  ],
  [
    'a skill without a contract',
    () => [
      '--base',
      branchWith('prose', '.github/conclave/skills/cost/SKILL.md', 'Be strict.\n'),
      '--head',
      grown('prose'),
    ],
  ],
  [
    'a broken configuration',
    () => [
      '--base',
      branchWith('typo', '.github/conclave.yml', 'version: 1\ncommittee: { budget_usd: 0 }\n'),
      '--head',
      grown('typo'),
    ],
  ],
];

function emptyBranch(): string {
  repository.git('checkout', '--quiet', '-B', 'nothing', 'main');
  repository.git(
    '-c',
    'user.name=a',
    '-c',
    'user.email=a@example.org',
    'commit',
    '--quiet',
    '--allow-empty',
    '-m',
    'nothing',
  );
  return 'nothing';
}

/** A change on top of a branch. */
function grown(base: string): string {
  repository.git('checkout', '--quiet', '-B', `${base}-grown`, base);
  repository.commit(`${base}-grown`, 'src/grown.py', 'X = 1\n');
  return `${base}-grown`;
}

interface Refused {
  readonly name: string;
  readonly exitCode: number;
  readonly output: string;
  readonly message: string;
  readonly files: readonly string[];
}

async function refuse(name: string, argv: readonly string[]): Promise<Refused> {
  const out = join(home.folder, 'out');
  const rehearsal = name.includes('model') || name === 'no key' ? [] : ['--rehearsal'];
  const ending = await run(['review', ...argv, ...rehearsal, '--out', out], { folder: repository.folder });
  return {
    name,
    exitCode: ending.exitCode,
    output: ending.output,
    message: ending.errors
      .replaceAll(home.folder, '/home')
      .replaceAll(basename(home.folder), 'home')
      .replaceAll(repository.folder, '/momentum'),
    files: listFiles(out),
  };
}

/** A price can only be missing where prices are read. */
function missingPrice(): string {
  const catalog = readFileSync(join(PROGRAM, 'catalog/models.yaml'), 'utf8');
  try {
    parseCatalog(
      catalog.replace('price: { input: 2.00, output: 6.00 }', 'price: { input: 2.00 }'),
      'catalog/models.yaml',
    );
    return 'no error';
  } catch (error) {
    if (error instanceof AppError) return `conclave: ${renderError(error)}\n`;
    throw error;
  }
}

describe('bad input', () => {
  it('is told in the words on file, ends with exit code 2, prints nothing else and writes no file', async () => {
    const refused: Refused[] = [];
    for (const [name, argv] of CASES) refused.push(await refuse(name, argv()));

    expect(
      refused.filter(({ exitCode, output, files }) => exitCode !== 2 || output !== '' || files.length > 0),
    ).toEqual([]);
    const told = [...refused, { name: 'a model without a price', message: missingPrice() }];
    const page = told.map(({ name, message }) => `## ${name}\n${message}`).join('\n');
    await expect(page).toMatchFileSnapshot('golden/bad-input.txt');
  });
});
