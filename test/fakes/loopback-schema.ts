import { z } from 'zod';

const KEYWORDS = [
  'title',
  'description',
  'type',
  'enum',
  'properties',
  'required',
  'additionalProperties',
  'items',
  'anyOf',
  'allOf',
  '$ref',
  '$defs',
];

const Node = z.looseObject({
  type: z.union([z.string(), z.array(z.string())]).optional(),
  enum: z.array(z.union([z.string(), z.number(), z.boolean(), z.null()])).optional(),
  properties: z.record(z.string(), z.unknown()).optional(),
  required: z.array(z.string()).optional(),
  additionalProperties: z.unknown().optional(),
  items: z.unknown().optional(),
  anyOf: z.array(z.unknown()).optional(),
  allOf: z.array(z.unknown()).optional(),
  $defs: z.record(z.string(), z.unknown()).optional(),
});

/** What a provider would refuse in a schema: keywords outside the common part, and open objects when it is strict. */
export function schemaFaults(schema: unknown, strict: boolean): readonly string[] {
  const root = Node.safeParse(schema);
  if (root.success && root.data.type !== 'object') return ['schema: the root is not an object'];
  return faultsAt(schema, { path: 'schema', strict });
}

interface Place {
  readonly path: string;
  readonly strict: boolean;
}

function faultsAt(value: unknown, { path, strict }: Place): readonly string[] {
  const parsed = Node.safeParse(value);
  if (!parsed.success) return [`${path}: not a schema`];
  const node = parsed.data;
  const foreign = Object.keys(node).filter((keyword) => !KEYWORDS.includes(keyword));
  const members: readonly (readonly [string, unknown])[] = [
    ...Object.entries(node.properties ?? {}),
    ...Object.entries(node.$defs ?? {}),
    ...(node.anyOf ?? []).map((choice, index): [string, unknown] => [`anyOf.${index}`, choice]),
    ...(node.allOf ?? []).map((choice, index): [string, unknown] => [`allOf.${index}`, choice]),
    ...(node.items === undefined ? [] : [['items', node.items] as const]),
  ];
  return [
    ...foreign.map((keyword) => `${path}: keyword ${keyword} is not taken everywhere`),
    ...(strict ? strictFaults(node, path) : []),
    ...members.flatMap(([name, member]) => faultsAt(member, { path: `${path}.${name}`, strict })),
  ];
}

function strictFaults(node: z.infer<typeof Node>, path: string): readonly string[] {
  if (node.type !== 'object') return [];
  const optional = Object.keys(node.properties ?? {}).filter((name) => !node.required?.includes(name));
  return [
    ...(node.additionalProperties === false ? [] : [`${path}: strict, yet open to further properties`]),
    ...optional.map((name) => `${path}.${name}: strict, yet not required`),
  ];
}
