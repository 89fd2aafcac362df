import { linearPattern } from '../../kernel/linear-pattern.ts';
import { codeLinesOf } from '../code-line.ts';
import { languageOf } from '../language.ts';
import { type FindBreaches, nameOf } from './breach.ts';

/**
 * Finds added lines that match a forbidden expression. In Python, TypeScript and JavaScript comments and docstrings do not
 * count, and a file that cannot be read as a tree is not looked at; in other files every added line counts as it stands.
 * The record itself may name what it forbids.
 */
export const findForbiddenPatterns: FindBreaches<'forbid-pattern'> = (scene, { pattern }, record) => {
  const { file } = scene;
  if (file.path === record.path) return [];
  const isCode = languageOf(file.path) !== null;
  if (isCode && scene.after === null) return [];
  const code = scene.after === null ? null : codeLinesOf(scene.after);
  const expression = linearPattern(pattern);
  return file.hunks
    .flatMap(({ lines }) => lines)
    .flatMap(({ kind, after, text }) => {
      if (kind !== 'added' || after === null) return [];
      if (expression.firstIn(code === null ? text : (code[after - 1] ?? '')) === null) return [];
      const says = `The line matches \`${pattern.replaceAll('`', "'")}\`, which ${nameOf(record)} forbids.`;
      const mend = `Write it in another way, or change ${nameOf(record)} first.`;
      return [{ line: after, side: 'after', says, mend } as const];
    });
};
