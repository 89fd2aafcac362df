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
  /** Set where the value may be something else than what the name says. */
  readonly weak: boolean;
}

const forms: readonly Form[] = [
  // The rest of a look-up, then a sign: `password =`, `"password":`, `environ["PASSWORD"] or`, `${PASSWORD:-`.
  {
    sign: /\\*["'`]?\s?\]?\)?[ \t]*(?:=>|:=|=|:[-=?]?|\?\?=?|\|\|=?|or\b)(?!=)[ \t]*(?:[|>][+-]?[ \t]*)?(?:\n[ \t]*(?=["'`(]))?/y,
    weak: false,
  },
  { sign: /["'`]?\s?\]?\)?[ \t]*[!=]={1,2}[ \t]*/y, weak: true },
  // `{ name: PASSWORD, value: … }`, also over two lines and as the default of a variable.
  { sign: /["'`]?(?:[ \t]*,)?\s{0,40}(?:\{[^{}]{0,200}?)?["']?\b(?:value|default)["']?[ \t]*[:=][ \t]*/y, weak: false },
  // A row of a table.
  { sign: /[ \t]*\|[ \t]*(?=[`\w])/y, weak: false },
  // `getenv("PASSWORD", "…")`, `set_password("…")`, `PASSWORD '…'`, `the password is …`.
  { sign: /["'],[ \t]*(?:default=)?(?=["'][^"'\n]*["']\s*\))/y, weak: false },
  { sign: /\([ \t]*(?=[bruf]?["'`])/y, weak: true },
  { sign: /[ \t]+(?:is|was)[ \t]*:?[ \t]+/y, weak: false },
  { sign: /(?<=password|passphrase|secret|token|key)[ \t]+(?=["'`][!-~]+["'`])/iy, weak: false },
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
  let last = -1;
  for (const match of text.matchAll(keywords)) {
    if (match.index < last) continue;
    const name = nameAround(text, match);
    last = name.end;
    const secret = readSecretName(name.text);
    if (secret !== null) spans.push(...findValues(text, { name, secret, file }));
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

interface Found {
  readonly name: Name;
  readonly secret: SecretName;
  readonly file: SettingFile | null;
}

function findValues(text: string, { name, secret, file }: Found): readonly SecretSpan[] {
  const setting = readSetting(text, name, file);
  const settings = setting === null ? [] : [{ ...setting, expectation: expectSetting(secret, file) }];
  const others = valuesBehind(text, name).map((value) => ({ ...value, expectation: expectValue(secret, value.place) }));
  return [...settings, ...others].flatMap(({ start, end, expectation }) => {
    const lead =
      /^(?:bearer|basic|token|bot|api-?key|key)[ \t]+/i.exec(text.slice(start, Math.min(end, start + 16)))?.[0]
        .length ?? 0;
    const value = text.slice(start + lead, end);
    const isSecret = secret.kind === 'seed-phrase' ? isSeedPhrase(value) : isCredential(value, expectation);
    return isSecret ? [{ start: start + lead, end, kind: secret.kind }] : [];
  });
}

/** The values behind each sign that may follow the name; what is only compared or passed on must look the part. */
function valuesBehind(text: string, name: Name): readonly Value[] {
  return forms.flatMap(({ sign, weak }) => {
    sign.lastIndex = name.end;
    if (!sign.test(text)) return [];
    const values = readValues(text, sign.lastIndex, isOneOfSeveral(text, name));
    return weak ? values.slice(0, 1).map((value) => ({ ...value, place: 'argument' as const })) : values;
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

function expectValue({ kind, firm }: SecretName, place: Value['place']): Expectation {
  if (!firm) return 'random';
  if (kind === 'password') return place === 'quoted' ? 'password' : 'short';
  return kind !== 'token' && place === 'quoted' ? 'short' : 'random';
}

/** An environment file that is no example holds the values themselves. */
function expectSetting({ kind, firm }: SecretName, file: SettingFile | null): Expectation {
  if (!firm) return 'random';
  if (kind === 'password') return file === 'environment' ? 'any' : 'password';
  return file === 'environment' ? 'password' : 'short';
}

/** Twelve words or more: the whole key of a wallet. */
function isSeedPhrase(value: string): boolean {
  return /^(?:[a-z]{3,8}[ ,]+){11,23}[a-z]{3,8}$/.test(value);
}
