import { describe, expect, it } from 'vitest';
import type { Position } from '../../../src/backtest/adapter.ts';
import type { Bars } from '../../../src/backtest/bars.ts';
import type { Recorder } from '../../../src/backtest/event.ts';
import { RunConfig } from '../../../src/backtest/run-config.ts';
import { runStrategies } from '../../../src/backtest/runner/run-strategies.ts';
import { openDesk } from '../../../src/backtest/runner/strategy-desk.ts';
import type { StrategyClass } from '../../../src/backtest/strategy.ts';
import { isAppError, renderError } from '../../../src/kernel/app-error.ts';

const DAY = 86_400_000;
const SILENT: Recorder = { event: () => {}, trade: () => {}, mark: () => {} };

function bars(length: number): Bars {
  const column = (value: number): Float64Array => new Float64Array(length).fill(value);
  const time = Float64Array.from({ length }, (_, index) => Date.UTC(2024, 0, 1) + index * DAY);
  const prices = { open: column(10), high: column(11), low: column(9), close: column(10), volume: column(1) };
  return { symbol: 'GOOG', length, time, ...prices, closes: DAY };
}

/** What a person reads when a strategy in JavaScript is run over ten bars; null when it gets through. */
function errorOf(strategy: new (config: never) => object): string | null {
  const config = RunConfig.parse({ version: 1 });
  try {
    const options = { strategy: strategy as StrategyClass, series: [bars(10)], config, seed: 1, recorder: SILENT };
    runStrategies(options);
  } catch (error) {
    if (isAppError(error) && error.code === 'bad-input') return renderError(error);
    throw error;
  }
  return null;
}

class Quiet {
  prepareIndicators(): object {
    return {};
  }

  findEntries(): unknown {
    return null;
  }
}

class Buyer extends Quiet {
  override findEntries(_bars?: unknown, _indicators?: unknown, index?: number): unknown {
    return index === 2 ? { action: 'BUY', type: 'MARKET', volume: 1 } : null;
  }
}

describe('a strategy that lacks a method', () => {
  it('gets through when only findExits is missing', () => {
    expect(errorOf(Quiet)).toBeNull();
  });

  it('is told in one sentence which methods an empty class lacks', () => {
    const text = errorOf(class Empty {});

    expect(text).toContain('strategy: the strategy lacks `prepareIndicators` and `findEntries`');
    expect(text).toContain('expected a class with `prepareIndicators(bars)`');
    expect(text).not.toMatch(/\bat .*:\d+/);
  });

  it('is told that a method is none', () => {
    class Half extends Quiet {
      readonly findExits = 5;
    }

    expect(errorOf(Half)).toContain('the strategy has a `findExits` that is no method');
  });
});

describe('a strategy that closes more positions at once than an answer may name', () => {
  it('is told so, as behind a wall', () => {
    class Closer extends Quiet {
      findExits(): unknown {
        return { position_id: 'pos_1' };
      }
    }
    const desk = openDesk(Closer as unknown as StrategyClass, bars(3), { params: {}, seed: 1 } as never);

    const asking = () => desk.ask(1, Array<Position>(10_001));

    expect(asking).toThrow('findExits asked for 10001 exits at once, at bar 1 of GOOG');
  });
});

describe('a strategy that throws', () => {
  it('is told so of its constructor, with its own lines only', () => {
    class Picky extends Quiet {
      constructor() {
        super();
        throw new Error('params.fast is missing');
      }
    }

    const text = errorOf(Picky);

    expect(text).toContain('the strategy threw while it was made for GOOG: params.fast is missing');
    expect(text).toContain('strategy-faults.test.ts');
    expect(text).not.toMatch(/strategy-desk|run-strategies/);
  });

  it('is told so of its indicators, with no bar', () => {
    class Thrower extends Quiet {
      override prepareIndicators(): object {
        throw new Error('no luck');
      }
    }

    expect(errorOf(Thrower)).toContain('the strategy threw while the indicators of GOOG were computed: no luck');
  });

  it('is told at which bar its entries did', () => {
    class Thrower extends Quiet {
      override findEntries(): unknown {
        throw new Error('no luck');
      }
    }

    expect(errorOf(Thrower)).toContain('the strategy threw at bar 0 of GOOG (2024-01-02T00:00:00.000Z): no luck');
  });
});

describe('a strategy that is async', () => {
  class AsyncEntries extends Quiet {
    override async findEntries(): Promise<unknown> {
      throw new Error('nobody waits for this');
    }
  }
  class AsyncIndicators extends Quiet {
    override async prepareIndicators(): Promise<object> {
      return {};
    }
  }
  class AsyncExits extends Buyer {
    async findExits(): Promise<unknown> {
      return null;
    }
  }

  it.each([
    ['findEntries', 'at bar 0 of GOOG', AsyncEntries],
    ['prepareIndicators', 'while the indicators of GOOG were computed', AsyncIndicators],
    ['findExits', 'at bar 3 of GOOG', AsyncExits],
  ])('is refused when %s returns a promise', (method, place, strategy) => {
    const text = errorOf(strategy);

    expect(text).toContain(`strategy: ${method} returned a promise, ${place}`);
    expect(text).toContain(`expected its answer at once: \`${method}\` must not be async`);
  });
});

describe('an answer that cannot be read', () => {
  it.each([
    [false, 'findExits returned false, at bar 3 of GOOG', '{ position_id: position.position_id'],
    [[], 'findExits returned a list, at bar 3 of GOOG', '{ position_id: position.position_id'],
  ])('is answered with an exit where findExits returned %j', (answer, what, example) => {
    class Exits extends Buyer {
      findExits(): unknown {
        return answer;
      }
    }

    const text = errorOf(Exits);

    expect(text).toContain(what);
    expect(text).toContain(`expected an exit, such as ${example}`);
  });

  it('is answered with an order where findEntries returned true', () => {
    class Entries extends Quiet {
      override findEntries(): unknown {
        return true;
      }
    }

    expect(errorOf(Entries)).toContain("expected an order, such as { action: 'BUY', type: 'MARKET', volume: 1 }");
  });
});
