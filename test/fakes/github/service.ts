import { answerGraphql } from './graphql.ts';
import { type DescribedRequest, describeOperation } from './openapi.ts';
import { fault, Refusal } from './refusal.ts';
import { type Answer, type Exchange, type Route, repositoryOf } from './route.ts';
import type { Matched } from './router.ts';
import { answerCodeload } from './routes/archive.ts';
import { answerStore } from './routes/workflows.ts';
import { type Caller, covers, identify, reaches, type Tokens } from './tokens.ts';
import { fullName, type Repository, type World } from './world.ts';

/** A request as it came over the wire. */
export interface WireRequest {
  readonly method: string;
  /** Path and query. */
  readonly target: string;
  readonly authorization: string | undefined;
  readonly accept: string;
  readonly contentType: string | undefined;
  /** Undefined when none was sent, a text when it is no JSON. */
  readonly body: unknown;
}

/** What became of a request. */
export interface Served {
  readonly operation: string | null;
  readonly answer: Answer;
  /** Repositories that the token reaches, `all` of its installation, or null without a token. */
  readonly repositories: readonly string[] | 'all' | null;
}

/** What a request is served with. */
export interface Service {
  readonly world: World;
  readonly tokens: Tokens;
  readonly match: (method: string, pathname: string) => Matched | null;
}

const DOCUMENTATION = 'https://docs.github.com/rest';

/** The operation of a request: a described one, or one of the two that stand beside the description. */
export function operationOf({ match, world }: Service, { method, target }: WireRequest): string | null {
  const { pathname } = new URL(target, 'http://fake');
  if (method === 'POST' && pathname === '/graphql') return GRAPHQL;
  if (method === 'GET' && CODELOAD_PATH.test(pathname)) return CODELOAD;
  if (method === 'GET' && pathname.startsWith(STORE_PATH)) return STORE;
  return match(method, byName(world, pathname))?.route.operation ?? null;
}

/** Checks a request against the description, answers it, and checks the answer likewise. */
export async function serve(service: Service, request: WireRequest): Promise<Served> {
  const operation = operationOf(service, request);
  const seen: { caller: Caller } = { caller: { kind: 'nobody' } };
  const answer = await answerOf(service, request, seen).catch((error: unknown) => {
    if (!(error instanceof Refusal)) throw error;
    if (error.violation) service.world.violations.push(`${request.method} ${request.target}: ${error.message}`);
    return refusalAnswer(error, operation);
  });
  checkAnswer(service, request, { operation, answer });
  return { operation, answer, repositories: reachOf(seen.caller) };
}

/** An error as GitHub words it. */
export function refusalAnswer(
  { status, message, headers, errors }: Pick<Refusal, 'status' | 'message' | 'headers'> & Partial<Refusal>,
  operation: string | null,
): Answer {
  const described = operation !== null && ![GRAPHQL, CODELOAD, STORE].includes(operation);
  const documentation_url = described ? describeOperation(operation).documentation : DOCUMENTATION;
  return { status, headers, body: { message, ...(errors && { errors }), documentation_url, status: String(status) } };
}

const GRAPHQL = 'POST /graphql';
const CODELOAD = 'GET /codeload/{owner}/{repo}/legacy.tar.gz/{ref}';
const STORE = 'GET /artifact-store/{id}';
const STORE_PATH = '/artifact-store/';
const CODELOAD_PATH = /^\/codeload\/(?<owner>[^/]+)\/(?<repo>[^/]+)\/legacy\.tar\.gz\/(?<ref>.+)$/;

async function answerOf(service: Service, request: WireRequest, seen: { caller: Caller }): Promise<Answer> {
  const { world, tokens, match } = service;
  const url = new URL(request.target, 'http://fake');
  const codeload = request.method === 'GET' ? CODELOAD_PATH.exec(url.pathname)?.groups : undefined;
  if (codeload !== undefined)
    return answerCodeload({ world, path: decodeAll(codeload) }, url.searchParams.get('token'));
  if (request.method === 'GET' && url.pathname.startsWith(STORE_PATH)) return answerStore(url.searchParams.get('sig'));
  checkBody(request);
  const graphql = request.method === 'POST' && url.pathname === '/graphql';
  const matched = match(request.method, byName(world, url.pathname));
  if (matched === null && !graphql) throw fault(404, 'Not Found (there is no such route)');
  const query: Record<string, unknown> = Object.fromEntries(url.searchParams);
  const parts = { path: matched?.path ?? {}, query, body: request.body };
  if (matched !== null) checkRequest(matched.route, parts);
  seen.caller = identify(world, tokens, request.authorization);
  const exchange: Exchange = {
    world,
    tokens,
    caller: seen.caller,
    accept: request.accept,
    target: request.target,
    ...parts,
  };
  if (matched === null) return answerGraphql(exchange);
  admit(exchange, matched.route);
  return matched.route.answer(exchange);
}

