import type { SyntaxNode } from '../../../evidence/syntax.ts';
import type { StructureFault } from './structure-fault.ts';

/** Names by which code gets at the machine, at the network, or runs a text. */
const NAMES: Readonly<Record<string, string>> = {
  eval: 'runs a text as code',
  Function: 'runs a text as code',
  WebAssembly: 'runs bytes as code',
  require: 'loads a module',
  module: 'loads a module',
  process: 'gets at the process and its environment',
  global: 'gets at everything',
  globalThis: 'gets at everything',
  fetch: 'speaks to the network',
  WebSocket: 'speaks to the network',
  EventSource: 'speaks to the network',
  XMLHttpRequest: 'speaks to the network',
  BroadcastChannel: 'speaks to other threads',
  Worker: 'starts a thread',
};

const ONLY_TYPES = 'a strategy is one file, and takes in only types, by `import type`';

/** Imports of more than types, and names by which code gets out of its file; a name of one's own must not hide them either. */
export function findReach(root: SyntaxNode): readonly StructureFault[] {
  return [...findImports(root), ...findNames(root), ...findConstructors(root)];
}

function findImports(root: SyntaxNode): readonly StructureFault[] {
  const statements = root.findAll({ rule: { any: [{ kind: 'import_statement' }, { kind: 'export_statement' }] } });
  const values = statements.filter((each) => isFromElsewhere(each) && !isOfTypes(each));
  const calls = root.findAll({ rule: { kind: 'import', inside: { kind: 'call_expression' } } });
  const metas = root.findAll({ rule: { kind: 'meta_property', regex: '^import' } });
  return [
    ...values.map((node) => ({ node, code: 'import', message: `${wordOf(node)}; ${ONLY_TYPES}` })),
    ...calls.map((node) => ({ node, code: 'import', message: `this imports while it runs; ${ONLY_TYPES}` })),
    ...metas.map((node) => ({ node, code: 'import', message: '`import.meta` tells where the file lies' })),
  ];
}

function isFromElsewhere(statement: SyntaxNode): boolean {
  return statement.kind() === 'import_statement' || statement.field('source') !== null;
}

/** `import type …` or `export type … from`; a list of `type X` still loads the module, since Node takes only the names out. */
function isOfTypes(statement: SyntaxNode): boolean {
  return statement.children().some((each) => each.kind() === 'type');
}

function wordOf(statement: SyntaxNode): string {
  const source = statement.find({ rule: { kind: 'string_fragment' } })?.text() ?? '';
  return `\`${source.slice(0, 80)}\` is ${statement.kind() === 'import_statement' ? 'imported' : 'exported on'}`;
}

const IDENTIFIERS = ['identifier', 'shorthand_property_identifier', 'shorthand_property_identifier_pattern'];

function findNames(root: SyntaxNode): readonly StructureFault[] {
  const regex = `^(?:${Object.keys(NAMES).join('|')})$`;
  const found = root.findAll({ rule: { regex, any: IDENTIFIERS.map((kind) => ({ kind })) } });
  return found.map((node) => ({
    node,
    code: CODES[node.text()] ?? 'reach',
    message: `\`${node.text()}\` ${NAMES[node.text()]}; a strategy only computes`,
  }));
}

const CODES: Readonly<Record<string, string>> = {
  eval: 'eval',
  Function: 'eval',
  WebAssembly: 'eval',
  require: 'import',
  module: 'import',
  fetch: 'network',
  WebSocket: 'network',
  EventSource: 'network',
  XMLHttpRequest: 'network',
  process: 'process',
  Worker: 'process',
};

/** The constructor of any function makes functions out of texts. */
function findConstructors(root: SyntaxNode): readonly StructureFault[] {
  const members = root.findAll({
    rule: { kind: 'property_identifier', regex: '^constructor$', inside: { kind: 'member_expression' } },
  });
  const subscripts = root.findAll({
    rule: {
      kind: 'string_fragment',
      regex: '^constructor$',
      inside: { kind: 'string', inside: { kind: 'subscript_expression' } },
    },
  });
  return [...members, ...subscripts].map((node) => ({
    node,
    code: 'eval',
    message: '`constructor` leads to functions that run a text as code',
  }));
}
