import { plainText } from '../../kernel/markdown/plain-text.ts';
import { table } from '../../kernel/markdown/table.ts';
import { formatUsd } from '../../kernel/micro-usd.ts';
import { sumTotals } from '../call-totals.ts';
import { shortModel } from '../rows.ts';
import type { CallTotals, Session } from '../session.ts';
import { countOf } from '../wording.ts';

const MOST_DATES = 10;

/** Tokens, price and time of every seat, the examination and the chair; seats over the limit share a row. */
export function renderCosts(session: Session, limit: number): string {
  const { expert_opinions, cross_examination, chair, finops } = session;
  const others = expert_opinions.slice(limit);
  const rows = [
    ...expert_opinions
      .slice(0, limit)
      .map((seat) => costRow(seat.seat, shortModel(seat.answered_by ?? seat.model), seat.totals)),
    ...(others.length === 0
      ? []
      : [costRow(countOf(others.length, 'seat'), '', sumTotals(others.map(({ totals }) => totals)))]),
    ...(cross_examination.asked === 0
      ? []
      : [costRow('cross-examination', countOf(cross_examination.asked, 'claim'), cross_examination.totals)]),
    ...(chair === null ? [] : [costRow('chair', shortModel(chair.answered_by ?? chair.model), chair.totals)]),
    costRow('all', `of ${formatUsd(finops.budget_micro_usd)}`, finops.totals),
  ];
  const drawn = table(['', 'model', 'calls', 'tokens in', 'tokens out', 'price', 'model seconds'], rows);
  return [drawn, ...uncheckedPrices(finops)].join('\n\n');
}

function costRow(name: string, model: string, totals: CallTotals): readonly string[] {
  const { input_tokens, cached_input_tokens: cached, possibly_spent_micro_usd: possibly } = totals;
  return [
    plainText(name, 80),
    plainText(model, 80),
    String(totals.calls),
    cached > 0 ? `${thousands(input_tokens)} (${thousands(cached)} cached)` : thousands(input_tokens),
    thousands(totals.output_tokens),
    possibly > 0
      ? `${formatUsd(totals.micro_usd)} (possibly ${formatUsd(possibly)} more)`
      : formatUsd(totals.micro_usd),
    (totals.latency_ms / 1000).toFixed(1),
  ];
}

/** A whole number with commas: `13,400`. */
export function thousands(number: number): string {
  return String(number).replace(/\B(?=(?:\d{3})+$)/g, ',');
}

/** The prices that a session was reckoned with and nobody has checked at the provider. */
function uncheckedPrices({ models }: Session['finops']): readonly string[] {
  const unchecked = models.filter(({ price_verified }) => !price_verified);
  return [...new Set(unchecked.map(({ price_date }) => price_date))].slice(0, MOST_DATES).map((date) => {
    const dated = unchecked.filter(({ price_date }) => price_date === date).slice(0, MOST_DATES);
    const names = dated.map(({ model }) => plainText(shortModel(model), 80));
    return `Prices read on ${date} and not checked by a person since: ${names.join(', ')}.`;
  });
}
