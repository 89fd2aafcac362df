import type { ZodType } from 'zod';
import { AppError } from './app-error.ts';
import { readYaml } from './yaml.ts';

const FENCE = /^---\n([\s\S]*?)\n---\n?/;

/** Splits a Markdown text into its validated YAML front matter and its body. */
export function parseFrontMatter<T>(text: string, fileName: string, schema: ZodType<T>): { data: T; body: string } {
  const match = FENCE.exec(text.replaceAll('\r\n', '\n'));
  if (match?.[1] === undefined) {
    throw new AppError('bad-input', 'the file has no front matter', {
      where: `${fileName}:1`,
      expected: 'YAML between two lines of three dashes at the top',
    });
  }
  return {
    data: readYaml(`\n${match[1]}`, fileName, schema),
    body: text.replaceAll('\r\n', '\n').slice(match[0].length),
  };
}
