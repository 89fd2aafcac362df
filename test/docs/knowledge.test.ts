import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { runProgram } from '../../src/cli/program.ts';
import { ConfigFile } from '../../src/config/config.ts';
import { MOST_DOCUMENTS } from '../../src/flows/read-library.ts';
import { parseYaml } from '../../src/kernel/yaml.ts';
import { openTestTerminal } from '../fixtures/test-terminal.ts';
import { rowsBelow } from './markdown-table.ts';

const root = join(import.meta.dirname, '../..');
const page = readFileSync(join(root, 'docs/knowledge.md'), 'utf8');

/** The options that the help of a command lists. */
async function optionsOf(verb: string): Promise<readonly string[]> {
  const terminal = openTestTerminal({ folder: root, columns: 200 });
  await runProgram(['knowledge', verb, '--help'], terminal);
  const listed = [...terminal.written().output.matchAll(/^ {2}(?:-\w, )?(--[a-z-]+)/gm)].map(
    ([, option = '']) => option,
  );
  return listed.filter((option) => option !== '--help');
}

describe('the page of knowledge', () => {
  it('names each option of asking, and says which of them listing does not take', async () => {
    const shown = rowsBelow(page, ['option', 'what it does']).map(([option = '']) => option.split(' ')[0]);
    const [asking, listing] = [await optionsOf('ask'), await optionsOf('list')];

    expect(shown).toEqual(asking);
    expect(asking.filter((option) => !listing.includes(option))).toEqual(['--limit']);
  });

  it('shows configurations that are read', () => {
    const blocks = [...page.matchAll(/```yaml\n([\s\S]*?)```/g)].map(([, text = '']) => text);

    const parsed = blocks.map((text) =>
      ConfigFile.safeParse(parseYaml(`version: 1\n${text}`, 'a.yml', 'bad-config').value),
    );

    expect(parsed.map(({ success }) => success)).toEqual([true, true]);
  });

  it('tells the bounds that hold', () => {
    expect(page).toContain(`${MOST_DOCUMENTS.toLocaleString('en-US')}\ndocuments`);
  });
});
