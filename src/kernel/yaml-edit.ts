import { isMap, isNode, isScalar, isSeq, parseDocument, stringify, type YAMLMap, type YAMLSeq } from 'yaml';
import { AppError } from './app-error.ts';
import type { YamlPath } from './yaml-document.ts';

/** A value in the place of another, or an item at the end of a list at the top level. */
export type YamlEdit =
  | { readonly kind: 'set'; readonly path: YamlPath; readonly value: string | number | null }
  | { readonly kind: 'append'; readonly list: string; readonly item: Readonly<Record<string, string>> };

/**
 * Changes single values of a YAML document that was read before; every other character of it stays, comments and line
 * ends included. A list that is not there is added at the end. Throws an AppError where a place does not take the edit.
 */
export function editYaml(text: string, fileName: string, edits: readonly YamlEdit[]): string {
  const root = parseDocument(text).contents;
  if (!isMap(root) || root.flow === true) throw notInLines(fileName);
  const source: Source = { text, fileName, root, newline: text.includes('\r\n') ? '\r\n' : '\n' };
  const splices = edits.map((edit) => (edit.kind === 'set' ? setValue(source, edit) : appendItem(source, edit)));
  return splices
    .toSorted((left, right) => right.start - left.start)
    .reduce((result, { start, end, put }) => result.slice(0, start) + put + result.slice(end), text);
}

interface Source {
  readonly text: string;
  readonly fileName: string;
  readonly root: YAMLMap;
  readonly newline: string;
}

/** Characters from start to end are replaced. */
interface Splice {
  readonly start: number;
  readonly end: number;
  readonly put: string;
}

function setValue({ root, fileName, text }: Source, { path, value }: Extract<YamlEdit, { kind: 'set' }>): Splice {
  const node = root.getIn(path, true);
  const range = isScalar(node) ? node.range : null;
  if (range === null || range === undefined) {
    throw new AppError('broken', `no single value stands at ${path.join(' > ')}`, { where: fileName });
  }
  const [start, end] = range;
  const isEmpty = start === end;
  const before = isEmpty && text[start - 1] === ':' ? ' ' : '';
  const after = isEmpty && text[end] === '#' ? ' ' : '';
  return { start, end, put: `${before}${written(value)}${after}` };
}

/** A text in quotes where it would otherwise be read as something else. */
function written(value: string | number | null): string {
  return stringify(value, { lineWidth: 0 }).trimEnd();
}

function appendItem(source: Source, { list, item }: Extract<YamlEdit, { kind: 'append' }>): Splice {
  const { root, text, newline, fileName } = source;
  const seq = root.get(list, true);
  if (seq === undefined) {
    const start = endOfBlock(text, rangeOf(root, fileName)[1]);
    const gap = start > 0 && text[start - 1] !== '\n' ? newline : '';
    return { start, end: start, put: `${gap}${list}:${newline}${blockItem(item, '  ', newline)}${newline}` };
  }
  if (!isSeq(seq)) throw new AppError('broken', `${list} is no list`, { where: fileName });
  return seq.flow === true ? appendInFlow(source, seq, item) : appendInBlock(source, seq, item);
}

function appendInFlow(
  { text, fileName, newline }: Source,
  seq: YAMLSeq,
  item: Readonly<Record<string, string>>,
): Splice {
  const last = seq.items.at(-1);
  const [start, end] = rangeOf(last ?? seq, fileName);
  if (last === undefined) {
    const keyEnd = text.slice(0, start).trimEnd().length;
    return { start: keyEnd, end, put: `${newline}${blockItem(item, '  ', newline)}` };
  }
  const pairs = Object.entries(item).map(([key, value]) => `${key}: ${JSON.stringify(value)}`);
  return { start: end, end, put: `, { ${pairs.join(', ')} }` };
}

function appendInBlock(
  { text, fileName, newline }: Source,
  seq: YAMLSeq,
  item: Readonly<Record<string, string>>,
): Splice {
  const [first] = rangeOf(seq, fileName);
  const indent = ' '.repeat(first - (text.lastIndexOf('\n', first - 1) + 1));
  const start = endOfBlock(text, rangeOf(seq.items.at(-1), fileName)[1]);
  const gap = text[start - 1] === '\n' ? '' : newline;
  return { start, end: start, put: `${gap}${blockItem(item, indent, newline)}${newline}` };
}

function blockItem(item: Readonly<Record<string, string>>, indent: string, newline: string): string {
  const lines = Object.entries(item).map(([key, value]) => `${key}: ${JSON.stringify(value)}`);
  return lines.map((line, index) => `${indent}${index === 0 ? '- ' : '  '}${line}`).join(newline);
}

/** Behind the line in which a value ends, a comment behind it included. */
function endOfBlock(text: string, end: number): number {
  if (text[end - 1] === '\n') return end;
  const lineEnd = text.indexOf('\n', end);
  return lineEnd === -1 ? text.length : lineEnd + 1;
}

function rangeOf(node: unknown, fileName: string): readonly [number, number, number] {
  const range = isNode(node) ? node.range : null;
  if (range === null || range === undefined) throw new AppError('broken', 'a value has no place', { where: fileName });
  return range;
}

function notInLines(fileName: string): AppError {
  return new AppError('bad-input', 'the file is written in braces, so that nothing can be changed in place', {
    where: fileName,
    expected: 'one key in each line at the top level',
    advice: 'Write the outermost level without braces.',
  });
}
