import type { Session } from '../../committee/session.ts';
import type { Line } from './line.ts';
import { hang, type Page, section, upTo } from './page.ts';
import { clip, oneLine } from './width.ts';

const MOST_ITEMS = 10;
const LONGEST_ITEM = 500;

/** What the committee says beside its findings: dissent, impact, what to do next. */
export function renderLists(session: Session, page: Page): readonly (readonly Line[])[] {
  const { areas_of_dissent: dissent, recommendations } = session.verdict;
  const list = (texts: readonly string[], mark: (index: number) => string) =>
    upTo(texts, MOST_ITEMS, (text, index) => hang(mark(index), clip(oneLine(text), LONGEST_ITEM), page));
  return [
    section(
      `Dissent and unsourced claims (${dissent.length})`,
      list(dissent, () => '  - '),
      page,
    ),
    section('Impact', impactLines(session, page), page),
    section(
      'Recommended next actions',
      list(recommendations, (index) => `  ${index + 1}. `),
      page,
    ),
  ];
}

function impactLines({ chair }: Session, page: Page): readonly Line[] {
  const minutes = chair?.minutes;
  if (!minutes) return [];
  const impacts: readonly (readonly [string, string | null])[] = [
    ['ADR', minutes.adr_impact],
    ['Tests', minutes.test_impact],
    ['ML', minutes.ml_impact],
    ['Trading risk', minutes.trading_impact],
  ];
  return impacts.flatMap(([name, text]) => (text === null ? [] : hang('  - ', `${name}: ${text}`, page)));
}
