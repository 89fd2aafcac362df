import { type AppError, isAppError } from '../kernel/app-error.ts';
import { parseYaml } from '../kernel/yaml.ts';
import type { YamlDocument } from '../kernel/yaml-document.ts';
import type { RecordFlaw, RecordWords } from './record.ts';

/** The front matter of a record and the Markdown behind it, in which every line keeps its number. */
export interface FrontMatter {
  /** The words of a key as they stand; null where the key is missing or empty. */
  readonly valueOf: (key: string) => RecordWords | null;
  readonly body: string;
  /** Why it cannot be read, when it cannot. */
  readonly flaw: RecordFlaw | null;
}

/** Takes the front matter off a text: YAML between a first line of three dashes and the next such line. */
export function takeFrontMatter(text: string): FrontMatter {
  const lines = text.split(/\r\n|[\r\n]/);
  const end =
    lines[0]?.trimEnd() === '---' ? lines.findIndex((line, index) => index > 0 && line.trimEnd() === '---') : -1;
  const none = { valueOf: () => null, body: lines.join('\n'), flaw: null };
  const yaml = lines.slice(1, Math.max(1, end)).join('\n');
  if (end < 0 || isOnlyComments(yaml)) return none;
  const body = [...Array.from({ length: end + 1 }, () => ''), ...lines.slice(end + 1)].join('\n');
  const read = readKeys(`\n${yaml}`);
  if ('flaw' in read) return { valueOf: () => null, body, flaw: read.flaw };
  return { valueOf: (key) => wordsAt(key, read), body, flaw: null };
}

/** Two rules with a heading between them look like front matter with a comment in it. */
function isOnlyComments(yaml: string): boolean {
  return yaml.trim() !== '' && yaml.split('\n').every((line) => /^\s*(?:#|$)/.test(line));
}

interface Keys {
  readonly values: ReadonlyMap<string, unknown>;
  readonly document: YamlDocument;
}

/** Texts begin with an empty line, so that a line has the number that it has in the file. */
function readKeys(yaml: string): Keys | { readonly flaw: RecordFlaw } {
  try {
    const document = parseYaml(yaml, '');
    const { value } = document;
    if (value === null) return { values: new Map(), document };
    if (typeof value === 'object' && !Array.isArray(value)) return { values: new Map(Object.entries(value)), document };
    return { flaw: flawOf('The front matter holds no keys.', 1) };
  } catch (error) {
    if (!isAppError(error)) throw error;
    return { flaw: flawOf(`The front matter cannot be read: ${error.message}.`, lineOf(error)) };
  }
}

function wordsAt(key: string, { values, document }: Keys): RecordWords | null {
  const value = values.get(key);
  if (value === undefined || value === null) return null;
  const text = (typeof value === 'string' ? value : JSON.stringify(value)).trim();
  return text === '' ? null : { text, line: document.lineOf([key]) };
}

function flawOf(message: string, line: number): RecordFlaw {
  return {
    rule: 'adr/front-matter-invalid',
    line,
    message,
    expected: 'YAML such as "status: accepted" between two lines of three dashes',
    advice: 'Quote a value that holds ": " or begins with a bracket or brace.',
  };
}

/** The line that an error names behind the (empty) name of its file. */
function lineOf({ facts }: AppError): number {
  return Number(/:(\d+)$/.exec(facts.where ?? '')?.[1] ?? 1);
}
