import type { TestVerdict } from '../test-report.ts';

/** What a test came to, for the top of a page. Plain text. */
export interface VerdictLines {
  /** Such as `⛔ Backtest fails`. */
  readonly title: string;
  /** The one reason that matters most; null where it passes. */
  readonly first: string | null;
  /** The other reasons, each with its sign; of very many the first, and how many are left out. */
  readonly others: readonly string[];
}

const TITLES: Readonly<Record<TestVerdict['answer'], string>> = {
  pass: '✅ Backtest passes',
  fail: '⛔ Backtest fails',
  not_proven: '➖ Backtest not proven',
};

/** Golden scenarios alone could fill a page. */
const MOST_TOLD = 20;

/** Why a test fails comes first, then what it leaves unproven. */
export function verdictLines({ answer, reasons, unproven }: TestVerdict): VerdictLines {
  const marked = [...reasons.map((each) => ['✗', each] as const), ...unproven.map((each) => ['–', each] as const)];
  const [first, ...rest] = marked;
  const left = rest.length - MOST_TOLD;
  const others = rest.slice(0, MOST_TOLD).map(([mark, words]) => `${mark} ${words}`);
  return {
    title: TITLES[answer],
    first: first?.[1] ?? null,
    others: left > 0 ? [...others, `– ${left} more stand in test_report.json`] : others,
  };
}
