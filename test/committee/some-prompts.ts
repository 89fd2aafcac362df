import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Prompts } from '../../src/committee/brief.ts';
import { type Prompt, parsePrompt } from '../../src/committee/prompt.ts';

const folder = join(import.meta.dirname, '..', '..', 'prompts');

function read(name: string): Prompt {
  return parsePrompt(readFileSync(join(folder, `${name}.md`), 'utf8'), `prompts/${name}.md`);
}

/** The prompts that come with the program. */
export const ourPrompts: Prompts = {
  committee: read('committee'),
  seat: read('seat'),
  contrarian: read('contrarian'),
  'cross-examination': read('cross-examination'),
  chair: read('chair'),
  repair: read('repair'),
  'later-review': read('later-review'),
  more: read('more'),
};
