import { hashText } from '../../kernel/hash.ts';
import type { RunConfig } from '../run-config.ts';
import { canonicalJson } from './canonical-json.ts';

/** What a run rests on beside its strategy. */
export interface RunGround {
  /** In the order in which phases go over them, which is part of what a run is. */
  readonly data: readonly { readonly symbol: string; readonly sha256: string }[];
  readonly config: RunConfig;
  readonly seed: number;
}

/**
 * Names what a run rests on: `corr_` and 24 hex digits of the SHA-256 over data, configuration and seed. Neither the
 * strategy nor a time is in it, so that two strategies on the same ground carry the same id.
 */
export function correlationIdOf({ data, config, seed }: RunGround): string {
  const ground = { data: data.map(({ symbol, sha256 }) => ({ symbol, sha256 })), config, seed };
  return `corr_${hashText(canonicalJson(ground)).slice(0, 24)}`;
}
