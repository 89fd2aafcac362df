import { AppError } from '../../../kernel/app-error.ts';
import { removeInvisible } from '../../../kernel/invisible.ts';

/** The refusal of an archive; a name in it is a stranger's, so that it is clipped and shows every character. */
export function refused(why: string, path: string | null = null, expected?: string): AppError {
  return new AppError('bad-input', `the archive is refused: ${why}`, {
    ...(path === null ? {} : { where: removeInvisible(path).text.slice(0, 200) }),
    ...(expected === undefined ? {} : { expected }),
  });
}
