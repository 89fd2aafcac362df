import { AppError } from '../kernel/app-error.ts';
import type { Change } from './change.ts';

/** Whether nothing was changed at all. */
export function isEmpty(change: Pick<Change, 'files'>): boolean {
  return change.files.length === 0;
}

/** Whether something was changed, and every changed file is binary. */
export function isBinaryOnly(change: Pick<Change, 'files'>): boolean {
  return !isEmpty(change) && change.files.every((file) => file.binary);
}

/** Gives a change back that holds something to read; throws an AppError when it is empty or binary only. */
export function demandText(change: Change): Change {
  if (isEmpty(change))
    throw new AppError('bad-input', 'the change is empty: no file differs', {
      where: change.name,
      expected: 'at least one changed file',
      advice: 'Check which two sides are compared.',
    });
  if (isBinaryOnly(change))
    throw new AppError('bad-input', `the change holds binary files only (${countFiles(change)}); no seat can read it`, {
      where: change.name,
      expected: 'at least one changed text file',
      advice: 'Describe what changed in a text, and review that with --artifact FILE.',
    });
  return change;
}

function countFiles({ files }: Change): string {
  const [first] = files;
  const rest = files.length === 1 ? '' : ` and ${files.length - 1} more`;
  return `${first?.path ?? ''}${rest}`;
}
