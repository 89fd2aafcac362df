import { AppError } from '../../kernel/app-error.ts';

/** A pull request by the names of its repository and its number. */
export interface PullName {
  readonly owner: string;
  readonly name: string;
  readonly number: number;
  /** Address of the host's pages where one was given, as in `https://github.com`; null for the usual one. */
  readonly hostUrl: string | null;
}

const SHORT = /^([A-Za-z\d][\w-]*)\/((?!\.{1,2}#)[\w.-]+)#([1-9]\d{0,9})$/;
const PAGE = /^((?:\/[\w.-]+)*?)\/([A-Za-z\d][\w-]*)\/([\w.-]+)\/pull\/([1-9]\d{0,9})(?:\/.*)?$/;

/** Reads `owner/repo#N`, or the address of a pull request's page. */
export function parsePullName(text: string): PullName {
  const [, owner, name, number] = SHORT.exec(text.trim()) ?? [];
  if (owner !== undefined && name !== undefined) return { owner, name, number: Number(number), hostUrl: null };
  return parsePage(text.trim()) ?? refuse(text);
}

function parsePage(text: string): PullName | null {
  const url = URL.parse(text);
  if (url === null || !/^https?:$/.test(url.protocol)) return null;
  const [, below = '', owner, name, number] = PAGE.exec(url.pathname) ?? [];
  if (owner === undefined || name === undefined) return null;
  return { owner, name, number: Number(number), hostUrl: `${url.origin}${below}` };
}

function refuse(text: string): never {
  throw new AppError('bad-input', `${JSON.stringify(text)} names no pull request`, {
    where: '--pr',
    expected: '"owner/repo#12" (in quotation marks, since a shell reads # as a comment), or the address of its page',
  });
}
