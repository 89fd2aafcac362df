import { AppError } from '../../kernel/app-error.ts';

/** The file of types that stands beside strategies. */
export const CONTRACT_FILE = 'conclave-backtest.d.ts';

/** The first line of the file of types; whoever finds it may write the file anew. */
export const CONTRACT_MARK = '// Types of a strategy, written by `conclave backtest new`; change nothing here.';

const LONGEST_NAME = 60;
const FORM = /^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/;

/** Names of devices on Windows, and that of the file of types. */
const RESERVED = /^(?:con|prn|aux|nul|com\d|lpt\d|conclave-backtest)$/;

/** Checks the name of a strategy, which becomes the names of its files; throws an AppError with a name that would do. */
export function readStrategyName(given: string): string {
  if (given.length <= LONGEST_NAME && FORM.test(given) && !RESERVED.test(given)) return given;
  const near = kebab(given);
  const what = RESERVED.test(given) ? 'is reserved' : 'is no name for a strategy';
  throw new AppError('bad-input', `${JSON.stringify(given)} ${what}`, {
    where: 'NAME',
    expected: `small letters, digits and single hyphens, at most ${LONGEST_NAME}, such as moving-average-cross`,
    ...(near !== given && FORM.test(near) && !RESERVED.test(near) && { advice: `did you mean "${near}"?` }),
  });
}

/** A name as a title: `moving-average-cross` is "Moving average cross". */
export function titleOf(name: string): string {
  return `${name.slice(0, 1).toUpperCase()}${name.slice(1).replaceAll('-', ' ')}`;
}

function kebab(given: string): string {
  const words = given
    .replace(/\.(?:test\.)?ts$/, '')
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1-$2')
    .toLowerCase()
    .split(/[^a-z0-9]+/);
  return words
    .filter((word) => word !== '')
    .join('-')
    .slice(0, LONGEST_NAME)
    .replace(/-$/, '');
}
