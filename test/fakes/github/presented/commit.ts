import { readCommit, type Signature } from '../commits.ts';
import { accountOf, fullName, type Repository, timestamp, type World } from '../world.ts';
import { nodeId, presentAccount } from './account.ts';
import { repositoryUrl } from './repository.ts';

/** A commit without its files. */
export function presentCommit(world: World, repository: Repository, sha: string): Readonly<Record<string, unknown>> {
  const { tree, parents, author, committer, message } = readCommit(repository.objects, sha);
  const url = repositoryUrl(world, repository);
  const html = `https://github.com/${fullName(repository)}/commit`;
  return {
    sha,
    node_id: nodeId('Commit', sha),
    commit: {
      author: presentSignature(author),
      committer: presentSignature(committer),
      message,
      tree: { sha: tree, url: `${url}/git/trees/${tree}` },
      url: `${url}/git/commits/${sha}`,
      comment_count: 0,
      verification: { verified: false, reason: 'unsigned', signature: null, payload: null, verified_at: null },
    },
    url: `${url}/commits/${sha}`,
    html_url: `${html}/${sha}`,
    comments_url: `${url}/commits/${sha}/comments`,
    author: accountBehind(world, author),
    committer: accountBehind(world, committer),
    parents: parents.map((parent) => ({
      sha: parent,
      url: `${url}/commits/${parent}`,
      html_url: `${html}/${parent}`,
    })),
  };
}

function presentSignature({ name, email, date }: Signature): object {
  return { name, email, date: timestamp(date) };
}

/** GitHub knows people by their noreply address; who signs with another one has no account. */
function accountBehind(world: World, { email }: Signature): object | null {
  const login = /^(?:\d+\+)?(.+)@users\.noreply\.github\.com$/.exec(email)?.[1];
  return login === undefined ? null : presentAccount(world, accountOf(world, login));
}
