import { readCommit } from '../commits.ts';
import { contentOf, readTree, type TreeEntry } from '../git-objects.ts';
import { nodeId } from '../presented/account.ts';
import { repositoryUrl } from '../presented/repository.ts';
import { resolveCommit } from '../references.ts';
import { notFound, Refusal } from '../refusal.ts';
import { type Answer, ok, optionalText, type RepositoryExchange, type Route, repositoryRoute, text } from '../route.ts';
import { fullName } from '../world.ts';

const read = [['contents', 'read']] as const;

/** Trees, blobs, and files by their paths. */
export const contentRoutes: readonly Route[] = [
  repositoryRoute('GET /git/trees/{tree_sha}', read, readWholeTree),
  repositoryRoute('GET /git/blobs/{file_sha}', read, readBlob),
  repositoryRoute('GET /contents/{path}', read, readContent),
];

const MEGABYTE = 1_048_576;

/** Any value of `recursive` means yes, as with GitHub. */
function readWholeTree({ world, repository, path, query }: RepositoryExchange): Answer {
  const { objects } = repository;
  const name = text(path, 'tree_sha');
  const commit = resolveCommit(repository, name);
  const sha = commit === null ? name : readCommit(objects, commit).tree;
  if (objects.get(sha)?.kind !== 'tree') throw notFound();
  const url = repositoryUrl(world, repository);
  const entries = readTree(objects, sha, { recursive: query.recursive !== undefined });
  const listed = entries.slice(0, world.limits.treeEntries);
  return ok({
    sha,
    url: `${url}/git/trees/${sha}`,
    tree: listed.map((entry) => ({
      ...entry,
      ...(entry.type === 'blob' ? { size: contentOf(objects, entry.sha, 'blob').length } : {}),
      ...(entry.type === 'commit' ? {} : { url: `${url}/git/${entry.type}s/${entry.sha}` }),
    })),
    truncated: listed.length < entries.length,
  });
}

function readBlob({ world, repository, path, accept }: RepositoryExchange): Answer {
  const sha = text(path, 'file_sha');
  if (repository.objects.get(sha)?.kind !== 'blob') throw notFound();
  const content = contentOf(repository.objects, sha, 'blob');
  if (isRaw(accept)) return { status: 200, bytes: content, headers: RAW };
  const url = `${repositoryUrl(world, repository)}/git/blobs/${sha}`;
  const facts = { sha, node_id: nodeId('Blob', sha), size: content.length, url };
  return ok({ ...facts, content: base64(content), encoding: 'base64' });
}

function readContent(exchange: RepositoryExchange): Answer {
  const { repository, path, query, accept } = exchange;
  const { objects, defaultBranch } = repository;
  const ref = optionalText(query, 'ref') ?? defaultBranch;
  const commit = resolveCommit(repository, ref);
  if (commit === null) throw new Refusal(404, `No commit found for the ref ${ref}`);
  const place = text(path, 'path').replace(/^\/+|\/+$/g, '');
  const { tree } = readCommit(objects, commit);
  const entries = readTree(objects, tree, { recursive: true });
  const entry = entries.find((each) => each.path === place);
  if (place !== '' && entry === undefined) throw notFound();
  if (entry === undefined || entry.type === 'tree') {
    const inside = readTree(objects, entry?.sha ?? tree, { recursive: false });
    const prefix = place === '' ? '' : `${place}/`;
    return ok(inside.map((each) => presentEntry(exchange, { ...each, path: `${prefix}${each.path}` }, ref)));
  }
  if (isRaw(accept) && entry.type === 'blob')
    return { status: 200, bytes: contentOf(objects, entry.sha, 'blob'), headers: RAW };
  return ok({ ...presentEntry(exchange, entry, ref), ...inner(exchange, entry) });
}

/** The content of a file, the target of a link, or where a submodule comes from. */
function inner({ repository }: RepositoryExchange, { type, mode, sha }: TreeEntry): object {
  if (type === 'commit') return { submodule_git_url: `git://github.com/${repository.owner.login}/module.git` };
  const content = contentOf(repository.objects, sha, 'blob');
  if (mode === '120000') return { target: content.toString('utf8') };
  return content.length > MEGABYTE
    ? { content: '', encoding: 'none' }
    : { content: base64(content), encoding: 'base64' };
}

function presentEntry({ world, repository }: RepositoryExchange, entry: TreeEntry, ref: string): object {
  const { path, sha, type, mode } = entry;
  const place = path.split('/').map(encodeURIComponent).join('/');
  const api = repositoryUrl(world, repository);
  const self = `${api}/contents/${place}?ref=${encodeURIComponent(ref)}`;
  const html = `https://github.com/${fullName(repository)}/blob/${ref}/${place}`;
  const git = type === 'commit' ? null : `${api}/git/${type}s/${sha}`;
  return {
    name: path.split('/').at(-1) ?? path,
    path,
    sha,
    size: type === 'blob' ? contentOf(repository.objects, sha, 'blob').length : 0,
    url: self,
    html_url: html,
    git_url: git,
    download_url: type === 'blob' ? `https://raw.githubusercontent.com/${fullName(repository)}/${ref}/${place}` : null,
    type: type === 'tree' ? 'dir' : type === 'commit' ? 'submodule' : mode === '120000' ? 'symlink' : 'file',
    _links: { self, git, html },
  };
}

const RAW = { 'content-type': 'application/vnd.github.raw+json; charset=utf-8' } as const;

function isRaw(accept: string): boolean {
  return /application\/vnd\.github(\.[\w-]+)?\.raw/.test(accept);
}

/** In lines of sixty characters, as GitHub sends it. */
function base64(content: Buffer): string {
  return content.toString('base64').replace(/.{60}/g, '$&\n');
}
