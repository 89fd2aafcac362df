import { type Expectation, isCredential } from './credential.ts';
import { readSecretName, type SecretName } from './secret-name.ts';
import { lineBefore, readSetting, type SettingFile, settingFileOf } from './setting.ts';
import type { SecretSpan } from './span.ts';
import { readValues, type Value } from './value.ts';

const keywords =
  /pass(?:word|wd|phrase|code)?|pwd|_pw|pw_|secret|token|credential|key|auth|mnemonic|(?:seed|recovery)[-_ ]?(?:phrase|words)/gi;
const NAME_REACH = 64;
/** People write some names as two words. */
const namesBefore = /(?:\b(?:api|access|secret|private|signing|client|bot|auth) )?[\w.$-]*$/i;
interface Form {
  /** What stands between the name and the value. */
  readonly sign: RegExp;
  /** Whether it gives the name a value, a setting, or only takes or compares something that may be one. */
  readonly gives: 'value' | 'setting' | 'maybe';
}

const forms: readonly Form[] = [
  // The rest of a look-up, then a sign: `password =`, `"password":`, `environ["PASSWORD"] or`, `${PASSWORD:-`.
  {
    sign: /\\*["'`]?\s?\]?\)?[ \t]*(?:=>|:=|=|:[-=?]?|\?\?=?|\|\|=?|or\b)(?!=)[ \t]*(?:[|>][+-]?[ \t]*)?(?:\n[ \t]*(?=["'`(]))?/y,
    gives: 'value',
  },
  { sign: /["'`]?\s?\]?\)?[ \t]*[!=]={1,2}[ \t]*/y, gives: 'maybe' },
  // `{ name: PASSWORD, value: … }`, also over two lines and as the default of a variable.
  {
    sign: /["'`]?(?:[ \t]*,)?\s{0,40}(?:\{[^{}]{0,200}?)?["']?\b(?:value|default)["']?[ \t]*[:=][ \t]*/y,
    gives: 'setting',
  },
  // A row of a table.
  { sign: /[ \t]*\|[ \t]*(?=[`\w])/y, gives: 'maybe' },
  // `getenv("PASSWORD", "…")`, `set_password("…")`, `PASSWORD '…'`, `the password is …`.
  { sign: /["'],[ \t]*(?:default=)?(?=["'][^"'\n]*["']\s*\))/y, gives: 'value' },
  { sign: /\([ \t]*(?=[bruf]?["'`])/y, gives: 'maybe' },
  { sign: /[ \t]+(?:is|was)[ \t]*:?[ \t]+/y, gives: 'value' },
  { sign: /(?<=password|passphrase|secret|token|key)[ \t]+(?=["'`][!-~]+["'`])/iy, gives: 'value' },
];

interface Name {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** Values of names that credentials are kept under, in any language of programs, settings and people. */
export function findAssignments(path: string, text: string): readonly SecretSpan[] {
  const file = settingFileOf(path);
  const spans: SecretSpan[] = [];
  const judged: Judged = {
    random: new Set(),
    short: new Set(),
    password: new Set(),
    any: new Set(),
    'seed-phrase': new Set(),
  };
  let last = -1;
  for (const match of text.matchAll(keywords)) {
    if (match.index < last) continue;
    const name = nameAround(text, match);
    last = name.end;
    const secret = readSecretName(name.text);
    if (secret !== null) spans.push(...findValues(text, { name, secret, file, judged }));
  }
  return spans;
}

/** The whole name that a keyword stands in. */
function nameAround(text: string, { index, 0: keyword }: RegExpExecArray): Name {
  const before = (namesBefore.exec(text.slice(Math.max(0, index - NAME_REACH), index))?.[0] ?? '').replace(
    /^[$.-]+/,
    '',
  );
  const after = /^[\w.-]*/.exec(text.slice(index + keyword.length, index + keyword.length + NAME_REACH))?.[0] ?? '';
  const tail = after.replace(/[.-]+$/, '');
  const start = index - before.length;
  return { text: before + keyword + tail, start, end: index + keyword.length + tail.length };
}

/** Places of values as numbers, by what was expected of them. */
type Judged = Readonly<Record<Expectation | 'seed-phrase', Set<number>>>;

interface Found {
  readonly name: Name;
  readonly secret: SecretName;
  readonly file: SettingFile | null;
  /** What was judged before: in a dense text the same value stands behind many names. */
  readonly judged: Judged;
}

function findValues(text: string, found: Found): readonly SecretSpan[] {
  const setting = readSetting(text, found.name, found.file);
  const settings: readonly Value[] = setting === null ? [] : [{ ...setting, place: 'setting' }];
  return [...settings, ...valuesBehind(text, found)].flatMap((value) => judge(text, value, found));
}

/** Joined literals are a credential together, or each by itself. */
function judge(text: string, { joined = [], ...value }: Value, found: Found): readonly SecretSpan[] {
  const { kind } = found.secret;
  const expectation = kind === 'seed-phrase' ? kind : expect(value.place, found);
  const last = joined.at(-1) ?? value;
  if (!isFirst(found.judged[expectation], value.start, last.end)) return [];
  const isSecret = (parts: readonly Part[]) => {
    const word = parts.map(({ start, end }) => text.slice(start, end)).join('');
    return expectation === 'seed-phrase' ? isSeedPhrase(word) : isCredential(word, expectation);
  };
  const parts = [value, ...joined];
  const whole = withoutScheme(text, parts);
  if (isSecret(whole))
    return whole.map(({ start, end }, index) => ({ start, end, kind, ...(index > 0 && { continued: true as const }) }));
  if (joined.length === 0) return [];
  return parts.flatMap((part) => {
    const alone = withoutScheme(text, [part]);
    return isSecret(alone) ? alone.map(({ start, end }) => ({ start, end, kind })) : [];
  });
}

const MOST_LENGTH = 2 ** 20;

function isFirst(judged: Set<number>, start: number, end: number): boolean {
  const place = start * MOST_LENGTH + Math.min(end - start, MOST_LENGTH - 1);
  const isNew = !judged.has(place);
  judged.add(place);
  return isNew;
}

type Part = Readonly<Record<'start' | 'end', number>>;

/** `Bearer` and the like before a token say what it is and stay. */
function withoutScheme(text: string, [first, ...rest]: readonly Part[]): readonly Part[] {
  if (first === undefined) return [];
  const word = text.slice(first.start, first.end);
  const scheme = /^(?:bearer|basic|token|bot|api-?key|key)[ \t]+/i.exec(word)?.[0].length ?? 0;
  return [{ start: first.start + scheme, end: first.end }, ...rest].filter(({ start, end }) => end > start);
}

/** The values behind each sign that may follow the name. */
function valuesBehind(text: string, { name, file }: Found): readonly Value[] {
  return forms.flatMap(({ sign, gives }) => {
    sign.lastIndex = name.end;
    if (!sign.test(text)) return [];
    const values = readValues(text, sign.lastIndex, isOneOfSeveral(text, name));
    if (gives === 'maybe') return values.slice(0, 1).map((value) => ({ ...value, place: 'argument' }));
    if (gives === 'value' || file === null) return values;
    return values.map((value) => (value.place === 'bare' ? { ...value, place: 'setting' } : value));
  });
}

/** `user, password = "…", "…"`. */
function isOneOfSeveral(text: string, name: Name): boolean {
  const line = lineBefore(text, name.start, NAME_REACH);
  return (
    /^\s*(?:[\w.]+\s*,\s*)+$/.test(line) &&
    /^\s*(?:,[\s\w.,]+)?=(?!=)/.test(text.slice(name.end, name.end + NAME_REACH))
  );
}

/** What a value must show to count: the less, the surer its name and place make us. */
function expect(place: Value['place'], { secret: { kind, firm }, file }: Found): Expectation {
  if (!firm) return 'random';
  // An environment file that is no example holds the values themselves.
  if (place === 'setting' && file === 'environment') return kind === 'password' ? 'any' : 'password';
  if (kind === 'password') return place === 'quoted' || place === 'setting' ? 'password' : 'short';
  return place === 'setting' || (place === 'quoted' && kind !== 'token') ? 'short' : 'random';
}

/** Twelve words or more: the whole key of a wallet. */
function isSeedPhrase(value: string): boolean {
  return /^(?:[a-z]{3,8}[ ,]+){11,23}[a-z]{3,8}$/.test(value);
}
