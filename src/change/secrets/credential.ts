import { isName, isSequence, looksRandom, variety } from './randomness.ts';

/**
 * How sure its place makes us that a value is a credential, and so what the value itself must still show:
 * `random`: at least 16 letters and digits drawn by chance; `short`: the same from 10 on;
 * `password`: also a word with digits or marks in it; `any`: everything but a placeholder.
 */
export type Expectation = 'random' | 'short' | 'password' | 'any';

/** Whether a value is a credential, given what its place lets us expect. */
export function isCredential(value: string, expectation: Expectation): boolean {
  if (isPlaceholder(value) || isReference(value)) return false;
  switch (expectation) {
    case 'random':
      return looksRandom(value, 16);
    case 'short':
      return looksRandom(value, 10);
    case 'password':
      return isPassword(value) || isPassphrase(value) || looksRandom(value, 10);
    case 'any':
      return value.length >= 3 && !isGeneric(value) && variety(value) > 1 && (value.length > 4 || !isSequence(value));
    default:
      return expectation satisfies never;
  }
}

const placeholderMarks: readonly RegExp[] = [
  /^(?:<.*>|\[.*\]|\{.*\}|%.*%|\$\w+|[@:]\w+|\?+)$/,
  /\$\{|\$\(|\{\{|#\{|<%|\{\w*\}|%\(\w+\)|%[sdr]\b/,
  /^x-(?:oauth-basic|access-token|token-auth)$/, // fixed words of code hosts
  /change[-_ ]?me|replace[-_ ]?(?:me|with|this)|insert[-_ ]|placeholder|redacted|secret[ -]removed/i,
  /^your|your[-_ ]|[-_ ]your|example|[-_ ]here$/i,
  /(?<![a-z])(?:dummy|sample|fake|mock)/i,
  /(?<![a-z0-9])(?:todo|tbd|fixme|none|null|undefined|x{3,})(?![a-z0-9])/i,
  /\.{3}|…|\*{3}|x{6}|•/i,
];

/** Whether a value stands for one that is filled in elsewhere: `<token>`, `${TOKEN}`, `changeme`, `your-key-here`. */
export function isPlaceholder(value: string): boolean {
  return value === '' || (placeholderMarks.some((mark) => mark.test(value)) && !isRandomAround(value));
}

/** Chance or an attacker may put such a mark inside a credential; in a manual it stands at an end, or little is left. */
function isRandomAround(value: string): boolean {
  const parts = value.split(/example|\.{3}/i);
  if (parts.length < 2 || parts.some((part) => part.length < LEAST_PART)) return false;
  const rest = parts.join('');
  return !placeholderMarks.some((mark) => mark.test(rest)) && looksRandom(rest, LEAST_AROUND);
}

const LEAST_PART = 6;
const LEAST_AROUND = 20;

const references: readonly RegExp[] = [
  /^[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+$/, // the name of a variable
  /^[a-z][a-z0-9+.-]*:\/\//i, // an address; its password is found by itself
  /^(?:arn|urn|vault|ssm|secretsmanager|projects|data):/i,
  /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i, // a UUID
  /^0x[0-9a-f]{40}$/i, // a public address
  /^(?:sha\d+|md5|blake\w*|pbkdf2|scrypt|argon2\w*|bcrypt)[-:$]/i, // a digest
  /^\$(?:2[aby]|5|6|argon2\w*|pbkdf2[\w-]*|scrypt)\$/, // a digest as crypt writes it
  /^\d{4}-\d\d-\d\d/, // a date
  /^[^@\s]+@[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}$/i, // an e-mail address
  /^(?:X(?:-[A-Za-z]+)+|Authorization|Cookie|Bearer|Basic)$/, // a header
  /^[a-z][a-z_.-]*\d{0,4}(?:\/[a-z][a-z_.-]*\d{0,4})+$/, // a path in a vault
];

/** Whether a value only points at something: a variable, an address, a path, a UUID, a digest. */
function isReference(value: string): boolean {
  return references.some((reference) => reference.test(value)) || isPath(value);
}

/** Every 64th secret in base 64 begins like an absolute path. */
function isPath(value: string): boolean {
  return /^(?:\.{0,2}|~)\/[\w./-]*$/.test(value) && !looksRandom(value, 20);
}

/** Words that stand for a credential or describe one, with whatever numbers and marks around them. */
const generic = new RegExp(
  [
    '^(?:(?:my|your|the|a|an|new|old|user|admin|root|test|demo|db|default|super|some|good|bad|wrong|right|correct|current|valid|invalid|secure|strong|secret)*',
    '(?:pass(?:word|wd|phrase)?|pwd|pw|secret|token|key|api|apikey|credential|login|auth)s?',
    '|test(?:ing|s)?|demo|foo|bar|baz|foobar|qux|user|username|admin|root|guest|postgres|mysql|redis|rabbit|minio|local|localhost',
    '|text|string|str|value|none|null|true|false|enabled|disabled|optional|required|empty|unknown|default',
    '|utf|sha|md|aes|rsa|argon|argonid|bcrypt|scrypt|pbkdf|hmac|oauth|base|erc|bep|int|uint|bytes|varchar|float|input|field|hidden)$',
  ].join(''),
);

/** Whether only words remain that say what a credential is, not which: `password1`, `my_secret`, `test-123`. */
function isGeneric(value: string): boolean {
  const word = value.toLowerCase().replace(/[^a-z]/g, '');
  return generic.test(word) || (word === '' && variety(value) < 4);
}

/** A word that somebody chose as a password mixes letters with digits or marks; plain words and code do not count. */
function isPassword(value: string): boolean {
  if (value.length < 6 || value.length > 256 || !/^[!-~]+$/.test(value)) return false;
  if (isGeneric(value) || isName(value) || looksLikeCode(value)) return false;
  if (/^\d+$/.test(value)) return variety(value) >= 3;
  return /[A-Za-z]/.test(value) && (/\d/.test(value) || /[!@#$%^&*+=?~|;,](?=[A-Za-z])/.test(value));
}

/** Four to eight plain words without the little words of a sentence, as people are told to choose them. */
function isPassphrase(value: string): boolean {
  if (!/^[a-z]{2,12}(?: [a-z]{2,12}){3,7}$/.test(value)) return false;
  return !/\b(?:a|an|the|is|are|be|must|should|can|to|of|for|with|and|or|not|no|in|on|at|by|your|our|this|that|it|if|enter|please|password|secret|token|user)\b/.test(
    value,
  );
}

const code: readonly RegExp[] = [
  /\\[dwsbux]|\(\?|\.\*|\[[^\]]*\]|\w\|\w/, // a regular expression
  /[\w\])]\([^)]*\)|=>|[<>{}]/, // a call, a function, a tag, an object
  /^[\w.-]+=[\w.-]+$|&\w+=/, // an argument, a query
  /^[!&*][A-Za-z_-]+$|^[#.][A-Za-z][\w-]*$/, // a tag of YAML, a selector
  /^[A-Za-z_$][\w$]*(?:(?:\.|->|::|\?\.)[A-Za-z_$][\w$]*)+$/, // an attribute
];

/** Whether a value is written for a machine: such strings often stand beside the word password. */
function looksLikeCode(value: string): boolean {
  return code.some((form) => form.test(value));
}
