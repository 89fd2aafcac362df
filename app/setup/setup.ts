import { randomBytes, timingSafeEqual } from 'node:crypto';
import { existsSync } from 'node:fs';
import type { ConvertedApp, ConvertManifest } from '../../src/adapters/github/manifest.ts';
import { appFilePath, type InstalledApp, prepareHome, writeAppFile } from '../../src/adapters/installation/app-file.ts';
import { parsePrivateKey } from '../../src/adapters/installation/credentials.ts';
import type { Log } from '../log.ts';
import type { Reply } from '../server/reply.ts';
import type { AppSettings } from '../settings.ts';
import {
  alreadyDone,
  installed,
  notFetched,
  notInvited,
  notKept,
  notStarted,
  unknownReturn,
  wordsOf,
} from './answers.ts';
import { type Choices, judgeChoices, readChoices, type TypedChoices } from './choices.ts';
import { choicePage, confirmPage, donePage, wordsPage } from './pages.ts';

/** A request to a page of setup. */
export interface SetupRequest {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly query: URLSearchParams;
  readonly form: URLSearchParams;
  readonly cookies: ReadonlyMap<string, string>;
  /** The address under which the person reached this server, as `http://127.0.0.1:3000`. */
  readonly origin: string;
}

/** What setup needs beside its settings. */
export interface SetupOptions {
  readonly settings: Pick<AppSettings, 'home' | 'publicUrl' | 'github' | 'credentials'>;
  readonly log: Log;
  readonly convertManifest: ConvertManifest;
  /** Is told once the credentials are kept, so that the app goes on without a restart. */
  readonly onConfigured: (app: InstalledApp) => Promise<void>;
  /** Milliseconds since 1970. */
  readonly now?: () => number;
}

/** The pages by which a person makes this server a GitHub app. */
export interface Setup {
  /** The address to print at start, good for one browser; null when there is nothing to set up. */
  invitation(serverUrl: string): string | null;
  answer(request: SetupRequest): Promise<Reply>;
}

const HOUR_MS = 3_600_000;
const COOKIE = 'conclave_setup';

/** Requests to GitHub that may be open at the same time; the oldest gives way. */
const MOST_OPEN = 20;

/** Opens setup: the token of its invitation works once, each request to GitHub once and for an hour. */
export function openSetup(options: SetupOptions): Setup {
  const state: SetupState = { token: newSecret(), session: null, open: new Map(), done: false };
  const isDone = () =>
    state.done || options.settings.credentials !== null || existsSync(appFilePath(options.settings.home));
  return {
    invitation: (serverUrl) =>
      isDone() || state.token === null ? null : `${options.settings.publicUrl ?? serverUrl}/setup?token=${state.token}`,
    answer: async (request) => {
      if (request.path === '/setup/installed') return installed();
      if (request.path !== '/setup' && request.path !== '/setup/callback') return wordsPage(404, 'Not found', []);
      if (isDone()) return alreadyDone(request.method === 'GET' && request.path === '/setup');
      if (request.path === '/setup/callback') return finish(request, options, state);
      const invited = request.query.get('token');
      if (invited !== null) return welcome(invited, request, state);
      if (state.session === null || !isSame(request.cookies.get(COOKIE) ?? '', state.session)) return notInvited();
      return request.method === 'POST' ? confirm(request, options, state) : choose(request, options);
    },
  };
}

interface SetupState {
  /** Null once it was used. */
  token: string | null;
  /** What the invited browser shows. */
  session: string | null;
  /** What was chosen, by the state that travels to GitHub and back. */
  readonly open: Map<string, OpenRequest>;
  done: boolean;
}

interface OpenRequest {
  readonly choices: Choices;
  readonly until: number;
}

/** Trades the token for a cookie, so that it stands in no history and works for nobody else. */
function welcome(invited: string, { origin }: SetupRequest, state: SetupState): Reply {
  if (state.token === null || !isSame(invited, state.token)) return notInvited();
  state.token = null;
  state.session = newSecret();
  const secure = origin.startsWith('https:') ? '; Secure' : '';
  const cookie = `${COOKIE}=${state.session}; Path=/setup; HttpOnly; SameSite=Lax${secure}`;
  return { status: 303, text: '', headers: { location: '/setup', 'set-cookie': cookie } };
}

