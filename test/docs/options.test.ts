import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { VARIABLE } from '../../src/adapters/models/settings.ts';
import { runProgram } from '../../src/cli/program.ts';
import { Format } from '../../src/cli/render-session.ts';
import { SessionType } from '../../src/routing/session-type.ts';
import { openTestTerminal } from '../fixtures/test-terminal.ts';

const root = join(import.meta.dirname, '../..');
const page = readFileSync(join(root, 'docs/review.md'), 'utf8');

/** What the program says of a command; the empty list is the program itself. */
async function helpOf(words: readonly string[]): Promise<string> {
  const terminal = openTestTerminal({ folder: root, columns: 200 });
  await runProgram([...words, '--help'], terminal);
  return terminal.written().output;
}

/** The options that a help text lists, in the order of the alphabet. */
function listedOptions(help: string): readonly string[] {
  const listed = [...help.matchAll(/^ {2}(?:-\w, )?(--[a-z-]+)/gm)].map(([, option = '']) => option);
  return listed.filter((option) => !['--help', '--version'].includes(option)).toSorted();
}

/** The options that a text names, each once. */
function namedOptions(text: string): readonly string[] {
  return [...new Set([...text.matchAll(/(?<![\w-])--[a-z][a-z-]*/g)].map(([option]) => option))].toSorted();
}

describe('the page of the review command', () => {
  it('names each option of the command, and no other', async () => {
    const options = [...listedOptions(await helpOf(['review'])), ...listedOptions(await helpOf([]))];

    expect(namedOptions(page)).toEqual(options.toSorted());
  });

  it.each([
    ['session type', SessionType.options],
    ['format', Format.options],
  ])('names each %s in code', (_, words) => {
    const code = [...page.matchAll(/`([^`\n]+)`/g)].flatMap(([, text = '']) => text.split(/[^\w]+/));

    expect(code).toEqual(expect.arrayContaining([...words]));
  });

  it('names each variable of the environment, and no other', () => {
    const named = new Set([...page.matchAll(/\b[A-Z]+(?:_[A-Z]+)*_(?:KEY|URL)\b/g)].map(([variable]) => variable));

    expect([...named].toSorted()).toEqual(Object.values(VARIABLE).toSorted());
  });
});

describe('a command line in the documents', () => {
  const paths = globSync(['*.md', '.github/**/*.md', 'docs/**/*.md'], { cwd: root });
  const lines = paths.flatMap((path) => commandLines(readFileSync(join(root, path), 'utf8')));
  const commands = [...new Set(lines.map(({ command }) => command))];

  it('is found in them', () => {
    expect(commands).toEqual(expect.arrayContaining(['review', 'session show']));
  });

  it.each(commands)('names a command of the program: %s', async (command) => {
    expect(await helpOf(command.split(' '))).toContain(`Usage: conclave ${command} `);
  });

  it.each(lines.filter(({ line }) => line.includes('--')))(
    'gives `$command` only options that it takes: $line',
    async ({ command, line }) => {
      const known = [...listedOptions(await helpOf(command.split(' '))), ...listedOptions(await helpOf([]))];

      expect(known).toEqual(expect.arrayContaining([...namedOptions(line)]));
    },
  );
});

interface CommandLine {
  readonly command: string;
  readonly line: string;
}

/** Where a document calls the program: in a shell, or in code within a sentence. */
function commandLines(text: string): readonly CommandLine[] {
  const found = text.matchAll(/(?<![\w/.-])conclave (?:-- )?([a-z]+(?: [a-z]+)?)(?= |`|$)([^`\n#]*)/gm);
  return [...found].map(([, command = '', rest = '']) => ({ command, line: rest.trim() }));
}
