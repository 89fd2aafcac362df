import type { RunConfig } from '../run-config.ts';

/** What an exchange does to an order beyond filling it. */
export type Fault =
  | { readonly kind: 'none' }
  | { readonly kind: 'reject' }
  | { readonly kind: 'delay'; readonly bars: number }
  | { readonly kind: 'partial'; readonly share: number };

const NONE: Fault = { kind: 'none' };

/** The fault that an order meets: a function of seed and order number, so that other orders change nothing about it. */
export function faultOf(orderNumber: number, seed: number, faults: RunConfig['faults']): Fault {
  const { reject, delay, delay_bars, partial } = faults;
  if (reject + delay + partial === 0) return NONE;
  const draw = unitOf(mix(mix(seed) ^ orderNumber));
  if (draw < reject) return { kind: 'reject' };
  if (draw < reject + delay) return { kind: 'delay', bars: delay_bars };
  if (draw >= reject + delay + partial) return NONE;
  return { kind: 'partial', share: 0.1 + 0.8 * unitOf(mix(mix(seed ^ 0x9e3779b9) ^ orderNumber)) };
}

/** The finaliser of MurmurHash3: every bit of the number moves every bit of the result. Appleby 2011. */
function mix(number: number): number {
  let hash = number | 0;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return hash ^ (hash >>> 16);
}

/** A share of 0 to 1 from 32 bits. */
function unitOf(bits: number): number {
  return (bits >>> 0) / 4_294_967_296;
}
