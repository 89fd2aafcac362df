import { isCredential } from './credential.ts';
import { services } from './secret-name.ts';
import { settingFileOf } from './setting.ts';
import type { SecretSpan } from './span.ts';

interface CredentialFile {
  readonly isNamed: (path: string) => boolean;
  /** A line of the file; its group `secret` is what must go. */
  readonly line: RegExp;
  readonly kind: string;
  readonly expectation: 'any' | 'random';
}

const fields = '(?:[^:\\n\\\\]|\\\\.){0,255}:';

const files: readonly CredentialFile[] = [
  {
    isNamed: (path) => /(?:^|\/)(?:\.pgpass|pgpass\.conf)$/i.test(path),
    line: new RegExp(`^(?!#)${fields.repeat(4)}(?<secret>[^\\n]{1,255})$`, 'dgm'),
    kind: 'password',
    expectation: 'any',
  },
  {
    isNamed: (path) => /(?:^|\/)\.?[\w-]*htpasswd$/i.test(path),
    line: /^[^#:\s][^:\n]{0,255}:(?<secret>[^\s:]{4,255})$/dgm,
    kind: 'password',
    expectation: 'any',
  },
  {
    isNamed: (path) => settingFileOf(path) === 'environment',
    line: new RegExp(
      `^[ \\t]*(?:export[ \\t]+)?(?:${services})(?:_(?:prod|live|main|testnet|mainnet|paper))?[ \\t]*=[ \\t]*["']?(?<secret>[\\w+/=.-]{20,200})`,
      'dgim',
    ),
    kind: 'api-key',
    expectation: 'random',
  },
];

/** Credentials that the name of their file alone tells: lines of `.pgpass`, `.htpasswd`, and `BINANCE=…` in `.env`. */
export function findInCredentialFiles(path: string, text: string): readonly SecretSpan[] {
  return files
    .filter(({ isNamed }) => isNamed(path))
    .flatMap(({ line, kind, expectation }) =>
      Array.from(text.matchAll(line)).flatMap((match) => {
        const [start, end] = match.indices?.groups?.secret ?? [0, 0];
        const value = text.slice(start, end);
        return isDigest(value) || isCredential(value, expectation) ? [{ start, end, kind }] : [];
      }),
    );
}

/** Elsewhere a digest may be shown; here it is what one logs in with, and the password is guessed from it. */
function isDigest(value: string): boolean {
  return /^(?:\$(?:apr1|2[aby]|1|5|6)\$|\{SHA\})[\w+/=.$]{10,}$/.test(value);
}
