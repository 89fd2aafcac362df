import { type Expectation, isCredential } from './credential.ts';
import { readSecretName, type SecretName } from './secret-name.ts';
import { readSetting, type SettingFile, settingFileOf } from './setting.ts';
import type { SecretSpan } from './span.ts';
import { readValues, type Value } from './value.ts';

const keywords = /pass(?:word|wd|phrase|code)?|pwd|_pw|pw_|secret|token|credential|key|auth|mnemonic|(?:seed|recovery)[-_ ]?(?:phrase|words)/gi;
const NAME_REACH = 64;
/** What may stand between a name and its value: the rest of a look-up, then a sign. */
const separators = /\\*["'`]?\s?\]?\)?[ \t]*(?:=>|:=|={1,3}|!==?|:[-=?]?|\?\?=?|\|\|=?|or\b)[ \t]*(?:[|>][+-]?[ \t]*)?(?:\n[ \t]*(?=["'`(]|\w+$))?/y;
/** `{ name: PASSWORD, value: … }`, also over two lines and as the default of a variable. */
const entries = /["'`]?(?:[ \t]*,)?\s{0,40}(?:\{[^{}]{0,200}?)?["']?\b(?:value|default)["']?[ \t]*[:=][ \t]*/y;
/** `set_password("…")`, `PASSWORD '…'`, `getenv("PASSWORD", "…")`. */
const calls = /\([ \t]*(?=[bruf]?["'`])|["'],[ \t]*(?=["'][^"'\n]*["']\s*\))/y;
const phrases = /[ \t]+(?=["'`][!-~]+["'`])|[ \t]+(?:is|was)[ \t]*:?[ \t]+/y;

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
  const before = /[\w.$-]*$/.exec(text.slice(Math.max(0, index - NAME_REACH), index))?.[0] ?? '';
  const after = /^[\w.-]*/.exec(text.slice(index + keyword.length, index + keyword.length + NAME_REACH))?.[0] ?? '';
  const tail = after.replace(/[.-]+$/, '');
  const start = index - before.length;
  return { text: before + keyword + tail, start, end: index + keyword.length + tail.length };
}