/** Links between pages name a repository by its number. */
function byName({ repositories }: World, pathname: string): string {
  const [, id, rest = ''] = /^\/repositories\/(\d+)(\/.*)?$/.exec(pathname) ?? [];
  const found = id === undefined ? undefined : repositories.find((each) => each.id === Number(id));
  return found === undefined ? pathname : `/repos/${fullName(found)}${rest}`;
}

function decodeAll(groups: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(groups).map(([name, value]) => [name, decodeURIComponent(value)]));
}

function checkBody({ body, contentType, accept }: WireRequest): void {
  if (body !== undefined && contentType?.startsWith('application/json') !== true)
    throw fault(415, `content-type ${contentType ?? 'missing'}, not application/json`);
  if (typeof body === 'string') throw fault(400, 'Problems parsing JSON');
  if (!/json|\*\/\*|\.raw/.test(accept)) throw fault(415, `the fake does not speak ${accept}`);
}

function checkRequest({ operation }: Route, parts: DescribedRequest): void {
  const faults = describeOperation(operation).requestFaults(parts);
  if (faults.length > 0) throw fault(422, `Invalid request.\n\n${faults.join('; ')}`);
}

/** Looks whether the caller is of the right kind, reaches the repository and may do what it asks. */
function admit(exchange: Exchange, route: Route): void {
  const { access, needs = [], operation } = route;
  const { caller } = exchange;
  if (access === 'anybody') return;
  if (access === 'app') {
    if (caller.kind === 'nobody') throw fault(401, 'A JSON web token could not be decoded');
    if (caller.kind !== 'app') throw fault(403, 'This endpoint must be called with a JSON web token of the app');
    return;
  }
  if (caller.kind === 'app')
    throw fault(403, 'Resource not accessible by integration (an installation token is needed)');
  if (!operation.includes('/repos/{owner}/{repo}')) {
    if (caller.kind === 'nobody') throw fault(401, 'Requires authentication');
    return;
  }
  const repository = repositoryOf(exchange);
  if (isOpenToAll(repository, route)) return;
  // What a program was given is no fault of the program.
  const violation = caller.kind === 'installation' && route.mayBeRefused !== true;
  if (caller.kind === 'nobody')
    throw new Refusal(repository.private ? 404 : 401, NOBODY[repository.private ? 404 : 401]);
  if (!covers(caller.token, repository))
    throw new Refusal(404, violation ? 'Not Found (the token does not reach the repository)' : 'Not Found', {
      violation,
    });
  if (needs.length === 0 || needs.some(([name, level]) => reaches(caller.token.permissions[name], level))) return;
  const accepted = needs.map(([name, level]) => `${name}=${level}`).join('; ');
  const headers = { 'x-accepted-github-permissions': accepted };
  throw new Refusal(403, 'Resource not accessible by integration', { violation, headers });
}

const NOBODY = { 401: 'Requires authentication', 404: 'Not Found' } as const;

/** Whoever reaches a public repository reads it without a permission, and mostly without a token. */
function isOpenToAll(repository: Repository, { needs = [], hidden }: Route): boolean {
  return !repository.private && hidden !== true && needs.some(([, level]) => level === 'read');
}

function checkAnswer(
  { world }: Service,
  { method, target }: WireRequest,
  served: Pick<Served, 'operation' | 'answer'>,
): void {
  const { operation, answer } = served;
  if (operation === null || [GRAPHQL, CODELOAD, STORE].includes(operation) || answer.bytes !== undefined) return;
  const sent = answer.body === undefined ? undefined : JSON.parse(JSON.stringify(answer.body));
  for (const wrong of describeOperation(operation).answerFaults(answer.status, sent))
    world.violations.push(`fake answered: ${method} ${target} ${answer.status}: ${wrong}`);
}

function reachOf(caller: Caller): Served['repositories'] {
  if (caller.kind !== 'installation' && caller.kind !== 'plain') return null;
  return caller.token.repositories?.map(fullName) ?? 'all';
}
