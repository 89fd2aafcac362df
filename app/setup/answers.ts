import type { ConvertedApp } from '../../src/adapters/github/manifest.ts';
import { isAppError, messageOf, renderError } from '../../src/kernel/app-error.ts';
import type { Reply } from '../server/reply.ts';
import { wordsPage } from './pages.ts';

/** Said to everybody whom the server did not invite. */
export function notInvited(): Reply {
  return wordsPage(403, 'This page needs an invitation', [
    'Open the address that this server printed when it started. It works once, for one browser.',
    'If it was used already, restart the server; it prints a new one.',
  ]);
}

/** Said once the server has its credentials; a form that comes then changes nothing. */
export function alreadyDone(isAsking: boolean): Reply {
  return wordsPage(isAsking ? 200 : 409, 'Conclave is set up already', [
    'This server has the credentials of its GitHub app. Nothing was changed.',
    'To make it another app, stop it, take its app.json or its GITHUB_ variables away, and start it again.',
  ]);
}

/** Where GitHub sends a person who installed the app. */
export function installed(): Reply {
  return wordsPage(200, 'Conclave is installed', [
    'It reads the next pull request that is opened or pushed to in the repositories you chose.',
    'In a pull request that is open already, a comment “/conclave review” asks for a review.',
  ]);
}

/** Said to a return from GitHub that was not asked for, came too late, or came twice. */
export function unknownReturn(): Reply {
  return wordsPage(400, 'This return from GitHub is not known', [
    'It was used already, is older than one hour, or was begun before this server started.',
    'Nothing was changed. If an app was created at GitHub just now, delete it there and start again at /setup.',
  ]);
}

/** Said when GitHub did not hand over the credentials. */
export function notFetched(error: unknown): Reply {
  return wordsPage(502, 'GitHub did not hand over the credentials', [
    ...wordsOf(error),
    'Reload this page to try again; the code from GitHub is good for one hour.',
  ]);
}

/** Said when the credentials were handed over and are lost; only a person can mend that. */
export function notKept({ html_url }: ConvertedApp, error: unknown): Reply {
  return wordsPage(500, 'The credentials could not be kept', [
    ...wordsOf(error),
    `The app exists at ${html_url}, but GitHub shows its keys only once. Delete it there, correct what is said above, and start again at /setup.`,
  ]);
}

/** Said when the credentials are kept and the app did not go on with them. */
export function notStarted(error: unknown): Reply {
  return wordsPage(500, 'The app is set up but did not start', [
    ...wordsOf(error),
    'Its credentials are kept. Correct what is said above and restart the server; setup need not be repeated.',
  ]);
}

/** An error as sentences for a page; what is not meant for people is only named. */
export function wordsOf(error: unknown): readonly string[] {
  return isAppError(error) ? renderError(error).split('\n') : [messageOf(error)];
}
