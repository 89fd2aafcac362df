import { type ZodType, z } from 'zod';

type Node = z.core.JSONSchema.BaseSchema;
type Member = Node | boolean;

/** The part of JSON schema that every provider takes. */
interface WireNode {
  readonly title?: string;
  readonly description?: string;
  readonly type?: Node['type'];
  readonly enum?: Node['enum'];
  readonly properties?: Readonly<Record<string, WireNode>>;
  readonly required?: string[];
  readonly additionalProperties?: WireNode | false;
  readonly items?: WireNode;
  readonly anyOf?: WireNode[];
  readonly allOf?: WireNode[];
  readonly $ref?: string;
  readonly $defs?: Readonly<Record<string, WireNode>>;
}

interface WireSchema {
  readonly schema: WireNode;
  /** Whether the shape is closed and complete, so that a provider can be asked to hold to it strictly. */
  readonly strict: boolean;
}

/**
 * Turns a zod schema into one that every provider takes: structure stays, bounds become words.
 * Providers answer 400 to bounds they do not know or find too many, and the caller checks them anyway.
 */
export function wireSchemaOf(schema: ZodType, title: string): WireSchema {
  const full = z.toJSONSchema(schema, { target: 'draft-2020-12', io: 'input', reused: 'inline' });
  const sent = { title, ...asSent(full) };
  return { schema: sent, strict: isStrict(sent) };
}

function asSent(member: Member): WireNode {
  if (typeof member === 'boolean') return {};
  const { type, enum: choices, required, $ref, properties, $defs, allOf } = member;
  const values = member.const === undefined ? choices : [member.const];
  const description = descriptionOf(member);
  const alternatives = member.anyOf ?? member.oneOf;
  return {
    ...(type && { type }),
    ...(values && { enum: values }),
    ...(description !== '' && { description }),
    ...(properties && { properties: eachSent(properties) }),
    ...(required && { required }),
    ...(type === 'object' && { additionalProperties: valuesOf(member) }),
    ...(type === 'array' && { items: itemsOf(member) }),
    ...(alternatives && { anyOf: alternatives.map(asSent) }),
    ...(allOf && { allOf: allOf.map(asSent) }),
    ...($ref && { $ref }),
    ...($defs && { $defs: eachSent($defs) }),
  };
}

function eachSent(nodes: Readonly<Record<string, Member>>): Readonly<Record<string, WireNode>> {
  return Object.fromEntries(Object.entries(nodes).map(([name, node]) => [name, asSent(node)]));
}

/** An object is closed unless it is a record of values. */
function valuesOf({ additionalProperties }: Node): WireNode | false {
  return typeof additionalProperties === 'object' ? asSent(additionalProperties) : false;
}

/** The places of a tuple are not known to every provider; the kinds of its items are. */
function itemsOf({ prefixItems, items = true }: Node): WireNode {
  if (prefixItems) return { anyOf: prefixItems.map(asSent) };
  return Array.isArray(items) ? { anyOf: items.map(asSent) } : asSent(items);
}

/** A schema's own description, followed by its bounds as words; bounds of a safe integer say nothing and stay out. */
function descriptionOf(node: Node): string {
  const bounds = [
    node.minimum !== undefined && node.minimum !== Number.MIN_SAFE_INTEGER && `at least ${node.minimum}`,
    node.exclusiveMinimum !== undefined && `more than ${node.exclusiveMinimum}`,
    node.maximum !== undefined && node.maximum !== Number.MAX_SAFE_INTEGER && `at most ${node.maximum}`,
    node.exclusiveMaximum !== undefined && `less than ${node.exclusiveMaximum}`,
    node.multipleOf !== undefined && `a multiple of ${node.multipleOf}`,
    node.minLength !== undefined && `at least ${counted(node.minLength, 'character')}`,
    node.maxLength !== undefined && `at most ${counted(node.maxLength, 'character')}`,
    node.minItems !== undefined && `at least ${counted(node.minItems, 'item')}`,
    node.maxItems !== undefined && `at most ${counted(node.maxItems, 'item')}`,
    node.format !== undefined && node.type === 'string' && `format ${node.format}`,
    node.format === undefined && node.pattern !== undefined && `matching /${node.pattern}/`,
  ].filter((words) => words !== false);
  const own = node.description ?? '';
  if (bounds.length === 0) return own;
  return own === '' ? bounds.join(', ') : `${own} (${bounds.join(', ')})`;
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

/** Strict decoding wants closed objects that require every property, and no references or merges. */
function isStrict(node: WireNode): boolean {
  if (node.$ref !== undefined || node.allOf !== undefined) return false;
  const properties = Object.entries(node.properties ?? {});
  const isClosed = node.type !== 'object' || node.additionalProperties === false;
  if (!isClosed || properties.some(([name]) => !node.required?.includes(name))) return false;
  const items = node.items === undefined ? [] : [node.items];
  return [...properties.map(([, property]) => property), ...(node.anyOf ?? []), ...items].every(isStrict);
}
