import type { Surroundings } from '../../../ports/backtest-engine.ts';

/** The user behind every wall: nobody. */
export const NOBODY = 65_534;

/** Where and with what a process behind a wall runs: nothing else is in its environment. */
export interface WalledGround {
  readonly folder: string;
  /** Name and value, in the order in which they are set. */
  readonly environment: readonly (readonly [string, string])[];
}

const ALWAYS: WalledGround['environment'] = [
  ['PATH', '/usr/local/bin:/usr/bin:/bin'],
  ['HOME', '/tmp'],
  ['OPENBLAS_NUM_THREADS', '1'],
  ['OMP_NUM_THREADS', '1'],
  ['MPLBACKEND', 'Agg'],
];

const USUAL: WalledGround['environment'] = [
  ['LANG', 'C.UTF-8'],
  ['TZ', 'UTC'],
  ['PYTHONHASHSEED', '0'],
];

const STRANGE: WalledGround['environment'] = [
  ['PYTHONHASHSEED', '20260117'],
  ['TZ', 'Pacific/Chatham'],
  ['LC_ALL', 'tr_TR.UTF-8'],
  ['LANG', 'tr_TR.UTF-8'],
];

/** The ground behind a wall. Strange surroundings differ in all that must not matter to a strategy. */
export function walledGround(surroundings: Surroundings): WalledGround {
  return surroundings === 'usual'
    ? { folder: '/tmp', environment: [...ALWAYS, ...USUAL] }
    : { folder: '/', environment: [...STRANGE, ...ALWAYS.toReversed()] };
}

/** Every name that a wall of ours may set. */
export const OUR_NAMES: readonly string[] = [...new Set([...ALWAYS, ...USUAL, ...STRANGE].map(([name]) => name))];