function choose({ origin }: SetupRequest, { settings }: SetupOptions): Reply {
  const typed = { publicUrl: settings.publicUrl ?? origin, organisation: '', name: 'Conclave', features: [] };
  return choicePage({ typed, faults: {}, ...viewOf(settings) });
}

function confirm({ form }: SetupRequest, options: SetupOptions, state: SetupState): Reply {
  const { settings, now = Date.now } = options;
  const typed: TypedChoices = readChoices(form, settings.publicUrl);
  const choices = judgeChoices(typed, settings.github.url);
  if (!('features' in choices)) return choicePage({ typed, faults: choices, ...viewOf(settings) });
  try {
    prepareHome(settings.home);
  } catch (error) {
    return wordsPage(500, 'The keys could not be kept', [
      ...wordsOf(error),
      'Nothing was created. Correct it and reload.',
    ]);
  }
  const key = newSecret();
  for (const [other, { until }] of state.open)
    if (until <= now() || state.open.size >= MOST_OPEN) state.open.delete(other);
  state.open.set(key, { choices, until: now() + HOUR_MS });
  return confirmPage(choices, { githubUrl: settings.github.url, state: key });
}

async function finish({ query }: SetupRequest, options: SetupOptions, state: SetupState): Promise<Reply> {
  const { log, now = Date.now } = options;
  const key = query.get('state') ?? '';
  const code = query.get('code') ?? '';
  const open = state.open.get(key);
  state.open.delete(key);
  if (open === undefined || open.until <= now() || !/^[\w-]{1,200}$/.test(code)) return unknownReturn();
  let app: ConvertedApp;
  try {
    app = await options.convertManifest(code);
  } catch (error) {
    log.error({ err: error }, 'the credentials of the new app could not be fetched');
    // Nothing was handed over, so the same return may be tried again.
    state.open.set(key, open);
    return notFetched(error);
  }
  return keep(app, open.choices, { options, state });
}

interface Keeping {
  readonly options: SetupOptions;
  readonly state: SetupState;
}

async function keep(app: ConvertedApp, choices: Choices, { options, state }: Keeping): Promise<Reply> {
  const { settings, log, onConfigured } = options;
  const installed = toInstalled(app, choices);
  try {
    if (installed === null) throw new Error('GitHub handed over a private key that is none');
    writeAppFile(settings.home, installed);
  } catch (error) {
    log.error({ err: error }, 'the credentials of the new app could not be kept');
    return notKept(app, error);
  }
  state.done = true;
  log.info({ app: app.slug, appId: app.id }, 'the app was created and its credentials are kept');
  try {
    await onConfigured(installed);
  } catch (error) {
    log.error({ err: error }, 'the app could not go on with its new credentials');
    return notStarted(error);
  }
  return donePage(app.slug, settings.github.url);
}

function toInstalled(app: ConvertedApp, { features, publicUrl }: Choices): InstalledApp | null {
  const privateKey = parsePrivateKey(app.pem);
  if (privateKey === null) return null;
  const signIn = { clientId: app.client_id, clientSecret: app.client_secret };
  const credentials = { appId: app.id, privateKey, webhookSecret: app.webhook_secret, signIn, slug: app.slug };
  return { credentials, features, publicUrl };
}

function viewOf({ home, publicUrl }: SetupOptions['settings']): { publicUrlIsSet: boolean; appFile: string } {
  return { publicUrlIsSet: publicUrl !== null, appFile: appFilePath(home) };
}

function newSecret(): string {
  return randomBytes(32).toString('hex');
}

function isSame(given: string, right: string): boolean {
  const [left, other] = [Buffer.from(given), Buffer.from(right)];
  return left.length === other.length && timingSafeEqual(left, other);
}
