import { getCompileCacheDir } from 'node:module';
import { dirname } from 'node:path';
import type { Surroundings } from '../../../ports/backtest-engine.ts';

/** Where and with what a process of the engine runs; it inherits nothing. */
export interface ProcessGround {
  readonly folder: string;
  readonly environment: Readonly<Record<string, string>>;
  /** Options of Node. */
  readonly options: readonly string[];
}

/** Rows are short-lived text: a small nursery holds a third of the memory and takes no more time. */
export const HEAP_OPTIONS: readonly string[] = ['--max-semi-space-size=4'];

/** The time zone of usual surroundings and of strange ones, which is 12:45 or 13:45 ahead. */
export const ZONES = ['UTC', 'Pacific/Chatham'] as const;

/** What strange surroundings have another one of. */
export const VARIED: readonly string[] = [
  'process',
  'hash seed',
  'working directory',
  `time zone (${ZONES[1]} instead of ${ZONES[0]})`,
  'locale (Turkish instead of C)',
  'order of the environment',
];

/** The ground of a process. Strange ones differ in all that must not matter to a strategy or to us. */
export function groundOf(surroundings: Surroundings, strangeFolder: string): ProcessGround {
  return surroundings === 'usual'
    ? {
        folder: '/',
        environment: ordered(['TZ', ZONES[0]], ['LANG', 'C.UTF-8'], ['LC_ALL', 'C.UTF-8']),
        options: ['--hash-seed=1'],
      }
    : {
        folder: strangeFolder,
        environment: ordered(['LC_ALL', 'tr_TR.UTF-8'], ['LANG', 'tr_TR.UTF-8'], ['TZ', ZONES[1]]),
        options: ['--hash-seed=20260117'],
      };
}

/** What the program of a wall needs to find its store and its runtime; nothing of it gets behind the wall. */
const OF_ENGINES: readonly string[] = [
  'PATH',
  'HOME',
  'USER',
  'XDG_CACHE_HOME',
  'XDG_CONFIG_HOME',
  'XDG_DATA_HOME',
  'XDG_RUNTIME_DIR',
  'DBUS_SESSION_BUS_ADDRESS',
  'DOCKER_HOST',
  'DOCKER_CONTEXT',
  'DOCKER_CONFIG',
  'CONTAINERS_CONF',
  'CONTAINERS_STORAGE_CONF',
];

/** The ground of a process that puts up a wall and runs no line of a strategy itself. */
export function withEngineNames({ environment, ...ground }: ProcessGround): ProcessGround {
  const own = OF_ENGINES.flatMap((name) => {
    const value = process.env[name];
    return value === undefined ? [] : [[name, value] as const];
  });
  return { ...ground, environment: { ...Object.fromEntries(own), ...environment } };
}

/** An environment in this order; the cache of compiled code is the one thing of this process that is told. */
function ordered(...pairs: readonly (readonly [string, string])[]): Readonly<Record<string, string>> {
  const cache = getCompileCacheDir();
  return Object.fromEntries(cache === undefined ? pairs : [...pairs, ['NODE_COMPILE_CACHE', dirname(cache)]]);
}
