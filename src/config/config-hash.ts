import { hashText } from '../kernel/hash.ts';
import type { ConclaveConfig } from './config.ts';

/** SHA-256 of what a configuration means: files that differ in order, comments or spelled-out defaults hash alike. */
export function hashConfig(config: ConclaveConfig): string {
  const { ruleLines: _lines, routingPlaces: _places, ...meaning } = config;
  return hashText(JSON.stringify(meaning, sortKeys));
}

function sortKeys(_key: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).toSorted(([left], [right]) => (left < right ? -1 : 1)));
}
