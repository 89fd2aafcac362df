import { z } from 'zod';
import { AppError } from '../kernel/app-error.ts';
import { parseFrontMatter } from '../kernel/front-matter.ts';
import { hashText } from '../kernel/hash.ts';

const PromptHead = z.strictObject({
  name: z.string().regex(/^[a-z-]+$/, 'a name in kebab-case'),
  purpose: z.string().min(1),
  placeholders: z.array(z.string().regex(/^[a-z_]+$/, 'a placeholder in snake_case')),
});

/** A prompt template of `prompts/`, with the hash that every session records. */
export interface Prompt {
  readonly name: string;
  readonly placeholders: readonly string[];
  readonly body: string;
  readonly sha256: string;
}

const HOLE = /\{\{([a-z_]+)\}\}/g;
/** What was meant as a placeholder and would reach a model as it stands. */
const BROKEN_HOLE = /\{\{(?![a-z_]+\}\})[^\n]{0,40}/;

/** Parses a prompt file; its placeholders must be exactly those that its body uses. */
export function parsePrompt(text: string, fileName: string): Prompt {
  const { data, body } = parseFrontMatter(text, fileName, PromptHead);
  refuseBrokenHole(body, fileName);
  const used = new Set([...body.matchAll(HOLE)].map(([, name]) => name ?? ''));
  const listed = new Set(data.placeholders);
  const wrong = [...used.symmetricDifference(listed)];
  if (wrong.length > 0) {
    throw new AppError(
      'bad-input',
      `placeholders and body differ in ${wrong.map((name) => `{{${name}}}`).join(', ')}`,
      {
        where: fileName,
        expected: 'the front matter to list exactly the placeholders that the body uses',
      },
    );
  }
  return { name: data.name, placeholders: data.placeholders, body: body.trim(), sha256: hashText(text) };
}

/** Fills every placeholder in one pass, so that a value which looks like a placeholder stays text. */
export function fillPrompt(prompt: Prompt, values: Readonly<Record<string, string>>): string {
  return prompt.body.replaceAll(HOLE, (_hole, name: string) => {
    const value = Object.hasOwn(values, name) ? values[name] : undefined;
    if (value === undefined) throw new RangeError(`prompt ${prompt.name} has no value for {{${name}}}`);
    return value;
  });
}

function refuseBrokenHole(body: string, fileName: string): void {
  const broken = BROKEN_HOLE.exec(body)?.[0];
  if (broken === undefined) return;
  throw new AppError('bad-input', `"${broken}" is not a placeholder`, {
    where: fileName,
    expected: 'two braces around a name in snake_case, such as {{skill_name}}',
  });
}
