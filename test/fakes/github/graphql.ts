import { readFileSync } from 'node:fs';
import {
  buildSchema,
  type DocumentNode,
  execute,
  GraphQLError,
  type GraphQLFieldResolver,
  type GraphQLSchema,
  parse,
  validate,
} from 'graphql';
import { z } from 'zod';
import { readCommit } from './commits.ts';
import { contentOf, isBinary, readTree } from './git-objects.ts';
import { type Demand, pullHistory, repositoryHistory } from './graphql-history.ts';
import { issueNodeOf, pinMutations } from './graphql-issues.ts';
import { pullNode } from './graphql-pull.ts';
import { nodeOf, pullThreads, threadMutations } from './graphql-threads.ts';
import { resolveCommit } from './references.ts';
import { fault } from './refusal.ts';
import type { Answer, Exchange } from './route.ts';
import { loginOf } from './token-login.ts';
import { covers, reaches } from './tokens.ts';
import type { Repository, World } from './world.ts';

const Query = z.strictObject({
  query: z.string(),
  variables: z.record(z.string(), z.unknown()).optional(),
  operationName: z.string().optional(),
});

let schema: GraphQLSchema | undefined;

/** Answers a GraphQL query over the state, after GitHub's schema has taken it. */
export async function answerGraphql(exchange: Exchange): Promise<Answer> {
  const { world, caller, body } = exchange;
  if (caller.kind === 'nobody' || caller.kind === 'app')
    throw fault(401, 'This endpoint requires you to be authenticated.');
  const parsed = Query.safeParse(body);
  if (!parsed.success) throw fault(400, `Problems parsing JSON: ${z.prettifyError(parsed.error)}`);
  const { query, variables = {}, operationName = null } = parsed.data;
  const document = understand(query);
  if (Array.isArray(document)) {
    world.violations.push(...document.map(({ message }) => `POST /graphql: ${message}`));
    return { status: 200, body: { errors: document } };
  }
  const result = await execute({
    schema: githubSchema(),
    document: document as DocumentNode,
    rootValue: rootOf(exchange),
    variableValues: variables,
    operationName,
    fieldResolver: resolveKnown(world),
  });
  return { status: 200, body: { ...result, errors: result.errors?.map(presentError) } };
}

type Understood = DocumentNode | readonly GraphQLError[];

/** The same few queries are asked again and again, and the schema is large. */
const understood = new Map<string, Understood>();

function understand(query: string): Understood {
  const answer = understood.get(query) ?? readQuery(query);
  understood.set(query, answer);
  return answer;
}

function readQuery(query: string): Understood {
  try {
    const document = parse(query);
    const errors = validate(githubSchema(), document);
    return errors.length > 0 ? errors : document;
  } catch (error) {
    if (error instanceof GraphQLError) return [error];
    throw error;
  }
}

function githubSchema(): GraphQLSchema {
  const file = new URL('./schema.graphql', import.meta.resolve('@octokit/graphql-schema'));
  schema ??= buildSchema(readFileSync(file, 'utf8'), { assumeValid: true });
  return schema;
}

/** A field that this fake does not know is a violation, never silently null. */
function resolveKnown(world: World): GraphQLFieldResolver<unknown, unknown> {
  return (source, args, _context, { fieldName, parentType }) => {
    const value = z.record(z.string(), z.unknown()).parse(source)[fieldName];
    if (typeof value === 'function') return value(args);
    if (value !== undefined) return value;
    world.violations.push(`POST /graphql: ${parentType.name}.${fieldName} is not known to the fake`);
    throw new Error(`${parentType.name}.${fieldName} is not known to the fake`);
  };
}

function presentError({ message, path, locations, extensions }: GraphQLError): object {
  return { ...extensions, path, locations, message };
}

function notFound(message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { type: 'NOT_FOUND' } });
}

function forbidden(): GraphQLError {
  return new GraphQLError('Resource not accessible by integration', { extensions: { type: 'FORBIDDEN' } });
}

function rootOf({ world, caller }: Exchange): object {
  return {
    viewer: { login: loginOf(world, caller) },
    rateLimit: { cost: 1, limit: 5_000, remaining: 4_999, used: 1, nodeCount: 1, resetAt: nextHour(world) },
    node: ({ id }: { id: string }) => nodeOf(world, id) ?? issueNodeOf(world, id),
    ...pinMutations(world, caller),
    ...threadMutations(world, caller),
    repository: ({ owner, name }: { owner: string; name: string }) => {
      const found = world.repositories.find(
        (each) =>
          each.owner.login.toLowerCase() === owner.toLowerCase() && each.name.toLowerCase() === name.toLowerCase(),
      );
      const reached = found !== undefined && 'token' in caller && (!found.private || covers(caller.token, found));
      if (!reached) throw notFound(`Could not resolve to a Repository with the name '${owner}/${name}'.`);
      return repositoryNode(world, found, (permission) => {
        if (found.private && !reaches(caller.token.permissions[permission], 'read')) throw forbidden();
      });
    },
  };
}

function nextHour({ now }: World): string {
  return new Date(now().getTime() + 3_600_000).toISOString();
}

function repositoryNode(world: World, repository: Repository, demand: Demand): object {
  return {
    databaseId: repository.id,
    name: repository.name,
    nameWithOwner: `${repository.owner.login}/${repository.name}`,
    ...repositoryHistory(world, repository, demand),
    object: (args: { expression?: string | null; oid?: string | null }) => {
      demand('contents');
      return objectNode(world, repository, args);
    },
    pullRequest: ({ number }: { number: number }) => {
      demand('pull_requests');
      const pull = repository.pulls.get(number);
      if (pull === undefined) throw notFound(`Could not resolve to a PullRequest with the number of ${number}.`);
      return { ...pullHistory(world, pull, demand), ...pullNode(pull), ...pullThreads(world, pull) };
    },
  };
}

interface ObjectQuestion {
  readonly expression?: string | null;
  readonly oid?: string | null;
}

function objectNode(world: World, repository: Repository, { expression, oid }: ObjectQuestion): object | null {
  const sha = oid ?? resolveExpression(repository, expression ?? '');
  const found = sha === null ? undefined : repository.objects.get(sha);
  if (sha === null || found === undefined) return null;
  if (found.kind !== 'blob') return { __typename: found.kind === 'tree' ? 'Tree' : 'Commit', oid: sha };
  const content = contentOf(repository.objects, sha, 'blob');
  const binary = isBinary(content);
  const most = world.limits.graphqlTextBytes;
  return {
    __typename: 'Blob',
    oid: sha,
    byteSize: content.length,
    isBinary: binary,
    isTruncated: !binary && content.length > most,
    text: binary ? null : content.subarray(0, most).toString('utf8'),
  };
}

/** `main:src/a.py`, `a1b2c3d:src`, `main` or an id. */
function resolveExpression(repository: Repository, expression: string): string | null {
  const colon = expression.indexOf(':');
  const commit = resolveCommit(repository, colon < 0 ? expression : expression.slice(0, colon));
  if (commit === null || colon < 0) return commit;
  const { tree } = readCommit(repository.objects, commit);
  const path = expression.slice(colon + 1);
  if (path === '') return tree;
  const entries = readTree(repository.objects, tree, { recursive: true });
  return entries.find((entry) => entry.path === path)?.sha ?? null;
}
