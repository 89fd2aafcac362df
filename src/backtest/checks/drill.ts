import type { Bars } from '../bars.ts';
import type { InstrumentConfig, RunConfig } from '../run-config.ts';
import type { StrategyClass } from '../strategy.ts';
import { figure } from './closeness.ts';
import { type DrillGround, judgeDrill, type Played, play } from './drill-run.ts';
import { cutWindow } from './drill-window.ts';
import type { Drill, DrillEvidence, RunEvidence } from './evidence.ts';
import type { RecordedRun } from './recorded-decider.ts';

/**
 * What drills are made of: the strategy of a run or the decisions that were made in it, its data, configuration and seed,
 * and what its book saw.
 */
export type DrillOptions = ({ readonly strategy: StrategyClass } | { readonly recorded: RecordedRun }) & {
  readonly series: readonly Bars[];
  readonly config: RunConfig;
  readonly seed: number;
  readonly run: RunEvidence;
  /** Most bars of a symbol that a drill replays; 50,000 unless it is said. */
  readonly window?: number;
};

const DEFAULT_WINDOW = 50_000;

/** Replays a strategy under limits that bite and an exchange that fails, and holds what happens against the rules. */
export function runDrills({ run, config, window = DEFAULT_WINDOW, ...rest }: DrillOptions): DrillEvidence {
  if (run.first_entry === null) return { window: 'No drill was made: the run never entered a position.', drills: [] };
  const { says: where, series, parts } = cutWindow(rest.series, run.first_entry, window);
  const says = 'recorded' in rest ? `${where} ${RECORDED}` : where;
  const ground: DrillGround = { ...rest, parts, series, config: plain(config) };
  const base = play(ground, ground.config);
  if (base.error !== null)
    return { window: `${says} The strategy did not get through them: ${base.error}.`, drills: [] };
  if (base.entries.length === 0) return { window: `${says} The strategy entered nothing there.`, drills: [] };
  return { window: says, drills: drills.flatMap((drill) => drill(ground, base)) };
}

const RECORDED =
  'The strategy stayed behind its wall and was not asked anew: drills replayed what it had decided in the run, each exit for the position of the same order.';

type DrillOf = (ground: DrillGround, base: Played) => Drill;

/** A configuration without faults, and without the rules that drills set one by one. */
function plain(config: RunConfig): RunConfig {
  const { max_open_positions } = config.risk;
  return {
    ...config,
    faults: { reject: 0, delay: 0, delay_bars: 1, partial: 0 },
    risk: { ...NO_RULES, max_open_positions },
  };
}

const NO_RULES: RunConfig['risk'] = {
  max_open_positions: null,
  max_position: null,
  max_exposure: null,
  max_orders_per_day: null,
  max_daily_loss: null,
  max_drawdown: null,
};

const lot: DrillOf = (ground, base) => {
  const lots = new Map<string, number>();
  for (const { symbol, volume } of base.entries) lots.set(symbol, Math.min(lots.get(symbol) ?? Infinity, volume * 0.7));
  const played = play(
    ground,
    withInstruments(ground, (symbol) => ({ lot_size: lots.get(symbol) ?? null })),
  );
  const { floored } = played.evidence.sizing;
  const { OFF_LOT = 0, BELOW_LOT = 0 } = played.evidence.limits.refused;
  const setting = `lots of ${[...lots].map(([symbol, size]) => `${figure(size)} ${symbol}`).join(' and ')}`;
  const bites = { 'orders floored to the lot or refused for it': floored + OFF_LOT + BELOW_LOT };
  return judgeDrill({ id: 'lot', check: 'sizing', setting, bites }, [played]);
};

const minNotional: DrillOf = (ground, base) => {
  const values = base.entries.map(({ value }) => value).sort((left, right) => left - right);
  const middle = values[Math.floor(values.length / 2)] as number;
  const least = middle > (values[0] as number) ? middle : middle * 2;
  const played = play(
    ground,
    withInstruments(ground, () => ({ min_notional: least })),
  );
  const { MIN_NOTIONAL = 0 } = played.evidence.limits.refused;
  const setting = `a least value of ${figure(least)}`;
  return judgeDrill(
    { id: 'min_notional', check: 'sizing', setting, bites: { 'orders refused for it': MIN_NOTIONAL } },
    [played],
  );
};

const maxPosition: DrillOf = (ground, base) => {
  const most = base.evidence.limits.largest_position / 2;
  const played = play(ground, withRisk(ground, { max_position: most }));
  const { MAX_POSITION = 0 } = played.evidence.limits.refused;
  const setting = `max_position of ${figure(most)}`;
  return judgeDrill(
    { id: 'max_position', check: 'risk-limits', setting, bites: { 'orders refused for it': MAX_POSITION } },
    [played],
  );
};

