/** A file of settings, where a bare word behind a name is its value; an environment file holds nothing but values. */
export type SettingFile = 'environment' | 'settings';

/** What kind of settings a file holds, told by its name; null for every other file. */
export function settingFileOf(path: string): SettingFile | null {
  const name = path.slice(path.lastIndexOf('/') + 1).toLowerCase();
  if (/^\.env(?:\.|rc|$)|\.env$/.test(name)) {
    return /(?:example|sample|template|dist|defaults?|tpl)$/.test(name) ? 'settings' : 'environment';
  }
  return /\.(?:ya?ml|ini|cfg|conf|config|cnf|toml|properties|tfvars|sh|bash|zsh|fish|mk|service)$|^\.?(?:npmrc|yarnrc|pypirc|netrc|pgpass|s3cfg|boto|dockerfile|containerfile|makefile|credentials|config)(?:\.|$)/.test(
    name,
  )
    ? 'settings'
    : null;
}

interface SettingForm {
  /** What stands before the name on its line. */
  readonly before: RegExp;
  readonly name?: RegExp;
  readonly separator: RegExp;
  readonly value: RegExp;
  /** Read so only in files of settings: elsewhere the value would be a variable. */
  readonly inFilesOnly?: true;
}

const toSpace = /[^\s"'`]\S{0,255}/y;
const toMark = /[^\s"'`;&<>|]{1,256}/y;

const forms: readonly SettingForm[] = [
  {
    before: /^[ \t+>-]*(?:(?:export|set|setenv|env|arg|readonly|local|declare -x)[ \t]+)?(?:[\w./-]*[/:])?["']?$/i,
    separator: /["']?[ \t]*[:=](?!=)[ \t]*(?:(?:&[\w-]{1,64}|!!\w{1,16})[ \t]+){0,2}(?:[|>][+-]?[ \t]*\n[ \t]+)?/y,
    value: toSpace,
    inFilesOnly: true,
  },
  { before: /(?:^|[\s"'`+])$/, name: /^[A-Z][A-Z0-9_]*$/, separator: /=(?!=)/y, value: toSpace },
  { before: /(?:^|[\s"'`[,])--?(?:D|P)?$/, separator: /=(?!=)|[ \t]+(?=[^-\s])/y, value: toMark },
  { before: /(?<!&)[?&]$/, separator: /=(?!=)/y, value: toMark },
  { before: /;[ \t]*$/, separator: /[ \t]*=(?!=)[ \t]*/y, value: toMark, name: /^[A-Za-z ]+$/ },
  { before: /\b(?:host|hostaddr|dbname|user|port)=\S+[ \t]+(?:\w+=\S+[ \t]+)*$/i, separator: /=(?!=)/y, value: toMark },
  { before: /<$/, separator: />[ \t]*/y, value: /[^<\s][^<\n]{0,255}(?=<)/y },
  { before: /(?:^|[ \t])ENV[ \t]+$|\blogin[ \t]+\S+[ \t]+$/, separator: /[ \t]+/y, value: toMark },
];

/** How much of a line before a name is looked at. */
const LOOK_BACK = 200;

/** What stands before a place on its line, as far as one looks back: lines may be as long as the text. */
export function lineBefore(text: string, at: number, reach: number): string {
  const before = text.slice(Math.max(0, at - reach), at);
  return before.slice(before.lastIndexOf('\n') + 1);
}

/** The bare value of a setting whose name stands at a place in the text; null when the place reads otherwise. */
export function readSetting(
  text: string,
  name: { start: number; end: number },
  file: SettingFile | null,
): { start: number; end: number } | null {
  const before = lineBefore(text, name.start, LOOK_BACK);
  const word = text.slice(name.start, name.end);
  for (const form of forms) {
    if (form.inFilesOnly === true && file === null) continue;
    if (!form.before.test(before) || form.name?.test(word) === false) continue;
    const value = valueBehind(text, name.end, form);
    if (value !== null) return value;
  }
  return null;
}

function valueBehind(
  text: string,
  at: number,
  { separator, value }: SettingForm,
): { start: number; end: number } | null {
  separator.lastIndex = at;
  if (!separator.test(text)) return null;
  const start = separator.lastIndex;
  value.lastIndex = start;
  const found = value.exec(text)?.[0];
  return found === undefined ? null : { start, end: start + withoutTail(found).length };
}

/** Quotation marks, commas and brackets that close what was opened before the value do not belong to it. */
function withoutTail(value: string): string {
  const bare = value.replace(/["'`,;]+$/, '');
  const closing = /[)\]}]$/.exec(bare)?.[0];
  if (closing === undefined) return bare;
  const opening = { ')': '(', ']': '[', '}': '{' }[closing] ?? closing;
  return bare.includes(opening) ? bare : withoutTail(bare.slice(0, -1));
}
