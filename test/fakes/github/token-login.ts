import type { Caller } from './tokens.ts';
import { appAccount, type World } from './world.ts';

/** The login under which somebody with a token writes: the app's, a workflow's or that of a person. */
export function loginOf(world: World, caller: Caller): string {
  if (caller.kind !== 'plain') return appAccount(world).login;
  return caller.token.token.startsWith('ghs_') ? 'github-actions[bot]' : 'token-owner';
}
