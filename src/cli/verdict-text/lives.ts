import type { LedgerLine } from '../../committee/ledger/round.ts';
import { countLives, tellRound } from '../../committee/ledger/round-words.ts';
import { whereOf } from '../../committee/rows.ts';
import type { Session } from '../../committee/session.ts';
import type { Line } from './line.ts';
import { hang, type Page, paragraph, section, upTo } from './page.ts';
import { clip, oneLine } from './width.ts';

const MOST = 10;
const LONGEST = 500;

/** What became of the findings of earlier reviews; nothing in a first one. */
export function renderLives({ round }: Session, page: Page): readonly Line[] {
  const told = tellRound(round);
  const texts = [
    ...round.fixed.map((one) => `fixed ${describe(one)}`),
    ...round.superseded.map((one) => `covered ${describe(one)}`),
    ...round.dismissed.map((one) => `dismissed ${describe(one)}`),
    ...round.dropped.map(
      ({ of, claim, why, seats }) =>
        `not raised${of === null ? '' : ` ${of}`} (${seats.join(', ')}): ${claim} (${why})`,
    ),
  ];
  const lines = upTo(texts, MOST, (text) => hang('  - ', clip(oneLine(text), LONGEST), page));
  const all = [...(told === null ? [] : paragraph(told, page)), ...lines];
  return section(`Earlier findings: ${countLives(round) || 'none'}`, all, page);
}

function describe({ id, severity, place, claim, why }: LedgerLine): string {
  const where = place === null ? '' : ` ${whereOf({ place })}`;
  return `${id} ${severity}${where}: ${claim}${why === '' ? '' : ` (${why})`}`;
}
