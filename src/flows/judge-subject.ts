import type { PullRequest } from '../change/pull-request.ts';
import type { ConclaveConfig } from '../config/config.ts';
import type { Judged } from '../gates/conclude-gates.ts';
import type { GuardedPull, Home } from '../gates/guarded-pull.ts';
import { withoutWords } from '../gates/judge-gates.ts';
import { wantsApproval, wantsWholeText } from '../gates/wanted.ts';
import type { GuardHost } from '../ports/guard-host.ts';
import type { Waivers } from '../ports/waivers.ts';
import type { GivenConfig } from './gate-config.ts';
import { type Judge, judgeChange } from './judge-change.ts';

/** What guarding asks of the outside world. */
export interface GuardPorts {
  readonly host: GuardHost;
  /** The record of waivers by command; null where there is none, as in a terminal or in Actions. */
  readonly waivers: Pick<Waivers, 'byCommand'> | null;
  /** Address of the host's pages, e.g. `https://github.com`. */
  readonly hostUrl: string;
  readonly judge: Judge;
  /** A configuration that somebody names instead of the one of the base branch. */
  readonly given?: GivenConfig | null;
}

/** A pull request and the commits of it that are judged. */
export interface GuardedSubject {
  readonly pull: PullRequest;
  readonly base: string;
  readonly head: string;
  /** False when title and body may have changed since the commits were made. */
  readonly tellsWords: boolean;
}

/** What the gates are asked by. */
export interface GuardRules {
  readonly tip: string;
  readonly config: ConclaveConfig;
}

/** Lets the gates answer for a pull request at a commit; nobody's waiver is looked at yet. */
export async function judgeSubject(
  { pull, base, head, tellsWords }: GuardedSubject,
  { tip, config }: GuardRules,
  { host, hostUrl, judge }: GuardPorts,
): Promise<Judged> {
  const number = head === pull.head.sha ? pull.ref.number : null;
  const change = await host.readTouched({ base, head, number }, wantsWholeText(config));
  const asked: GuardedPull = {
    title: pull.title,
    body: pull.body,
    headBranch: pull.head.branch,
    home: homeOf(pull, hostUrl),
    fork: pull.fork,
    headApproved: false,
  };
  const headApproved = wantsApproval(asked, change, config) && (await host.isApproved(pull.ref.number, pull.head.sha));
  const commits = { base: tip, head };
  const gates = await judgeChange(
    { pull: { ...asked, headApproved }, change, commits, config },
    { files: host.files, judge },
  );
  return tellsWords ? gates : withoutWords(gates);
}

function homeOf({ ref }: PullRequest, hostUrl: string): Home {
  return { host: new URL(hostUrl).host, owner: ref.repository.owner, name: ref.repository.name };
}
