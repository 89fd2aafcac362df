import type { Account } from '../change/pull-request.ts';
import type { ConclaveConfig } from '../config/config.ts';
import type { Reason } from './gate.ts';
import type { Bypass } from './report.ts';

/** What a variable of a repository holds. */
export type VariableReading =
  | { readonly kind: 'unset' }
  /** `since` is the time of its last change, null where the host does not tell. */
  | { readonly kind: 'set'; readonly value: string; readonly since: string | null }
  | { readonly kind: 'unreadable'; readonly why: string };

/** Logins of one commit; null where the host knows no account of that name. */
export interface CommitAccounts {
  readonly sha: string;
  readonly author: string | null;
  readonly committer: string | null;
}

/** The variable that puts all gates out of force, in an emergency only. */
export const KILL_SWITCH = 'GUARDRAILS_KILL_SWITCH';

/** The switch is on at exactly `true`; at any other value, and where it cannot be read, the gates stay on. */
export function killSwitchBypass(reading: VariableReading): { bypass: Bypass | null; notes: readonly Reason[] } {
  switch (reading.kind) {
    case 'unset':
      return { bypass: null, notes: [] };
    case 'set':
      if (reading.value === 'true') return { bypass: { kind: 'kill-switch', since: reading.since }, notes: [] };
      return { bypass: null, notes: RESTING.includes(reading.value) ? [] : [otherValue(reading.value)] };
    case 'unreadable':
      return { bypass: null, notes: [unreadable(reading.why)] };
    default:
      return reading satisfies never;
  }
}

/** What people leave in a switch that is off. */
const RESTING: readonly string[] = ['', 'false'];

const LONGEST_VALUE = 40;

function otherValue(value: string): Reason {
  const shown = value.length > LONGEST_VALUE ? `${value.slice(0, LONGEST_VALUE)}…` : value;
  return {
    level: 'warning',
    key: 'kill-switch value',
    text: `The variable ${KILL_SWITCH} is "${shown}", which is not exactly "true", so the gates stay on.`,
    mend: 'Write true in lower case to switch the gates off in an emergency, or remove the variable.',
  };
}

function unreadable(why: string): Reason {
  return {
    level: 'warning',
    key: 'kill-switch unreadable',
    text: `The variable ${KILL_SWITCH} cannot be read, so the gates stay on: ${why}.`,
    mend: 'Let the token or the app read the variables of the repository, if the switch shall work.',
  };
}

/** The host's own account, which commits what a button or the API of the host made. */
const HOST_COMMITTER = 'web-flow';

/**
 * A listed app's own pull request: its author is that app and so is every commit; null when it is not, or when the
 * commits cannot be told. With `not-asked` it says whether the commits would be worth asking for.
 */
export function botBypass(
  { login, kind }: Account,
  accounts: readonly CommitAccounts[] | null | 'not-asked',
  { bots }: Pick<ConclaveConfig, 'bots'>,
): Bypass | null {
  const name = login.toLowerCase();
  if (kind !== 'bot' || !bots.some((slug) => name === `${slug}[bot]`)) return null;
  const bypass: Bypass = { kind: 'bot', login };
  if (accounts === 'not-asked') return bypass;
  if (accounts === null || accounts.length === 0) return null;
  return accounts.every((commit) => isOf(commit, name)) ? bypass : null;
}

function isOf({ author, committer }: CommitAccounts, name: string): boolean {
  const committed = committer?.toLowerCase();
  return author?.toLowerCase() === name && (committed === name || committed === HOST_COMMITTER);
}
