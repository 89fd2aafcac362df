import { data, Evaluator, Lexer, Parser } from '@actions/expressions';

/** What expressions may name: `inputs`, `github`, `steps`, `env`, `runner`. */
export type Contexts = Readonly<Record<string, unknown>>;

/** A text with every `${{ … }}` in it evaluated; throws for a context or function that GitHub would not know there. */
export function fillExpressions(text: string, contexts: Contexts): string {
  return text.replaceAll(EXPRESSION, (_, inner: string) => evaluate(inner, contexts, false).coerceString());
}

/** Every expression of a text, without its braces. */
export function expressionsOf(text: string): readonly string[] {
  return [...text.matchAll(EXPRESSION)].map(([, inner = '']) => inner.trim());
}

/** Whether a step runs: by its `if`, and after a failure only when it asks for that. */
export function holdsCondition(condition: string | undefined, contexts: Contexts, failed: boolean): boolean {
  const [, inner = condition ?? 'success()'] = /^\s*\$\{\{(.*)\}\}\s*$/s.exec(condition ?? '') ?? [];
  const asksStatus = /\b(?:success|failure|always|cancelled)\s*\(/.test(inner);
  return isTrue(evaluate(asksStatus ? inner : `success() && (${inner})`, contexts, failed));
}

/** Braces within a quoted word do not end an expression. */
const EXPRESSION = /\$\{\{((?:'(?:[^']|'')*'|[^'])*?)\}\}/g;

function evaluate(text: string, contexts: Contexts, failed: boolean): data.ExpressionData {
  const functions = statusFunctions(failed);
  const { tokens } = new Lexer(text.trim()).lex();
  const parsed = new Parser(tokens, Object.keys(contexts), functions).parse();
  const known = new Map(functions.map((each) => [each.name, each]));
  return new Evaluator(parsed, dictionaryOf(contexts), known).evaluate();
}

function dictionaryOf(contexts: Contexts): data.Dictionary {
  const value: unknown = JSON.parse(JSON.stringify(contexts), data.reviver);
  if (value instanceof data.Dictionary) return value;
  throw new Error('the contexts are no mapping');
}

function statusFunctions(failed: boolean) {
  const answers = { success: !failed, failure: failed, always: true, cancelled: false };
  return Object.entries(answers).map(([name, answer]) => ({
    ...{ name, minArgs: 0, maxArgs: 0 },
    call: () => new data.BooleanData(answer),
  }));
}

function isTrue(value: data.ExpressionData): boolean {
  if (value instanceof data.BooleanData) return value.value;
  return !['', '0', 'false'].includes(value.coerceString());
}