const maxExposure: DrillOf = (ground, base) => {
  const most = base.evidence.limits.largest_exposure / 2;
  const played = play(ground, withRisk(ground, { max_exposure: most }));
  const { MAX_EXPOSURE = 0 } = played.evidence.limits.refused;
  const setting = `max_exposure of ${figure(most)} times the equity`;
  return judgeDrill(
    { id: 'max_exposure', check: 'risk-limits', setting, bites: { 'orders refused for it': MAX_EXPOSURE } },
    [played],
  );
};

const maxOrders: DrillOf = (ground, base) => {
  const most = Math.max(1, base.evidence.limits.most_on_a_day - 1);
  const played = play(ground, withRisk(ground, { max_orders_per_day: most }));
  const { MAX_ORDERS_PER_DAY = 0 } = played.evidence.limits.refused;
  const setting = `max_orders_per_day of ${most}`;
  return judgeDrill(
    { id: 'max_orders_per_day', check: 'risk-limits', setting, bites: { 'orders refused for it': MAX_ORDERS_PER_DAY } },
    [played],
  );
};

/** Losses at which the switch triggers, as shares: the first mark that loses anything, then ones that leave more time. */
const LOSSES: readonly number[] = [1e-9, 0.0005, 0.005, 0.02];

const dailyLoss: DrillOf = (ground) =>
  firstThatBites(LOSSES, (loss) => {
    const played = play(ground, withRisk(ground, { max_daily_loss: loss }));
    const { triggered, flattened, lifted } = played.evidence.kill_switch;
    const bites = {
      'triggers of the kill switch': triggered,
      'positions closed by it': flattened,
      'liftings on the next UTC day': lifted,
    };
    return judgeDrill({ id: 'max_daily_loss', check: 'kill-switch', setting: `max_daily_loss of ${loss}`, bites }, [
      played,
    ]);
  });

const drawdown: DrillOf = (ground) =>
  firstThatBites(LOSSES, (loss) => {
    const played = play(ground, withRisk(ground, { max_drawdown: loss }));
    const { triggered, flattened, refused } = played.evidence.kill_switch;
    const bites = {
      'triggers of the kill switch': triggered,
      'positions closed by it': flattened,
      'orders refused while it was on': refused,
    };
    return judgeDrill({ id: 'max_drawdown', check: 'kill-switch', setting: `max_drawdown of ${loss}`, bites }, [
      played,
    ]);
  });

/** Seeds of the faults; later ones are used only while a kind of fault has not come. */
const SEEDS: readonly number[] = [1, 2, 3, 4, 5, 6, 7, 8];
const LEAST_SEEDS = 3;
const FAULTS: RunConfig['faults'] = { reject: 0.2, delay: 0.2, delay_bars: 2, partial: 0.2 };

const exchangeErrors: DrillOf = (ground) => {
  const bites = { 'orders rejected by the exchange': 0, 'orders delayed by 2 bars': 0, 'orders filled in part': 0 };
  const played: Played[] = [];
  for (const seed of SEEDS) {
    const isDone = Object.values(bites).every((count) => count > 0);
    if (isDone && played.length >= LEAST_SEEDS) break;
    const each = play({ ...ground, seed }, { ...ground.config, faults: FAULTS });
    const { rejected, delayed, partial } = each.evidence.faults;
    played.push(each);
    bites['orders rejected by the exchange'] += rejected;
    bites['orders delayed by 2 bars'] += delayed;
    bites['orders filled in part'] += partial;
  }
  const setting = `faults at 20 % each and seeds 1 to ${played.length}`;
  return judgeDrill({ id: 'faults', check: 'exchange-errors', setting, bites }, played);
};

/** The drills, in the order in which they are told. */
const drills: readonly DrillOf[] = [
  lot,
  minNotional,
  maxPosition,
  maxExposure,
  maxOrders,
  dailyLoss,
  drawdown,
  exchangeErrors,
];

/** Tries levels until the drill bites or is broken; the last one tells when none does. */
function firstThatBites(levels: readonly number[], drillAt: (level: number) => Drill): Drill {
  const [first = 0, ...others] = levels;
  let drill = drillAt(first);
  for (const level of others) {
    if (drill.outcome !== 'nothing_to_bite_on') break;
    const next = drillAt(level);
    if (next.outcome !== 'nothing_to_bite_on') drill = next;
  }
  return drill;
}

function withRisk({ config }: DrillGround, rules: Partial<RunConfig['risk']>): RunConfig {
  return { ...config, risk: { ...config.risk, ...rules } };
}

/** Every symbol with its own change, over what the configuration says of it. */
function withInstruments({ config, series }: DrillGround, changeOf: (symbol: string) => InstrumentConfig): RunConfig {
  const own = series.map(({ symbol }) => [symbol, { ...config.instruments[symbol], ...changeOf(symbol) }] as const);
  return { ...config, instruments: { ...config.instruments, ...Object.fromEntries(own) } };
}
