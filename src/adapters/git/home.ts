import type { Home } from '../../gates/guarded-pull.ts';
import { runGit } from './git.ts';
import { type GitPlace, inObjects } from './place.ts';

/** Where the remote `origin` stands; null when there is none, or its address names no repository of a host. */
export async function findHome(place: GitPlace): Promise<Home | null> {
  const answer = await runGit(inObjects(place, ['config', '--get', 'remote.origin.url']));
  return answer.exitCode === 0 ? parseHome(answer.output.toString('utf8').trim()) : null;
}

/** `git@github.com:acme/quant.git`, which is no address of the web. */
const SHORT = /^(?:[\w.-]+@)?(?<host>[\w.-]+):(?!\/\/)\/*(?<owner>[\w.-]+)\/(?<name>[\w.-]+?)(?:\.git)?\/?$/;
const PATH = /^\/(?<owner>[\w.-]+)\/(?<name>[\w.-]+?)(?:\.git)?\/?$/;

function parseHome(address: string): Home | null {
  const short = SHORT.exec(address)?.groups;
  if (short !== undefined) return { host: short.host ?? '', owner: short.owner ?? '', name: short.name ?? '' };
  const url = URL.parse(address);
  const path = url === null ? undefined : PATH.exec(url.pathname)?.groups;
  if (url === null || path === undefined || url.host === '') return null;
  // The pages of a host that is spoken to by ssh stand at another port than ssh does.
  const host = /^https?:$/.test(url.protocol) ? url.host : url.hostname;
  return { host, owner: path.owner ?? '', name: path.name ?? '' };
}
