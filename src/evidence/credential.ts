/**
 * Whether a text looks like the credential that its name speaks of. The name must end on the credential (`db_password`,
 * `apiKey`), not on something about it (`password_field`, `TOKEN_HEADER`); the text must not be a placeholder, a
 * path, the name of a variable or header, a coin or a special token.
 */
export function isCredential(name: string, text: string): boolean {
  const kind = kindOf(name);
  const value = text.trim();
  if (kind === null || value.length < SHORTEST || value.length > LONGEST) return false;
  if (isPlaceholder(value) || isNameOrPath(value)) return false;
  switch (kind) {
    case 'password':
      return !TYPE_WORDS.has(value.toLowerCase());
    case 'secret':
      return !/\s/.test(value) && !TYPE_WORDS.has(value.toLowerCase());
    case 'token':
      return looksRandom(value) && !ADDRESS.test(value);
    default:
      return kind satisfies never;
  }
}

/** Whether a text begins with an address with a password in it, `scheme://user:password@host`. */
export function holdsPasswordInUrl(text: string): boolean {
  const match = USER_AND_PASSWORD.exec(text);
  const password = match?.[1];
  if (match === null || password === undefined || !/^\S*[a-z0-9]$/i.test(text.slice(0, match.index))) return false;
  return !isPlaceholder(password) && !VARIABLE.test(password);
}

/** Names that may hold a credential, in a dialect that the syntax engine and JavaScript read alike. */
export const CREDENTIAL_NAME = '(?i:passw(or)?d|passphrase|secret|token|api[-_ ]?key|(access|private)[-_ ]?key)';

/** An address with a user and a password, in the same dialect; cheap, and true for placeholders too. */
export const USER_IN_URL = '://[^\\s:@/]*:[^\\s@/]+@';

const SHORTEST = 3;
const LONGEST = 300;
const USER_AND_PASSWORD = /:\/\/[^\s:@/]*:([^\s@/]{1,300})@/;

type CredentialKind = 'password' | 'secret' | 'token';

const KINDS: readonly (readonly [CredentialKind, RegExp])[] = [
  ['password', /(passw(or)?d|passphrase)s?$/],
  ['secret', /(secret|secretkey|apikey|accesskey|privatekey)s?$/],
  ['token', /token$/],
];

/** Words behind the credential that do not make the name speak of something else. */
const NEUTRAL = /^(\d+|default|fallback|value|prod|production|dev|test|staging|live|main|old|new|key|str|bytes)$/;

/** Words before `token` that make it a piece of text or a coin, not a key. */
const OTHER_TOKENS = new Set(
  'pad eos bos sos unk cls sep mask stop start end special base quote native gas fee input output reward pay collateral stable debt underlying wrapped'.split(
    ' ',
  ),
);

function kindOf(name: string): CredentialKind | null {
  if (name.includes('::')) return null;
  const words = wordsOf(name);
  while (NEUTRAL.test(words.at(-1) ?? '') && !/(api|access|private|secret)key$/.test(words.slice(-2).join('')))
    words.pop();
  const kind = KINDS.find(
    ([, pattern]) => pattern.test(words.slice(-2).join('')) || pattern.test(words.at(-1) ?? ''),
  )?.[0];
  if (kind === 'token' && words.slice(0, -1).some((word) => OTHER_TOKENS.has(word))) return null;
  return kind ?? null;
}

/** The words of an identifier, a header or an environment variable, in lower case. */
function wordsOf(name: string): string[] {
  const spaced = name.replaceAll(/([a-z0-9])([A-Z])/g, '$1 $2').replaceAll(/([A-Z])([A-Z][a-z])/g, '$1 $2');
  return spaced
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '');
}

const PLACEHOLDERS = [
  /<[\w\s.:-]+>/,
  /\$\{?\w+/,
  /\{[^}]*\}/,
  /^\[[\w\s]+\]$/,
  /%\(?\w*\)?s/,
  /^(.)\1*$/,
  /^[^a-z0-9]*$/i,
];

function isPlaceholder(value: string): boolean {
  return PLACEHOLDERS.some((pattern) => pattern.test(value));
}

const VARIABLE = /^[A-Z][A-Z0-9]*(_[A-Z0-9]+)+$/;
const HEADER = /^(X(-[A-Za-z]+)+|Authorization|Cookie|Bearer|Basic)$/;
const WORDS = /^[a-z][a-z0-9_. -]*[:?]?$/i;
const ADDRESSED = /^([a-z][a-z0-9+.-]*:\/\/|(arn|vault|env|file|ssm|op|projects):|[~.]{0,2}\/|[a-z]:\\)/i;
const FILE = /^[\w./-]+\.(json|ya?ml|txt|pem|key|crt|env|ini|toml|cfg|db|sock)$/;
const PATH = /^[a-z][a-z_.-]*\d{0,4}(\/[a-z][a-z_.-]*\d{0,4})+$/i;

function isNameOrPath(value: string): boolean {
  if ([VARIABLE, HEADER, ADDRESSED, FILE, PATH].some((pattern) => pattern.test(value))) return true;
  if (!WORDS.test(value)) return false;
  const words = wordsOf(value);
  return words.every((word) => /^[a-z]+\d?$/.test(word)) && words.some((word) => CREDENTIAL_WORD.test(word));
}

const CREDENTIAL_WORD = /^(passw(or)?d|passphrase|secret|token|key)s?$/;
const TYPE_WORDS = new Set('string str bytes text required optional hidden none null true false'.split(' '));
/** A contract's address is public; a private key has 64 digits. */
const ADDRESS = /^0x[0-9a-f]{40}$/i;

/** Coins and words are short or of one kind of letters; a token is neither. */
function looksRandom(value: string): boolean {
  if (!/^[\w.:=+/~-]{8,}$/.test(value)) return false;
  if (/^[A-Z0-9]{1,12}([-/_.:][A-Z0-9]{1,12})?$/.test(value)) return value.length > 16;
  const mixed = /\d/.test(value) ? /[a-z]/i.test(value) : /[a-z]/.test(value) && /[A-Z]/.test(value);
  return mixed || /^[a-z]{16,}$|^\d{16,}$/i.test(value);
}
