import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { z } from 'zod';
import { pythonTemplate } from '../../backtest/template/python-template.ts';
import { collisionsOf, strategyTemplate, type TemplateFile } from '../../backtest/template/strategy-template.ts';
import { AppError } from '../../kernel/app-error.ts';
import { codeOf, wordFileFailure } from '../../kernel/file-failure.ts';
import { EXIT } from '../exit-code.ts';
import { refuseSwallowed } from '../swallowed-option.ts';
import type { Terminal } from '../terminal.ts';
import { absolute } from './options.ts';

const Raw = z.object({ dir: z.string().default('strategies'), python: z.boolean().default(false) });

/** `conclave backtest new`: writes a strategy with its test and configuration; nothing that is there is replaced. */
export async function newCommand(name: string, rawOptions: unknown, terminal: Terminal): Promise<number> {
  const raw = Raw.parse(rawOptions);
  refuseSwallowed(raw, 'backtest new');
  const folder = absolute(raw.dir, terminal);
  const template = raw.python ? pythonTemplate : strategyTemplate;
  const files = template(name, '.').map((file) => ({ ...file, path: join(folder, file.path) }));
  await refuseCollisions(files);
  for (const file of files) await write(file);
  terminal.output.write(renderWritten(files, await testCommand(raw.python), terminal));
  return EXIT.passed;
}

async function refuseCollisions(files: readonly TemplateFile[]): Promise<void> {
  const existing = new Map<string, string>();
  for (const { path } of files) {
    const text = await readFile(path, 'utf8').catch((error: unknown) => {
      if (codeOf(error) === 'ENOENT' || codeOf(error) === 'ENOTDIR') return null;
      throw unwritable(path, error);
    });
    if (text !== null) existing.set(path, text);
  }
  const [first, ...rest] = collisionsOf(files, existing);
  if (first === undefined) return;
  throw new AppError(
    'bad-input',
    rest.length === 0 ? 'the file is there already' : `this and ${rest.length} more files are there already`,
    {
      where: first,
      expected: 'a name that no strategy of the folder has',
      advice: 'Nothing was written. Take another name, or another folder with --dir.',
    },
  );
}

/** Even a file that comes up in the meantime is not replaced; only our own types are. */
async function write({ path, text, keeper }: TemplateFile): Promise<void> {
  try {
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, text, { flag: keeper === 'author' ? 'wx' : 'w' });
  } catch (cause) {
    throw unwritable(path, cause);
  }
}

function unwritable(path: string, cause: unknown): AppError {
  return new AppError('bad-input', `it cannot be written: ${wordFileFailure(cause)}`, {
    where: path,
    expected: 'a folder in which files can be written',
    cause,
  });
}

/** How a test of a new strategy is started; one in Python needs our packages on its path, and finds the engine. */
async function testCommand(isPython: boolean): Promise<string> {
  if (!isPython) return 'node --test';
  const { pythonFolder } = await import('./wire.ts');
  return `${namedProgram(process.execPath, process.argv[1])}PYTHONPATH=${shellWord(pythonFolder())} python3 -m pytest`;
}

/** A checkout puts no `conclave` on the path, so that the adapter of the strategy has to be told where the engine is. */
function namedProgram(node: string, program = ''): string {
  if (!program.endsWith('.ts')) return '';
  return `CONCLAVE_PROGRAM=${shellWord([node, program].map(shellWord).join(' '))} `;
}

function shellWord(path: string): string {
  return /^[\w./-]+$/.test(path) ? path : `'${path.replaceAll("'", "'\\''")}'`;
}

function renderWritten(files: readonly TemplateFile[], tested: string, { folder }: Terminal): string {
  const near = files.map(({ path }) => relative(folder, path) || path);
  const [strategy = '', test = '', config = ''] = near;
  return [
    ...near.map((path) => `written: ${path}`),
    '',
    `Test it:  ${tested} ${test}`,
    `Run it:   conclave backtest run ${strategy} --data YOUR.csv --config ${config} --seed 1 --out backtest`,
    '',
  ].join('\n');
}
