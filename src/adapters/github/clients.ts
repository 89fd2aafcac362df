import { AsyncLocalStorage } from 'node:async_hooks';
import { createAppAuth } from '@octokit/auth-app';
import { Octokit } from 'octokit';
import type { RepositoryRef } from '../../change/pull-request.ts';
import type { Bearer } from './failure.ts';
import { type Patience, persist } from './persistence.ts';
import { removeTokens } from './redaction.ts';
import { scopedAuth, type TokenSource } from './scoped-auth.ts';

/** How GitHub is spoken to, and as which app. */
export interface GithubSettings extends Connection {
  readonly appId: number;
  /** PEM; line ends may be written as `\n`. */
  readonly privateKey: string;
}

/** How GitHub is spoken to. */
export interface Connection {
  /** `https://api.github.com`, or `https://HOST/api/v3` of a server of one's own. */
  readonly apiUrl: string;
  /**
   * `github` spaces requests as GitHub asks of its clients; `brief` does not, for a short run that only reads; `none` is
   * for a server without limits.
   */
  readonly pacing: 'github' | 'brief' | 'none';
  /** Takes a line for a log; without keys and tokens. */
  readonly log?: (line: string) => void;
  /** Is told the status of every answer, `none` for a request without one. */
  readonly seen?: (status: number | 'none') => void;
}

/** Octokit in its roles. */
export interface Clients {
  /** The app itself, which sees its installations and deliveries. */
  readonly app: Octokit;
  /** An installation, for one repository and nothing else. */
  forRepository(ref: RepositoryRef): Octokit;
  /** An installation as a whole, with a token that can only list its repositories. */
  forInstallation(installation: number): Octokit;
}

/** Longest a single answer may take. */
const LONGEST_ANSWER_MS = 60_000;

/** The version of the REST API that the answers are read by, so that a newer one changes nothing here. */
const API_VERSION = '2022-11-28';

const PATIENCE: Readonly<Record<Connection['pacing'], Patience>> = {
  github: { longestWaitMs: 180_000, firstPauseMs: 1_000 },
  brief: { longestWaitMs: 60_000, firstPauseMs: 500 },
  none: { longestWaitMs: 60_000, firstPauseMs: 100 },
};

/** Opens the clients of an app; nothing is asked yet, and tokens are kept until shortly before they end. */
export function openClients(settings: GithubSettings): Clients {
  const { appId, privateKey } = settings;
  const app = openOctokit(settings, { id: `${appId} app`, authStrategy: createAppAuth, auth: { appId, privateKey } });
  const forTokens = (id: string, source: TokenSource) =>
    openOctokit(settings, { id: `${appId} ${id}`, authStrategy: scopedAuth, auth: { app, source } });
  return {
    app,
    forRepository: ({ id, installation }) =>
      forTokens(`installation ${installation}`, { installationId: installation, repositoryIds: [id] }),
    forInstallation: (installation) =>
      forTokens(`installation ${installation}`, { installationId: installation, permissions: { metadata: 'read' } }),
  };
}

/** As whom GitHub is spoken to. */
export interface Role {
  /** Requests with one id are paced together. */
  readonly id: string;
  /** What errors are to advise about, where it is not an app. */
  readonly by?: Bearer;
  readonly authStrategy?: unknown;
  readonly auth?: unknown;
}

/** Opens a client in a role, with the time limits, repetitions and log of a connection. */
export function openOctokit({ apiUrl, pacing, log, seen }: Connection, { id, by = 'app', ...auth }: Role): Octokit {
  const say = (message: unknown) => log?.(removeTokens(String(message)));
  const logger = { debug: () => undefined, info: () => undefined, warn: say, error: say };
  const octokit = new Octokit({
    ...auth,
    baseUrl: apiUrl.replace(/\/+$/, ''),
    userAgent: 'conclave',
    log: logger,
    // Waiting for a limit and repeating are ours in both ways of pacing; theirs would repeat a POST that may have counted.
    retry: { enabled: false },
    throttle: {
      enabled: pacing === 'github',
      id: `${apiUrl} ${id}`,
      onRateLimit: () => false,
      onSecondaryRateLimit: () => false,
    },
    request: { log: logger, fetch: fetchInTime(seen), by },
  });
  octokit.hook.before('request', ({ headers }) => {
    headers['x-github-api-version'] = API_VERSION;
  });
  octokit.hook.wrap('request', (send, request) => persist(async () => send(request), request, PATIENCE[pacing]));
  return octokit;
}

/** A timer keeps alive what was at hand when it was made; made here, that is nothing. */
const withNothingAtHand = AsyncLocalStorage.snapshot();

/** A server that accepts a request and never answers must not hold a review for ever. */
function fetchInTime(seen: NonNullable<Connection['seen']> = () => undefined): typeof fetch {
  return async (input, init) => {
    const signal = withNothingAtHand(() => AbortSignal.timeout(LONGEST_ANSWER_MS));
    try {
      const response = await fetch(input, { ...init, signal });
      seen(response.status);
      return response;
    } catch (error) {
      seen('none');
      throw error;
    }
  };
}
