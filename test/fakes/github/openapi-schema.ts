import { z } from 'zod';

/** A schema as the description writes it: OpenAPI 3.0. */
export type Schema = Readonly<Record<string, unknown>>;

const REFERENCE = '#/components/schemas/';

/** The name of the component that a schema refers to. */
function referenceOf(schema: Schema): string | undefined {
  const { $ref } = schema;
  return typeof $ref === 'string' && $ref.startsWith(REFERENCE) ? $ref.slice(REFERENCE.length) : undefined;
}

/** Where a component stands among the translated schemas. */
export function componentId(name: string): string {
  return `https://openapi.invalid/${name}`;
}

/**
 * JSON Schema of an OpenAPI 3.0 schema for what the fake sends. `oneOf` becomes `anyOf`, since GitHub's alternatives
 * overlap; every component that is met is told to `meet`.
 */
export function toJsonSchema(schema: Schema, meet: (component: string) => void): Schema {
  const component = referenceOf(schema);
  if (component !== undefined) {
    meet(component);
    return orNull(schema, { $ref: componentId(component) });
  }
  const { nullable: _nullable, oneOf, ...rest } = schema;
  const translated = mapChildren(rest, (child) => toJsonSchema(child, meet));
  const choices = schemasOf(oneOf).map((child) => toJsonSchema(child, meet));
  const either = choices.length === 0 ? {} : translated.anyOf ? { allOf: [{ anyOf: choices }] } : { anyOf: choices };
  return orNull(schema, { ...translated, ...either });
}

/**
 * JSON Schema of what a client sends: as the description has it, with every component written out and every object
 * closed to properties that the description does not know.
 */
export function toClosedSchema(schema: Schema, components: Readonly<Record<string, Schema>>): Schema {
  const inline = (node: Schema): Schema => {
    const component = referenceOf(node);
    return component === undefined ? node : (components[component] ?? {});
  };
  const translate = (node: Schema): Schema => {
    const { nullable: _nullable, ...rest } = inline(node);
    const translated = mapChildren(rest, translate, { combined: translateCombined });
    const known = knownProperties(inline(node), inline);
    const closed =
      known.length === 0 || rest.additionalProperties !== undefined
        ? {}
        : {
            additionalProperties: false,
            properties: { ...Object.fromEntries(known.map((name) => [name, {}])), ...record(translated.properties) },
          };
    return orNull(inline(node), { ...translated, ...closed });
  };
  const translateCombined = (node: Schema): Schema => {
    const { nullable: _nullable, ...rest } = inline(node);
    return orNull(node, mapChildren(rest, translate, { combined: translateCombined }));
  };
  return translate(schema);
}

function knownProperties(schema: Schema, inline: (node: Schema) => Schema): readonly string[] {
  const combined = ['allOf', 'anyOf', 'oneOf'].flatMap((key) => schemasOf(schema[key]));
  return [
    ...Object.keys(record(schema.properties)),
    ...combined.flatMap((each) => knownProperties(inline(each), inline)),
  ];
}

interface Options {
  /** How members of a combination are translated, when otherwise. */
  readonly combined?: (child: Schema) => Schema;
}

function mapChildren(schema: Schema, map: (child: Schema) => Schema, options: Options = {}): Record<string, unknown> {
  const { combined = map } = options;
  return Object.fromEntries(
    Object.entries(schema).map(([key, value]) => {
      if (key === 'properties') return [key, mapValues(record(value), map)];
      if (key === 'allOf' || key === 'anyOf' || key === 'oneOf') return [key, schemasOf(value).map(combined)];
      if (key === 'items' || key === 'not') return [key, map(record(value))];
      if (key === 'additionalProperties' && typeof value === 'object') return [key, map(record(value))];
      return [key, value];
    }),
  );
}

function mapValues(schemas: Schema, map: (child: Schema) => Schema): Schema {
  return Object.fromEntries(Object.entries(schemas).map(([name, schema]) => [name, map(record(schema))]));
}

const COMBINING = ['enum', 'allOf', 'anyOf', 'oneOf', 'not'];

function orNull(original: Schema, translated: Schema): Schema {
  if (original.nullable !== true) return translated;
  const plain = typeof translated.type === 'string' && !COMBINING.some((key) => key in translated);
  return plain ? { ...translated, type: [translated.type, 'null'] } : { anyOf: [{ type: 'null' }, translated] };
}

const SchemaRecord = z.record(z.string(), z.unknown());

function record(value: unknown): Schema {
  return value === undefined ? {} : SchemaRecord.parse(value);
}

function schemasOf(value: unknown): readonly Schema[] {
  return value === undefined ? [] : z.array(SchemaRecord).parse(value);
}
