import { findLoginPasswords } from '../change/secrets/login.ts';
import { isNamedCredential } from '../change/secrets/named-credential.ts';
import { findGiven } from './given.ts';
import type { FileScene, Found } from './scene.ts';
import type { SyntaxNode } from './syntax.ts';

/** Names that may hold a credential, whatever their case. */
const CREDENTIAL_WORDS = 'passw(or)?d|passphrase|secret|token|api[-_ ]?key|(access|private)[-_ ]?key';
const CREDENTIAL_NAME = `(?i:${CREDENTIAL_WORDS})`;
/** JavaScript gets a flag: it has been seen to forget that modifier in a process that had run for a while. */
const CREDENTIAL = new RegExp(CREDENTIAL_WORDS, 'i');

/** An address with a user and a password, in a dialect that the syntax engine and JavaScript read alike; true for placeholders too. */
const USER_IN_URL = '://[^\\s:@/]*:[^\\s@/]+@';

/**
 * Finds credentials written into Python code: texts given to a name that speaks of one, also as a fallback, and
 * addresses with a password in them. A docstring is no value.
 */
export function findSecretLiterals({ after }: FileScene): readonly Found[] {
  if (after === null) return [];
  const { root, text } = after;
  const named = isCredentialName(text)
    ? [...givenSecrets(root), ...(LOOKUPS.test(text) ? fallbackSecrets(root) : [])]
    : [];
  const found = new RegExp(USER_IN_URL).test(text) ? [...named, ...passwordUrls(root)] : named;
  return found.map((node) => ({ line: node.range().start.line + 1, side: 'after' }));
}

function isCredentialName(text: string): boolean {
  return CREDENTIAL.test(text);
}

function givenSecrets(root: SyntaxNode): readonly SyntaxNode[] {
  return findGiven(root, CREDENTIAL_NAME, (node) => isCredentialName(node.text()))
    .filter(({ name, value }) => textsOf(value).some((text) => isNamedCredential(name.text(), text)))
    .map(({ at }) => at);
}

const LOOKUP = '^(get|getenv|pop|setdefault)$';
const LOOKUPS = /get|getenv|pop|setdefault/;

/** `os.environ.get("DB_PASSWORD", "…")`, wherever its result goes. */
function fallbackSecrets(root: SyntaxNode): readonly SyntaxNode[] {
  const called = { field: 'function', any: [{ regex: LOOKUP }, { has: { field: 'attribute', regex: LOOKUP } }] };
  const calls = root.findAll({ rule: { kind: 'call', has: called } }).filter(namesCredential);
  return calls.filter((call) => {
    const name = plainText(positional(call)[0] ?? null);
    return name !== null && defaultsOf(call).some((text) => isNamedCredential(name, text));
  });
}

function namesCredential(call: SyntaxNode): boolean {
  const texts = call.field('arguments')?.children() ?? [];
  return texts.some((text) => text.is('string') && isCredentialName(contentOf(text)));
}

function passwordUrls(root: SyntaxNode): readonly SyntaxNode[] {
  const address = {
    kind: 'string',
    regex: USER_IN_URL,
    not: { inside: { kind: 'expression_statement' } },
  };
  return root
    .findAll({ rule: address })
    .filter((text) => findLoginPasswords(contentOf(text)).length > 0)
    .map(placeOf);
}

const WRAPPERS = ['parenthesized_expression', 'boolean_operator', 'conditional_expression', 'concatenated_string'];
const GIVING = ['assignment', 'keyword_argument', 'pair', 'default_parameter', 'typed_default_parameter'];

/** The assignment, keyword or entry whose value a text is; the text itself when it is none's. */
function placeOf(text: SyntaxNode): SyntaxNode {
  const holder = text.ancestors().find((ancestor) => !WRAPPERS.some((kind) => ancestor.is(kind)));
  return holder !== undefined && GIVING.some((kind) => holder.is(kind)) ? holder : text;
}

/** Every text that an expression may have as its value, as far as it is written there. */
function textsOf(value: SyntaxNode | null): readonly string[] {
  if (value === null) return [];
  if (WRAPPERS.some((kind) => value.is(kind)) && !value.is('concatenated_string')) {
    return value.namedChildren().flatMap(textsOf);
  }
  if (value.is('call')) return textsOfCall(value);
  const text = plainText(value);
  return text === null ? [] : [text];
}

const TAKES_TEXT = /^(SecretStr|SecretBytes|Secret|str|bytes|Field|field)$/;
const KEEPS_TEXT = /^(encode|strip)$/;

function textsOfCall(call: SyntaxNode): readonly string[] {
  const called = call.field('function');
  const name = calledName(call);
  if (new RegExp(LOOKUP).test(name)) return defaultsOf(call);
  if (KEEPS_TEXT.test(name)) return textsOf(called?.field('object') ?? null);
  if (!TAKES_TEXT.test(name)) return [];
  return [...textsOf(positional(call)[0] ?? null), ...keywordTexts(call, 'default')];
}

function calledName(call: SyntaxNode): string {
  const called = call.field('function');
  return (called?.field('attribute') ?? called)?.text() ?? '';
}

function defaultsOf(call: SyntaxNode): readonly string[] {
  return [...textsOf(positional(call)[1] ?? null), ...keywordTexts(call, 'default')];
}

function positional(call: SyntaxNode): readonly SyntaxNode[] {
  const given = call.field('arguments')?.namedChildren() ?? [];
  return given.filter((argument) => !argument.is('comment') && !argument.is('keyword_argument'));
}

function keywordTexts(call: SyntaxNode, name: string): readonly string[] {
  const given = call.field('arguments')?.namedChildren() ?? [];
  return given
    .filter((argument) => argument.is('keyword_argument') && argument.field('name')?.text() === name)
    .flatMap((argument) => textsOf(argument.field('value')));
}

/** The text of a literal without anything put into it; null for any other expression. */
function plainText(value: SyntaxNode | null): string | null {
  if (value === null) return null;
  if (value.is('concatenated_string')) {
    const parts = value
      .namedChildren()
      .filter((part) => !part.is('comment'))
      .map(plainText);
    return parts.includes(null) ? null : parts.join('');
  }
  if (!value.is('string') || value.namedChildren().some((child) => child.is('interpolation'))) return null;
  return contentOf(value);
}

/** What stands between the quotes, with what is put in as it is written. */
function contentOf(text: SyntaxNode): string {
  return text
    .namedChildren()
    .filter((child) => !child.is('string_start') && !child.is('string_end'))
    .map((child) => child.text())
    .join('');
}
