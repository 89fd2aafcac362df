import { sumTotals } from '../../committee/call-totals.ts';
import { shortModel } from '../../committee/rows.ts';
import { tellRuleDecisions } from '../../committee/rule-decisions.ts';
import type { Session } from '../../committee/session.ts';
import { countOf, readingOf } from '../../committee/wording.ts';
import { formatUsd } from '../../kernel/micro-usd.ts';
import { formatPercent } from '../../kernel/percent.ts';
import { formatSeconds, formatTokens } from './figures.ts';
import type { Line } from './line.ts';
import { hang, type Page, paragraph, section, upTo } from './page.ts';

const MOST_FILES = 15;
/** What was left unread weighs more than what was only listed. */
const READINGS = ['unread', 'clipped', 'listed'] as const;

/** What the verdict rests on: coverage with what was not read and why, cost, provenance. */
export function renderBasis(session: Session, page: Page): readonly (readonly Line[])[] {
  return [renderCoverage(session, page), renderCost(session, page), renderProvenance(session, page)];
}

function renderCoverage(session: Session, page: Page): readonly Line[] {
  const { coverage, coverage_needed, dossier } = session;
  const partly = READINGS.flatMap((reading) => coverage.files.filter((file) => file.reading === reading));
  return [
    ...paragraph(`Coverage: read ${readingOf(session)}`, page),
    ...hang(
      '  ',
      `${formatPercent(coverage.share)} of the changed implementation lines were read, ${formatPercent(coverage_needed)} are needed`,
      page,
    ),
    ...upTo(partly, MOST_FILES, ({ path, reading, reason }) =>
      hang('  - ', `${reading} ${path}: ${reason ?? 'no reason given'}`, page),
    ),
    ...dossier.notes.flatMap((note) => hang('  - ', `note: ${note}`, page)),
  ];
}

function renderCost(session: Session, page: Page): readonly Line[] {
  if (session.rehearsal) return paragraph('Cost: nothing; a rehearsal asks no model.', page);
  const { finops, duration_ms } = session;
  const { totals } = finops;
  const possibly = totals.possibly_spent_micro_usd;
  const figures = [
    `${formatUsd(totals.micro_usd)} of ${formatUsd(finops.budget_micro_usd)}`,
    `${formatTokens(totals.input_tokens)} tokens in, ${formatTokens(totals.output_tokens)} out`,
    countOf(totals.calls, 'call'),
    `${formatSeconds(duration_ms)} s`,
  ];
  return [
    ...paragraph(`Cost: ${figures.join(' · ')}`, page),
    ...hang('  ', shareOfCost(session).join(' · '), page),
    ...(possibly > 0 ? hang('  ', `possibly ${formatUsd(possibly)} more, for calls without an answer`, page) : []),
    ...uncheckedPrices(finops).flatMap((text) => hang('  ', text, page)),
  ];
}

function shareOfCost({ expert_opinions, cross_examination: examination, chair }: Session): readonly string[] {
  const seats = sumTotals(expert_opinions.map((seat) => seat.totals));
  const claims = countOf(examination.asked, 'claim');
  return [
    `seats ${formatUsd(seats.micro_usd)}`,
    ...(examination.asked === 0 ? [] : [`cross-examination ${formatUsd(examination.totals.micro_usd)} (${claims})`]),
    ...(chair === null ? [] : [`chair ${formatUsd(chair.totals.micro_usd)}`]),
  ];
}

function uncheckedPrices({ models }: Session['finops']): readonly string[] {
  const unchecked = models.filter(({ price_verified }) => !price_verified);
  return [...new Set(unchecked.map(({ price_date }) => price_date))].map((date) => {
    const names = unchecked.filter(({ price_date }) => price_date === date).map(({ model }) => shortModel(model));
    return `prices of ${names.join(', ')}: read on ${date} and not checked by a person since`;
  });
}

function renderProvenance(session: Session, page: Page): readonly Line[] {
  const { id, created_at, conclave_version, dossier, provenance, library, question, issue } = session;
  const counted = [
    `dossier ${dossier.sha256.slice(0, 12)} (${formatTokens(dossier.tokens)} tokens)`,
    `configuration ${provenance.config_sha256.slice(0, 12)}`,
    countOf(provenance.prompts.length, 'prompt'),
    countOf(provenance.skills.length, 'skill'),
    countOf(provenance.rules.length, 'evidence rule'),
    ...(library.passages === 0 ? [] : [`${countOf(library.passages, 'passage')} of documents`]),
  ];
  return section(
    `Session ${id} of ${created_at.replace(/\.\d+/, '')}, conclave ${conclave_version}`,
    [
      ...(issue === null ? [] : hang('  ', `issue ${issue}`, page)),
      ...(question === null ? [] : hang('  ', `question: ${question}`, page)),
      ...hang('  ', counted.join(', '), page),
      ...tellRuleDecisions(session).flatMap((words) => hang('  ', words, page)),
    ],
    page,
  );
}
