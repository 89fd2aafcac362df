import type { SyntaxNode } from '../../../evidence/syntax.ts';
import type { StructureFault } from './structure-fault.ts';

/** The methods of a strategy with the most parameters that they are given. */
const METHODS = [
  { name: 'prepareIndicators', parameters: ['bars'], isNeeded: true },
  { name: 'findEntries', parameters: ['bars', 'indicators', 'index'], isNeeded: true },
  { name: 'findExits', parameters: ['position', 'bars', 'indicators', 'index'], isNeeded: false },
] as const;

type MethodRule = (typeof METHODS)[number];

/** What is wrong with the class that a strategy file has to export. */
export function findStrategyFaults(root: SyntaxNode): readonly StructureFault[] {
  const classes = root.findAll({ rule: { any: [...CLASS_KINDS].map((kind) => ({ kind })) } });
  const strategy = findExported(root);
  if (strategy === null) {
    return [{ node: null, code: 'no-strategy', message: 'no class `Strategy` is exported' }];
  }
  const line = lineageOf(strategy, classes);
  const others = classes.filter((each) => !line.some((own) => own.id() === each.id()) && isStrategy(each));
  return [
    ...others.map((node) => ({
      node,
      code: 'two-strategies',
      message: 'a second strategy stands here; a file holds one',
    })),
    ...METHODS.flatMap((rule) => judgeMethod(rule, strategy, line)),
  ];
}

const CLASS_KINDS = ['class_declaration', 'abstract_class_declaration', 'class'] as const;

function isClass(node: SyntaxNode): boolean {
  return CLASS_KINDS.some((kind) => node.kind() === kind);
}

/** The class that is exported as `Strategy`, at once or by a list at the end. */
function findExported(root: SyntaxNode): SyntaxNode | null {
  const statements = root.children();
  for (const statement of statements) {
    if (statement.kind() !== 'export_statement') continue;
    const found = findNamed(statement, 'Strategy');
    if (found !== null) return found;
    const local = findRenamed(statement);
    if (local === null) continue;
    const renamed = statements.map((each) => findNamed(each, local)).find((each) => each !== null);
    if (renamed !== undefined) return renamed;
  }
  return null;
}

/** The class of a name that a statement declares, `class X` or `const X = class`. */
function findNamed(statement: SyntaxNode, name: string): SyntaxNode | null {
  const declaration = statement.kind() === 'export_statement' ? statement.field('declaration') : statement;
  if (declaration === null) return null;
  if (isClass(declaration)) return declaration.field('name')?.text() === name ? declaration : null;
  for (const each of declaration.children()) {
    if (each.kind() !== 'variable_declarator' || each.field('name')?.text() !== name) continue;
    const value = each.field('value');
    if (value !== null && isClass(value)) return value;
  }
  return null;
}

/** The local name behind `export { X as Strategy }`. */
function findRenamed(statement: SyntaxNode): string | null {
  const clause = statement.children().find((each) => each.kind() === 'export_clause');
  for (const each of clause?.children() ?? []) {
    const name = each.field('name')?.text();
    if (name !== undefined && (each.field('alias')?.text() ?? name) === 'Strategy') return name;
  }
  return null;
}

/** A class and those of the file that it extends, itself first. */
function lineageOf(strategy: SyntaxNode, classes: readonly SyntaxNode[]): readonly SyntaxNode[] {
  const line = [strategy];
  for (let at: SyntaxNode | undefined = strategy; at !== undefined && line.length <= classes.length; ) {
    const base: string | undefined = at
      .find({ rule: { kind: 'extends_clause' } })
      ?.field('value')
      ?.text();
    at = base === undefined ? undefined : classes.find((each) => each.field('name')?.text() === base);
    if (at !== undefined) line.push(at);
  }
  return line;
}

function isStrategy(node: SyntaxNode): boolean {
  return METHODS.every(({ name, isNeeded }) => !isNeeded || membersOf(node, name).length > 0);
}

function membersOf(node: SyntaxNode, name: string): readonly SyntaxNode[] {
  const members = node.field('body')?.children() ?? [];
  return members.filter((each) => each.field('name')?.text() === name);
}

function judgeMethod(
  { name, parameters, isNeeded }: MethodRule,
  strategy: SyntaxNode,
  line: readonly SyntaxNode[],
): readonly StructureFault[] {
  const member = line.flatMap((each) => membersOf(each, name)).find((each) => functionOf(each) !== null);
  const call = `${name}(${parameters.join(', ')})`;
  if (member === undefined) {
    const isGone = isNeeded || line.some((each) => membersOf(each, name).length > 0);
    return isGone
      ? [{ node: strategy, code: 'missing-method', message: `the class \`Strategy\` lacks \`${call}\`` }]
      : [];
  }
  const made = functionOf(member) as SyntaxNode;
  const wrong = signatureFault(member, made, parameters.length);
  return wrong === null
    ? []
    : [{ node: member, code: 'signature', message: `\`${name}\` ${wrong}; it is called as ${call}` }];
}

/** The function behind a member: a method, or a field that holds one. */
function functionOf(member: SyntaxNode): SyntaxNode | null {
  if (member.kind() === 'method_definition') return member;
  const value = member.field('value');
  return value?.kind() === 'arrow_function' || value?.kind() === 'function_expression' ? value : null;
}

function signatureFault(member: SyntaxNode, made: SyntaxNode, most: number): string | null {
  const marks = [...member.children(), ...made.children()].map((each) => each.kind());
  for (const mark of ['static', 'async', '*', 'get', 'set']) {
    if (marks.includes(mark)) return `is marked \`${mark}\``;
  }
  const demanded = demandedParameters(made);
  return demanded > most ? `demands ${demanded} values and is given ${most}` : null;
}

/** Parameters without which a function cannot do: not those with a default, optional ones, a rest, or the type of `this`. */
function demandedParameters(made: SyntaxNode): number {
  if (made.field('parameter') !== null) return 1;
  const parameters = made.field('parameters')?.children() ?? [];
  return parameters.filter((each) => {
    // In JavaScript a parameter stands there as what it is.
    if (each.kind() !== 'required_parameter')
      return ['identifier', 'object_pattern', 'array_pattern'].includes(String(each.kind()));
    const pattern = each.field('pattern')?.kind();
    return each.field('value') === null && pattern !== 'this' && pattern !== 'rest_pattern';
  }).length;
}
