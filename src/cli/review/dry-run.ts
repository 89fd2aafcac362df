import type { PlannedCall, SessionPlan } from '../../flows/plan-session.ts';
import type { SessionRequest } from '../../flows/session-request.ts';
import { formatUsd } from '../../kernel/micro-usd.ts';

/** Every compiled prompt of the seats with its estimate, and the worst case of the whole session. */
export function renderDryRun(request: SessionRequest, plan: SessionPlan): string {
  const calls = plan.seats.flatMap(({ readings }) => readings);
  const instructions = calls[0]?.brief.instructions ?? '';
  return [
    '===== instructions of every call =====',
    instructions,
    ...calls.map(renderCall),
    renderEstimate(request, plan),
    '',
  ].join('\n\n');
}

function renderCall({ call, chain, brief, inputTokens, worstMicroUsd }: PlannedCall): string {
  const title = `===== ${call} · ${chain.join(', then ')} · about ${inputTokens} tokens in · at most ${formatUsd(worstMicroUsd)} =====`;
  return `${title}\n${brief.prompt}`;
}

function renderEstimate({ budget, models, consolidate }: SessionRequest, plan: SessionPlan): string {
  const within = plan.estimateMicroUsd <= budget ? 'within' : 'over';
  return [
    '===== estimate =====',
    `dossier              about ${plan.dossierTokens} tokens`,
    `seats                at most ${formatUsd(plan.seatsMicroUsd)}`,
    `cross-examination    at most ${formatUsd(plan.examinationMicroUsd)} (${models.first}, ${models.second}; its prompt holds what the seats claim)`,
    ...(consolidate
      ? [
          `chair                at most ${formatUsd(plan.chairMicroUsd)} (${models.chair}; its prompt holds the findings)`,
        ]
      : []),
    `all                  at most ${formatUsd(plan.estimateMicroUsd)}, ${within} the budget of ${formatUsd(budget)}`,
    'Nothing was asked and nothing was paid.',
  ].join('\n');
}
