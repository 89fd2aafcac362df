import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { Ajv, type ValidateFunction } from 'ajv';
import formats from 'ajv-formats';
import { z } from 'zod';
import { componentId, type Schema, toClosedSchema, toJsonSchema } from './openapi-schema.ts';

const Content = z.record(z.string(), z.looseObject({ schema: z.record(z.string(), z.unknown()).optional() }));

const Parameter = z.union([
  z.looseObject({ $ref: z.string() }),
  z.looseObject({
    name: z.string(),
    in: z.enum(['path', 'query', 'header']),
    required: z.boolean().optional(),
    schema: z.record(z.string(), z.unknown()),
  }),
]);

const Operation = z.looseObject({
  externalDocs: z.looseObject({ url: z.string() }).optional(),
  parameters: z.array(Parameter).optional(),
  requestBody: z.looseObject({ required: z.boolean().optional(), content: Content }).optional(),
  responses: z.record(z.string(), z.looseObject({ content: Content.optional() })),
});

const Description = z.object({
  paths: z.record(z.string(), z.record(z.string(), z.unknown())),
  components: z.object({
    schemas: z.record(z.string(), z.record(z.string(), z.unknown())),
    parameters: z.record(z.string(), z.unknown()),
    responses: z.record(z.string(), z.unknown()),
  }),
});

/** One request, as far as the description speaks of it. */
export interface DescribedRequest {
  readonly path: Record<string, unknown>;
  readonly query: Record<string, unknown>;
  /** Undefined when none was sent. */
  readonly body: unknown;
}

/** One operation of GitHub's, as its OpenAPI description has it. */
export interface DescribedOperation {
  readonly documentation: string;
  /** What is wrong with a request; numbers and truths in path and query are turned into such on the way. */
  requestFaults(request: DescribedRequest): readonly string[];
  /** What is wrong with an answer. */
  answerFaults(status: number, body: unknown): readonly string[];
}

let description: z.infer<typeof Description> | undefined;
const operations = new Map<string, DescribedOperation>();
const known = new Set<string>();

const answers = new Ajv({ strict: false, allErrors: false, logger: false, validateSchema: false });
const bodies = new Ajv({ strict: false, allErrors: true, logger: false, validateSchema: false });
const parameters = new Ajv({ strict: false, allErrors: true, logger: false, validateSchema: false, coerceTypes: true });
for (const ajv of [answers, bodies, parameters]) formats.default(ajv);

/** The operation of a key like `GET /repos/{owner}/{repo}`; schemas are compiled when they are first needed. */
export function describeOperation(key: string): DescribedOperation {
  const existing = operations.get(key);
  if (existing !== undefined) return existing;
  const [method = '', path = ''] = key.split(' ');
  const found = load().paths[path]?.[method.toLowerCase()];
  if (found === undefined) throw new Error(`GitHub's description has no ${key}`);
  const operation = makeOperation(Operation.parse(found));
  operations.set(key, operation);
  return operation;
}

/** What is wrong with a webhook's payload; null when the description has no such event. */
export function payloadFaults(event: string, action: unknown, payload: object): readonly string[] | null {
  const name = `webhook-${[event, action].filter(Boolean).join('-').replaceAll('_', '-')}`;
  if (load().components.schemas[name] === undefined) return null;
  return faultsOf(compileComponent(name), payload, 'payload');
}

function load(): z.infer<typeof Description> {
  if (description === undefined) {
    const file = createRequire(import.meta.url).resolve('@octokit/openapi/generated/api.github.com.json');
    description = withDeviations(Description.parse(JSON.parse(readFileSync(file, 'utf8'))));
  }
  return description;
}

/**
 * Where GitHub is known to answer otherwise than its description says: the head of a pull request has no repository
 * when its fork was deleted, who did something may have been deleted since, and a listed installation's account is a
 * user or an enterprise, not both at once.
 */
function withDeviations(read: z.infer<typeof Description>): z.infer<typeof Description> {
  for (const name of ['pull-request', 'pull-request-simple']) {
    const properties = inside(read.components.schemas[name], 'properties');
    const head = inside(inside(properties, 'head'), 'properties');
    head.repo = { ...inside(head, 'repo'), nullable: true };
  }
  for (const name of ['labeled-issue-event', 'unlabeled-issue-event', 'renamed-issue-event']) {
    const properties = inside(read.components.schemas[name], 'properties');
    properties.actor = { ...inside(properties, 'actor'), nullable: true };
  }
  const listed = Operation.parse(read.paths['/app/installations']?.get);
  const installations = { type: 'array', items: { $ref: '#/components/schemas/installation' } };
  const ok = { content: { 'application/json': { schema: installations } } };
  read.paths['/app/installations'] = { get: { ...listed, responses: { ...listed.responses, 200: ok } } };
  return read;
}

