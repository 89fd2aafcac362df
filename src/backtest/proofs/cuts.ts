import { type Bars, closeTimeOf } from '../bars.ts';
import { openChance } from './chance.ts';
import type { WholeSymbol } from './growth.ts';
import { EVERY_PREFIX_UP_TO } from './look-ahead.ts';

/** The closes of a run, in which all symbols are merged by time; each is named by how many closes there are up to it. */
export interface Timeline {
  readonly closes: number;
  /** The first close at which a strategy is asked; beyond the last when none is. */
  readonly firstAsked: number;
  /** Closes at which anything was wanted, ascending. */
  readonly decided: readonly number[];
}

/** Reads a timeline off the bars and the run that was given all of them. */
export function readTimeline(series: readonly Bars[], whole: readonly WholeSymbol[]): Timeline {
  const asked = whole.map((each) => new Set(each.asked.map(({ bar }) => bar)));
  const next = series.map(() => 0);
  const decided: number[] = [];
  let firstAsked = Infinity;
  let closes = 0;
  for (let time = nextClose(series, next); time < Infinity; time = nextClose(series, next)) {
    closes += 1;
    let isDecided = false;
    for (let index = 0; index < series.length; index += 1) {
      const bar = next[index] as number;
      if (!pass(series[index] as Bars, next, { index, time })) continue;
      if (bar >= (whole[index]?.warmup ?? 0)) firstAsked = Math.min(firstAsked, closes);
      isDecided ||= asked[index]?.has(bar) ?? false;
    }
    if (isDecided) decided.push(closes);
  }
  return { closes, firstAsked: Math.min(firstAsked, closes + 1), decided };
}

/** How many closes there are up to that of a bar, which is one of them. */
export function closesUpTo(series: readonly Bars[], symbol: string, bar: number): number {
  const bars = series.find((each) => each.symbol === symbol);
  const last = bars === undefined ? Infinity : closeTimeOf(bars, bar);
  const next = series.map(() => 0);
  let closes = 0;
  for (let time = nextClose(series, next); time <= last && time < Infinity; time = nextClose(series, next)) {
    closes += 1;
    for (let index = 0; index < series.length; index += 1) pass(series[index] as Bars, next, { index, time });
  }
  return closes;
}

/** Goes past the bar of a symbol that closes at a time; false when there is none. */
function pass(bars: Bars, next: number[], { index, time }: { readonly index: number; readonly time: number }): boolean {
  const bar = next[index] as number;
  if (bar >= bars.length || closeTimeOf(bars, bar) !== time) return false;
  next[index] = bar + 1;
  return true;
}

function nextClose(series: readonly Bars[], next: readonly number[]): number {
  let time = Infinity;
  for (let index = 0; index < series.length; index += 1) {
    const bars = series[index] as Bars;
    const bar = next[index] as number;
    if (bar < bars.length) time = Math.min(time, closeTimeOf(bars, bar));
  }
  return time;
}

/** At which closes the data is cut, ascending; `every` when it is cut at all of them. */
export type CutPlan = { readonly kind: 'every' } | { readonly kind: 'sampled'; readonly cuts: readonly number[] };

/** Fewest and most closes from the first question on that are cut one by one. */
const EARLY = { fewest: 128, most: 512 };

/** Fewest and most cuts at decisions, and as many evenly spread; between them, all cuts together compute on so many bars. */
const SPREAD = { fewest: 32, most: 192, bars: 400_000_000 };

/** Where cuts may lie. */
export interface CutWish {
  readonly warmup: number;
  /** Closes up to which all are cut. */
  readonly limit?: number;
  /** Of the places between which there is a choice; a strategy that knew them could behave there. */
  readonly seed: number;
}

/**
 * Every close up to 50,000 of them. Above: the first two warm-ups one by one, closes with decisions, and others, one drawn
 * from each of many stretches of the same length, so many that the work stays in bounds.
 */
export function planCuts(timeline: Timeline, { warmup, limit = EVERY_PREFIX_UP_TO, seed }: CutWish): CutPlan {
  const { closes, firstAsked, decided } = timeline;
  if (closes <= limit) return { kind: 'every' };
  const early = Math.min(EARLY.most, Math.max(EARLY.fewest, 2 * warmup));
  const most = Math.floor(SPREAD.bars / closes);
  const each = Math.min(SPREAD.most, Math.max(SPREAD.fewest, most));
  const chance = openChance(seed);
  const cuts = [
    ...Array.from({ length: early }, (_, index) => firstAsked + index),
    ...pickSpread(decided.length, each, chance).map((index) => decided[index - 1] as number),
    ...pickSpread(closes, each, chance),
  ];
  const within = cuts.filter((cut) => cut >= firstAsked && cut <= closes);
  return { kind: 'sampled', cuts: [...new Set(within)].sort((one, other) => one - other) };
}

/** How many closes are behind at each of the cuts after which noise follows. */
export function planNoise(
  { closes, firstAsked }: Timeline,
  { most, seed }: { readonly most: number; readonly seed: number },
): readonly number[] {
  const possible = Math.max(0, closes - firstAsked);
  return pickSpread(possible, most, openChance(seed)).map((index) => firstAsked + index - 1);
}

/** So many of the numbers from 1 to `count`, one from each of as many stretches; the last number is among them. */
function pickSpread(count: number, most: number, chance: () => number): readonly number[] {
  const length = Math.min(count, most);
  return Array.from({ length }, (_, index) => {
    const [before, last] = [Math.floor((index * count) / length), Math.floor(((index + 1) * count) / length)];
    return index === length - 1 ? last : before + 1 + Math.floor(chance() * (last - before));
  });
}
