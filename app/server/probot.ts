import { Probot, ProbotOctokit } from 'probot';
import type { Credentials } from '../../src/adapters/installation/credentials.ts';
import type { Log } from '../log.ts';
import type { GithubSettings } from '../settings.ts';

/** What Probot needs to be a certain app at a certain GitHub. */
export interface ProbotOrder {
  readonly credentials: Pick<Credentials, 'appId' | 'privateKey' | 'webhookSecret'>;
  readonly github: GithubSettings;
  readonly log: Log;
}

/** Probot with our credentials and our log; it reads nothing from the environment. */
export function openProbot({ credentials, github, log }: ProbotOrder): Probot {
  const unpaced = ProbotOctokit.defaults({ throttle: { enabled: false } });
  return new Probot({
    appId: credentials.appId,
    privateKey: credentials.privateKey,
    secret: credentials.webhookSecret,
    baseUrl: github.apiUrl,
    log,
    Octokit: github.pacing === 'off' ? unpaced : ProbotOctokit,
  });
}
