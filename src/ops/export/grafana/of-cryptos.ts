import type { Target } from './panel.ts';

/** A recorded series of the cryptos that are chosen at the top of a dashboard. */
export function ofCryptos(record: string, legend = '{{crypto}}'): Target {
  return { expr: `${record}{crypto=~"$crypto"}`, legend };
}
