import { type ZodType, z } from 'zod';
import type { YamlPath } from './yaml-document.ts';

/** What a schema knows at each place, read from its JSON schema. */
export interface Outline {
  /** The keys that may stand under a path. */
  keysAt(path: YamlPath): readonly string[];
  /** The closed list of words that may stand at a path, empty when it is not closed. */
  wordsAt(path: YamlPath): readonly string[];
  /** Dotted paths of the mappings that know a key; empty text for the top level. */
  homesOf(key: string): readonly string[];
}

type Node = z.core.JSONSchema.BaseSchema;

/** Outline of a schema as its reader sees it: input side, every alternative of a union counted. */
export function outlineOf(schema: ZodType): Outline {
  const root = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' });
  const nodesAt = (path: YamlPath) => path.reduce<readonly Node[]>(descend, alternatives(root));
  return {
    keysAt: (path) => unique(nodesAt(path).flatMap((node) => Object.keys(node.properties ?? {}))),
    wordsAt: (path) => unique(nodesAt(path).flatMap(wordsOf)),
    homesOf: (key) => homes(root, key, ''),
  };
}

function descend(nodes: readonly Node[], step: string | number): readonly Node[] {
  return nodes.flatMap((node) => childrenAt(node, step)).flatMap(alternatives);
}

function childrenAt(node: Node, step: string | number): readonly Node[] {
  const { properties = {} } = node;
  const property = Object.hasOwn(properties, step) ? properties[step] : undefined;
  const children = property === undefined ? [node.additionalProperties, node.items].flat() : [property];
  return children.filter(isNode);
}

function isNode(candidate: unknown): candidate is Node {
  return typeof candidate === 'object' && candidate !== null;
}

function alternatives(node: Node): readonly Node[] {
  const choices = [...(node.anyOf ?? []), ...(node.oneOf ?? []), ...(node.allOf ?? [])].filter(isNode);
  return [node, ...choices.flatMap(alternatives)];
}

function wordsOf(node: Node): readonly string[] {
  const values: readonly unknown[] = node.const === undefined ? (node.enum ?? []) : [node.const];
  return values.map(String);
}

function homes(node: Node, key: string, path: string): readonly string[] {
  return alternatives(node).flatMap(({ properties = {} }) => {
    const here = Object.hasOwn(properties, key) ? [path] : [];
    const below = Object.entries(properties).flatMap(([name, child]) =>
      isNode(child) ? homes(child, key, path === '' ? name : `${path}.${name}`) : [],
    );
    return unique([...here, ...below]);
  });
}

function unique(words: readonly string[]): readonly string[] {
  return [...new Set(words)];
}