/** The object under a name itself, no copy of it. */
function inside(value: unknown, name: string): Record<string, unknown> {
  const found: unknown = Reflect.get(Object(value), name);
  if (typeof found !== 'object' || found === null) throw new Error(`the description has no ${name} there`);
  return found as Record<string, unknown>;
}

function makeOperation(operation: z.infer<typeof Operation>): DescribedOperation {
  const inPath = once(() => parameters.compile(parameterSchema(operation, 'path')));
  const inQuery = once(() => parameters.compile(parameterSchema(operation, 'query')));
  const inBody = once(() => bodies.compile(toClosedSchema(bodySchema(operation), load().components.schemas)));
  const inAnswer = new Map<number, ValidateFunction | null | undefined>();
  return {
    documentation: operation.externalDocs?.url ?? 'https://docs.github.com/rest',
    requestFaults: ({ path, query, body }) => [
      ...faultsOf(inPath(), path, 'path'),
      ...faultsOf(inQuery(), query, 'query'),
      ...bodyFaults(operation, body, inBody),
    ],
    answerFaults: (status, body) => {
      if (!inAnswer.has(status)) inAnswer.set(status, compileAnswer(operation, status));
      const validate = inAnswer.get(status);
      if (validate === undefined) return status < 400 ? [`status ${status} is not described`] : [];
      return validate === null ? [] : faultsOf(validate, body, 'answer');
    },
  };
}

function bodyFaults(
  { requestBody }: z.infer<typeof Operation>,
  body: unknown,
  validate: () => ValidateFunction,
): readonly string[] {
  if (requestBody === undefined) return body === undefined ? [] : ['body: none is taken'];
  if (body === undefined) return requestBody.required === true ? ['body: missing'] : [];
  return faultsOf(validate(), body, 'body');
}

function parameterSchema({ parameters: listed = [] }: z.infer<typeof Operation>, place: 'path' | 'query'): Schema {
  const all = listed.map((each) =>
    '$ref' in each ? Parameter.parse(load().components.parameters[String(each.$ref).split('/').at(-1) ?? '']) : each,
  );
  const here = all.flatMap((each) => ('in' in each && each.in === place ? [each] : []));
  const schema = {
    type: 'object',
    additionalProperties: { type: 'object', properties: Object.fromEntries(here.map((e) => [e.name, e.schema])) },
    required: here.filter(({ required }) => required === true).map(({ name }) => name),
  };
  return {
    ...toClosedSchema(schema.additionalProperties, load().components.schemas),
    additionalProperties: false,
    required: schema.required,
  };
}

function bodySchema({ requestBody }: z.infer<typeof Operation>): Schema {
  return requestBody?.content['application/json']?.schema ?? {};
}

/** Undefined for a status that is not described; null for one without a JSON body. */
function compileAnswer({ responses }: z.infer<typeof Operation>, status: number): ValidateFunction | null | undefined {
  const listed = responses[String(status)];
  if (listed === undefined) return undefined;
  const shared =
    typeof listed.$ref === 'string' ? load().components.responses[listed.$ref.split('/').at(-1) ?? ''] : {};
  const { content } = z.looseObject({ content: Content.optional() }).parse({ ...(shared as object), ...listed });
  const schema = content?.['application/json']?.schema;
  return schema === undefined ? null : compile(schema);
}

function compileComponent(name: string): ValidateFunction {
  return compile({ $ref: `#/components/schemas/${name}` });
}

function compile(schema: Schema): ValidateFunction {
  const met: string[] = [];
  const translated = toJsonSchema(schema, (name) => met.push(name));
  for (let name = met.pop(); name !== undefined; name = met.pop()) {
    if (known.has(name)) continue;
    known.add(name);
    const component = toJsonSchema(load().components.schemas[name] ?? {}, (inner) => met.push(inner));
    answers.addSchema({ ...component, $id: componentId(name) });
  }
  return answers.compile(translated);
}

function faultsOf(validate: ValidateFunction, value: unknown, what: string): readonly string[] {
  if (validate(value)) return [];
  return (validate.errors ?? []).map(({ instancePath, message, params }) => {
    const extra = z.object({ additionalProperty: z.string() }).safeParse(params);
    const property = extra.success ? ` (${extra.data.additionalProperty})` : '';
    return `${what}${instancePath} ${message ?? 'is wrong'}${property}`;
  });
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
