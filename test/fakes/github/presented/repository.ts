import { fullName, type Repository, type World } from '../world.ts';
import { nodeId, presentAccount } from './account.ts';

/** Links that end in `_url`, with what follows the repository's own URL. */
const LINKS: Readonly<Record<string, string>> = {
  archive: '/{archive_format}{/ref}',
  assignees: '/assignees{/user}',
  blobs: '/git/blobs{/sha}',
  branches: '/branches{/branch}',
  collaborators: '/collaborators{/collaborator}',
  comments: '/comments{/number}',
  commits: '/commits{/sha}',
  compare: '/compare/{base}...{head}',
  contents: '/contents/{+path}',
  contributors: '/contributors',
  deployments: '/deployments',
  downloads: '/downloads',
  events: '/events',
  forks: '/forks',
  git_commits: '/git/commits{/sha}',
  git_refs: '/git/refs{/sha}',
  git_tags: '/git/tags{/sha}',
  hooks: '/hooks',
  issue_comment: '/issues/comments{/number}',
  issue_events: '/issues/events{/number}',
  issues: '/issues{/number}',
  keys: '/keys{/key_id}',
  labels: '/labels{/name}',
  languages: '/languages',
  merges: '/merges',
  milestones: '/milestones{/number}',
  notifications: '/notifications{?since,all,participating}',
  pulls: '/pulls{/number}',
  releases: '/releases{/id}',
  stargazers: '/stargazers',
  statuses: '/statuses/{sha}',
  subscribers: '/subscribers',
  subscription: '/subscription',
  tags: '/tags',
  teams: '/teams',
  trees: '/git/trees{/sha}',
};

/** A repository as it stands in lists, in pull requests and in webhooks. */
export function presentRepository(world: World, repository: Repository): Readonly<Record<string, unknown>> {
  const url = repositoryUrl(world, repository);
  const name = fullName(repository);
  const forks = world.repositories.filter(({ parent }) => parent === repository).length;
  const open = [...repository.pulls.values()].filter(({ state }) => state === 'open').length;
  return {
    id: repository.id,
    node_id: nodeId('Repository', repository.id),
    name: repository.name,
    full_name: name,
    private: repository.private,
    visibility: repository.private ? 'private' : 'public',
    owner: presentAccount(world, repository.owner),
    html_url: `https://github.com/${name}`,
    description: null,
    fork: repository.parent !== null,
    url,
    ...Object.fromEntries(Object.entries(LINKS).map(([link, rest]) => [`${link}_url`, `${url}${rest}`])),
    git_url: `git://github.com/${name}.git`,
    ssh_url: `git@github.com:${name}.git`,
    clone_url: `https://github.com/${name}.git`,
    svn_url: `https://github.com/${name}`,
    mirror_url: null,
    homepage: null,
    language: null,
    license: null,
    topics: [],
    size: repository.objects.size,
    default_branch: repository.defaultBranch,
    ...counts(forks, open),
    ...abilities,
    pushed_at: repository.pushedAt,
    created_at: repository.createdAt,
    updated_at: repository.pushedAt,
  };
}

/** A repository as it is read alone. */
export function presentFullRepository(world: World, repository: Repository): Readonly<Record<string, unknown>> {
  const { parent } = repository;
  const network = world.repositories.filter(({ objects }) => objects === repository.objects).length;
  const origin =
    parent === null ? {} : { parent: presentRepository(world, parent), source: presentRepository(world, parent) };
  return { ...presentRepository(world, repository), ...origin, subscribers_count: 0, network_count: network - 1 };
}

/** Where a repository stands in the API. */
export function repositoryUrl(world: World, repository: Repository): string {
  return `${world.url()}/repos/${fullName(repository)}`;
}

const abilities = {
  is_template: false,
  archived: false,
  disabled: false,
  allow_forking: true,
  web_commit_signoff_required: false,
  has_issues: true,
  has_projects: true,
  has_wiki: true,
  has_pages: false,
  has_downloads: true,
  has_discussions: false,
} as const;

function counts(forks: number, open: number): object {
  return {
    forks,
    forks_count: forks,
    stargazers_count: 0,
    watchers: 0,
    watchers_count: 0,
    open_issues: open,
    open_issues_count: open,
  };
}
