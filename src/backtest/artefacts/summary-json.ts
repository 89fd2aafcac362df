import { Summary } from '../metrics/summary.ts';
import { canonical } from './canonical-json.ts';

/**
 * `summary.json`: pretty JSON with its fields in the order of the schema, and what stands under free names
 * (instruments, parameters, reasons) in ascending order. Throws where a figure is no number that JSON can hold.
 */
export function renderSummaryJson(summary: Summary): string {
  const { config, orders, ...rest } = Summary.parse(summary);
  const ordered = {
    ...rest,
    config: { ...config, instruments: canonical(config.instruments), params: canonical(config.params) },
    orders: { ...orders, rejected: canonical(orders.rejected), cancelled: canonical(orders.cancelled) },
  };
  const inOrder = Object.fromEntries(Object.keys(Summary.shape).map((key) => [key, Reflect.get(ordered, key)]));
  return `${JSON.stringify(inOrder, null, 2)}\n`;
}
