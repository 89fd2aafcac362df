import { isAppError } from '../../kernel/app-error.ts';
import { parseYaml } from '../../kernel/yaml.ts';
import { findSignatureChange } from './python-signature.ts';
import type { Sign, TwoSides } from './sign.ts';

/** Longest description of an interface that is compared; a longer one is generated. */
const LONGEST = 1_000_000;

/**
 * A changed public contract: the description of an interface (OpenAPI, AsyncAPI, protobuf, Avro, GraphQL, JSON schema) of
 * which more than comments and words changed, or a signature that a package of Python offers. Null for none.
 */
export function findContractChange(file: TwoSides): Sign | null {
  if (file.after.length > LONGEST || file.before.length > LONGEST) return null;
  if (file.path.endsWith('.py')) return file.isNew ? null : findSignatureChange(file);
  const form = formOf(file);
  if (form === null) return null;
  const [before, after] = [form(file.before), form(file.after)];
  if (before.join('\n') === after.join('\n')) return null;
  return { kind: 'contract', name: file.path, line: firstDifference(file) };
}

/** What of a contract binds others, as comparable lines. */
type Form = (text: string) => readonly string[];

function formOf({ path, after }: TwoSides): Form | null {
  if (/\.proto$/.test(path)) return (text) => codeOf(text, /\/\*[\s\S]*?\*\/|\/\/[^\n]*/g);
  if (/\.(?:graphqls?|gql)$/.test(path)) return (text) => codeOf(text, /"""[\s\S]*?"""|#[^\n]*/g);
  const isTree = /\.(?:ya?ml|json|avsc|avdl)$/.test(path);
  if (!isTree) return null;
  const isContract =
    /\.(?:avsc|avdl)$|\.schema\.json$/.test(path) ||
    /^\s*\{?\s*["']?(?:openapi|swagger|asyncapi)["']?\s*:/m.test(after.slice(0, 2_000)) ||
    isJsonSchema(path, after);
  return isContract ? treeOf : null;
}

function isJsonSchema(path: string, text: string): boolean {
  return (
    /\.(?:json|ya?ml)$/.test(path) &&
    /["']?\$schema["']?\s*:\s*["']https?:\/\/json-schema\.org\//.test(text.slice(0, 2_000)) &&
    /["']?properties["']?\s*:/.test(text)
  );
}

function codeOf(text: string, comments: RegExp): readonly string[] {
  return text
    .replaceAll(comments, ' ')
    .split('\n')
    .map((line) => line.replaceAll(/\s+/g, ' ').trim())
    .filter((line) => line !== '');
}

/** Keys whose values are words for people; but a property may have such a name. */
const WORDS: ReadonlySet<string> = new Set([
  'description',
  'summary',
  'title',
  'example',
  'examples',
  'doc',
  '$comment',
  'version',
  'externalDocs',
  'contact',
  'tags',
]);

/** A text that does not parse is compared as it stands. */
function treeOf(text: string): readonly string[] {
  try {
    return [JSON.stringify(bare(parseYaml(text.replaceAll('\t', '  '), 'contract').value))];
  } catch (error) {
    if (isAppError(error)) return codeOf(text, /^\s*#[^\n]*/gm);
    throw error;
  }
}

function bare(value: unknown, isNaming = false): unknown {
  if (Array.isArray(value)) return value.map((item) => bare(item));
  if (typeof value !== 'object' || value === null) return value;
  const kept = Object.entries(value).filter(([key, inner]) => isNaming || !WORDS.has(key) || isTree(inner, key));
  return Object.fromEntries(
    kept
      .map(([key, inner]): [string, unknown] => [key, bare(inner, NAMING.has(key))])
      .sort(([left], [right]) => (left < right ? -1 : 1)),
  );
}

/** Below these, keys are names of the contract's own. */
const NAMING: ReadonlySet<string> = new Set([
  'properties',
  'schemas',
  'paths',
  'definitions',
  '$defs',
  'parameters',
  'responses',
]);

function isTree(value: unknown, key: string): boolean {
  return (
    typeof value === 'object' &&
    key !== 'example' &&
    key !== 'examples' &&
    key !== 'tags' &&
    key !== 'contact' &&
    key !== 'externalDocs'
  );
}

function firstDifference({ before, after, isNew }: TwoSides): number {
  if (isNew) return 1;
  const [old, now] = [before.split('\n'), after.split('\n')];
  const index = now.findIndex((line, at) => line !== old[at]);
  return index < 0 ? now.length : index + 1;
}
