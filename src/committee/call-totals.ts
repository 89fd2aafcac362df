import type { CallTotals } from './session.ts';

/** The totals of no call at all. */
export const NO_CALLS: CallTotals = {
  calls: 0,
  input_tokens: 0,
  cached_input_tokens: 0,
  output_tokens: 0,
  micro_usd: 0,
  possibly_spent_micro_usd: 0,
  from_record: 0,
  latency_ms: 0,
};

/** Adds two totals field by field; latencies add up, since they are model time and not wall time. */
export function addTotals(left: CallTotals, right: CallTotals): CallTotals {
  return {
    calls: left.calls + right.calls,
    input_tokens: left.input_tokens + right.input_tokens,
    cached_input_tokens: left.cached_input_tokens + right.cached_input_tokens,
    output_tokens: left.output_tokens + right.output_tokens,
    micro_usd: left.micro_usd + right.micro_usd,
    possibly_spent_micro_usd: left.possibly_spent_micro_usd + right.possibly_spent_micro_usd,
    from_record: left.from_record + right.from_record,
    latency_ms: left.latency_ms + right.latency_ms,
  };
}

/** Adds any number of totals. */
export function sumTotals(totals: readonly CallTotals[]): CallTotals {
  return totals.reduce(addTotals, NO_CALLS);
}

/** Totals without their time, as a cost record holds them. */
export function withoutTime({ latency_ms: _time, ...spending }: CallTotals): Omit<CallTotals, 'latency_ms'> {
  return spending;
}
