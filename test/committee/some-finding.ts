import { NO_CALLS } from '../../src/committee/call-totals.ts';
import type { HeardOpinion } from '../../src/committee/draft.ts';
import type { Finding, Raise, Standing } from '../../src/committee/finding.ts';
import type { Claim, Opinion } from '../../src/committee/opinion.ts';
import { type Slot, slotOfSeat } from '../../src/committee/seat.ts';
import type { SeatRecord } from '../../src/committee/session.ts';
import type { ModelId } from '../../src/kernel/model-id.ts';

export const models: Readonly<Record<Slot, ModelId>> = {
  first: 'mistral:mistral-large-latest',
  second: 'google:gemini-2.5-pro',
};

export const confirmed: Standing = {
  kind: 'confirmed',
  by: 'both models',
  model: null,
  independent: true,
  why: 'both',
};
export const refuted: Standing = { kind: 'refuted', model: models.second, independent: true, why: 'It is a label.' };
export const unanswered: Standing = { kind: 'unanswered', why: 'nobody examined it' };
export const unsourced: Standing = { kind: 'unsourced', why: 'it quotes nothing' };
export const stated: Standing = { kind: 'stated' };

/** What a seat raised; the seat's name tells skill, slot and model. */
export function someRaise(seat: string, overrides: Partial<Raise> = {}): Raise {
  const skill = seat.split('/')[0] ?? seat;
  return { seat, skill, model: models[slotOfSeat(seat)], severity: 'major', claim: 'It is wrong.', ...overrides };
}

export function someFinding(overrides: Partial<Finding> = {}): Finding {
  return {
    id: 'F-00000001',
    severity: 'major',
    code: 'METHODOLOGY_FLAW',
    rule: null,
    evidence_class: null,
    claim: 'It is wrong.',
    recommendation: 'Mend it.',
    place: { path: 'src/run.py', line: 2, end_line: 2, side: 'after', symbol: null, quote: 'fee = 0' },
    sources: [],
    unknown_sources: [],
    raised_by: [someRaise('ops/first', { severity: overrides.severity ?? 'major' })],
    same_as: null,
    standing: confirmed,
    ...overrides,
  };
}

/** A finding id that ends in a number. */
export const idOf = (number: number) => `F-${number.toString(16).padStart(8, '0')}`;

export function someClaim(overrides: Partial<Claim> = {}): Claim {
  return {
    severity: 'major',
    code: 'METHODOLOGY_FLAW',
    claim: 'It is wrong.',
    quote: null,
    path: null,
    evidence: null,
    cites: [],
    recommendation: 'Mend it.',
    ...overrides,
  };
}

export function someOpinion(overrides: Partial<Opinion> = {}): Opinion {
  return { stance: 'accept', abstain_reason: null, score: 8, summary: 'Sound.', findings: [], ...overrides };
}

/** A heard seat with its claims; the model is its slot's unless another is given. */
export function someHeard(
  seat: string,
  findings: readonly Claim[],
  model: ModelId = models[slotOfSeat(seat)],
): HeardOpinion {
  const skill = seat.split('/')[0] ?? seat;
  return { seat, skill, slot: slotOfSeat(seat), model, opinion: someOpinion({ findings: [...findings] }) };
}

export function someRecord(seat: string, overrides: Partial<SeatRecord> = {}): SeatRecord {
  const slot = slotOfSeat(seat);
  return {
    seat,
    skill: seat.split('/')[0] ?? seat,
    slot,
    model: models[slot],
    answered_by: models[slot],
    standing: 'heard',
    stance: 'accept',
    score: 8,
    summary: 'Sound.',
    abstain_reason: null,
    readings: 1,
    repaired: false,
    failed_tries: [],
    totals: NO_CALLS,
    carried_from: null,
    unsaid: false,
    ...overrides,
  };
}
