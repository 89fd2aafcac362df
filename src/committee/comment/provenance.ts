import { formatUsd } from '../../kernel/micro-usd.ts';
import { inlineCode } from '../../kernel/markdown/inline-code.ts';
import { plainText } from '../../kernel/markdown/plain-text.ts';
import { table } from '../../kernel/markdown/table.ts';
import { shortModel } from '../rows.ts';
import type { CallTotals, Session } from '../session.ts';

/** Tokens, price and time of every seat, the examination and the chair. */
export function renderCosts(session: Session): string {
  const { expert_opinions, cross_examination, chair, finops } = session;
  const rows = [
    ...expert_opinions.map((seat) => costRow(seat.seat, shortModel(seat.answered_by ?? seat.model), seat.totals)),
    costRow('cross-examination', `${cross_examination.asked} claims`, cross_examination.totals),
    ...(chair === null ? [] : [costRow('chair', shortModel(chair.answered_by ?? chair.model), chair.totals)]),
    costRow('all', `of ${formatUsd(finops.budget_micro_usd)}`, finops.totals),
  ];
  return table(['', 'model', 'calls', 'tokens in', 'tokens out', 'price', 'seconds'], rows);
}

/** What the session can be drawn and checked again from. */
export function renderProvenance(session: Session): string {
  const { provenance, dossier } = session;
  const hashes = (named: readonly { readonly name: string; readonly sha256: string }[]) =>
    named.map(({ name, sha256 }) => `${plainText(name, 80)} ${inlineCode(sha256.slice(0, 12))}`).join(', ');
  return [
    `- Session ${inlineCode(session.id)} of ${session.created_at}, conclave ${session.conclave_version}`,
    `- Dossier ${inlineCode(dossier.sha256.slice(0, 12))}, about ${dossier.tokens} tokens${dossier.notes.map((note) => `; ${plainText(note, 300)}`).join('')}`,
    `- Prompts: ${hashes(provenance.prompts)}`,
    `- Skills: ${hashes(provenance.skills)}`,
    `- Configuration ${inlineCode(provenance.config_sha256.slice(0, 12))}; ${provenance.rules.length} evidence rules`,
  ].join('\n');
}

function costRow(name: string, model: string, totals: CallTotals): readonly string[] {
  const possibly = totals.possibly_spent_micro_usd > 0 ? ` (${formatUsd(totals.possibly_spent_micro_usd)} more possibly spent)` : '';
  return [
    plainText(name, 80),
    plainText(model, 80),
    String(totals.calls),
    String(totals.input_tokens),
    String(totals.output_tokens),
    `${formatUsd(totals.micro_usd)}${possibly}`,
    (totals.latency_ms / 1000).toFixed(1),
  ];
}
