import { describe, expect, it } from 'vitest';
import { MetricCase, readCases } from '../case-file.ts';
import { figuresOfCase } from './case-figures.ts';

const { metrics } = readCases();

/** Decimals that make `closeTo`, which allows half a unit of the last one, allow 1e-9. */
const DECIMALS = 9 - Math.log10(2);

describe('the metrics of the acceptance cases', () => {
  it.each(metrics.map((metric) => [metric.id, metric.title, metric] as const))('%s: %s', (_id, _title, given) => {
    const metric = MetricCase.parse(given);
    const figures = figuresOfCase(metric);

    // oxlint-disable-next-line vitest/no-conditional-expect -- a matcher, not an expectation
    const near = (value: unknown) => (typeof value === 'number' ? expect.closeTo(value, DECIMALS) : value);
    const expected = Object.entries(metric.expected).map(([name, value]) => [name, near(value)]);
    expect(figures).toMatchObject(Object.fromEntries(expected));
  });
});
