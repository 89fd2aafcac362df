import { openTokenHost } from '../../../adapters/github/token-host.ts';
import { readGithubAddress } from '../../../adapters/installation/installation.ts';
import { textOf } from '../../../adapters/installation/variable.ts';
import type { GivenConfig } from '../../../flows/gate-config.ts';
import type { GuardPorts } from '../../../flows/judge-subject.ts';
import { KILL_SWITCH } from '../../../gates/bypass.ts';
import { AppError } from '../../../kernel/app-error.ts';
import type { GuardHost } from '../../../ports/guard-host.ts';
import type { RulesHost } from '../../../ports/rules-host.ts';
import type { Terminal } from '../../terminal.ts';
import { judgeWithRests } from '../judging.ts';
import { readKillSwitch } from '../kill-switch.ts';

type Environment = Terminal['environment'];

/** A repository, and the host that a person named it at; null for the usual one. */
export interface HostedPlace {
  readonly owner: string;
  readonly name: string;
  /** Address of the host's pages. */
  readonly hostUrl: string | null;
}

/** Joins guarding with GitHub, as the environment says where that stands and by which token it is read. */
export function wireHosted(
  { owner, name, hostUrl }: HostedPlace,
  given: GivenConfig | null,
  environment: Environment,
): GuardPorts {
  const { host, url } = openHosted({ owner, name, hostUrl }, environment);
  return { host: withSwitch(host, environment), waivers: null, hostUrl: url, given, judge: judgeWithRests };
}

/** Opens a repository at GitHub, with the address of its pages. */
export function openHosted(
  { owner, name, hostUrl }: HostedPlace,
  environment: Environment,
): { readonly host: RulesHost; readonly url: string } {
  const { url, apiUrl } = readAddress(environment);
  if (hostUrl !== null && hostUrl !== url) throw otherHost(hostUrl, url);
  const token = textOf(environment, 'GITHUB_TOKEN') ?? textOf(environment, 'GH_TOKEN');
  return { host: openTokenHost({ owner, name, token, apiUrl }), url };
}

/** Actions names the pages by another variable than an installation of ours does. */
function readAddress(environment: Environment): { readonly url: string; readonly apiUrl: string } {
  const GITHUB_URL = textOf(environment, 'GITHUB_URL') ?? environment.GITHUB_SERVER_URL;
  return readGithubAddress({ ...environment, GITHUB_URL });
}

/** The token of a workflow cannot read variables, so that what the workflow hands over is believed first. */
function withSwitch(host: GuardHost, environment: Environment): GuardHost {
  const told = readKillSwitch(environment);
  if (told.kind === 'unset') return host;
  return { ...host, readVariable: async (name) => (name === KILL_SWITCH ? told : host.readVariable(name)) };
}

/** The token is for one host and is shown to no other. */
function otherHost(named: string, known: string): AppError {
  return new AppError('bad-input', `the pull request stands at ${named}, and ${known} is spoken to`, {
    where: '--pr',
    expected: `a pull request at ${known}`,
    advice: `For a GitHub Enterprise Server set GITHUB_SERVER_URL=${named} and a token of it.`,
  });
}
