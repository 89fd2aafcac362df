import { afterEach, describe, expect, it } from 'vitest';
import { readContent, refusalOf } from './memory-source.ts';

const head = 'time,open,high,low,close,volume';
const table = (...times: readonly string[]): string =>
  [head, ...times.map((time) => `${time},10,12,9,11,5`), ''].join('\n');
const iso = (times: Float64Array): readonly string[] =>
  [...times].map((time) => new Date(time).toISOString().slice(0, 16));

const zone = 'America/New_York';

describe('zones', () => {
  it('reads local times before and after a change of the clock', async () => {
    const content = table('2024-03-10 01:00', '2024-03-10 03:00', '2024-03-10 04:00', '2024-07-01 00:00');

    const { bars, manifest } = await readContent(content, { timezone: zone });

    expect(iso(bars.time)).toEqual(['2024-03-10T06:00', '2024-03-10T07:00', '2024-03-10T08:00', '2024-07-01T04:00']);
    expect([manifest.bar, manifest.timezone]).toEqual(['1h', zone]);
  });

  it('refuses a local time that the clock skipped', async () => {
    const content = table('2024-03-10 01:00', '2024-03-10 02:30');

    expect(await refusalOf(content, { timezone: zone })).toContain(
      'bars.csv:3: the time "2024-03-10 02:30" is never shown in America/New_York, where the clock is set forward',
    );
  });

  it('refuses a local time that the clock shows twice', async () => {
    const content = table('2024-11-03 00:30', '2024-11-03 01:30');

    expect(await refusalOf(content, { timezone: zone })).toContain(
      'bars.csv:3: the time "2024-11-03 01:30" is shown twice in America/New_York, where the clock is set back',
    );
  });

  it('gives days the length that their zone gives them', async () => {
    const content = table('2024-03-08', '2024-03-09', '2024-03-10', '2024-03-11');

    const { bars, manifest } = await readContent(content, { timezone: zone });

    expect(iso(bars.time)).toEqual(['2024-03-08T05:00', '2024-03-09T05:00', '2024-03-10T05:00', '2024-03-11T04:00']);
    expect([manifest.bar, manifest.bar_ms, manifest.gaps_count]).toEqual(['1d', null, 0]);
    expect(manifest.last_close).toBe('2024-03-12T04:00:00Z');
  });

  it('begins a day whose midnight was skipped at its first instant', async () => {
    const { bars } = await readContent(table('2018-11-03', '2018-11-04', '2018-11-05'), {
      timezone: 'America/Sao_Paulo',
    });

    expect(iso(bars.time)).toEqual(['2018-11-03T03:00', '2018-11-04T03:00', '2018-11-05T02:00']);
  });

  it('takes dates for days in UTC where no zone is stated, and says so', async () => {
    const { bars, manifest } = await readContent(table('2024-03-08', '2024-03-09'));

    expect(iso(bars.time)).toEqual(['2024-03-08T00:00', '2024-03-09T00:00']);
    expect([manifest.timezone, manifest.timezone_from]).toEqual(['UTC', 'date']);
  });

  it('lets offsets differ only where the stated zone has both', async () => {
    const content = table('2024-03-09T16:00-05:00', '2024-03-10T16:00-04:00', '2024-03-11T16:00-04:00');

    const { bars } = await readContent(content, { timezone: zone });

    expect(iso(bars.time)).toEqual(['2024-03-09T21:00', '2024-03-10T20:00', '2024-03-11T20:00']);
    expect(await refusalOf(content)).toContain('bars.csv:3: the time "2024-03-10T16:00-04:00" has the offset -04:00');
    expect(await refusalOf(content, { timezone: 'Europe/Paris' })).toContain('they are not those of Europe/Paris');
  });

  it('knows zones by a fixed offset', async () => {
    const { bars, manifest } = await readContent(table('2024-03-08 00:00', '2024-03-08 01:00'), { timezone: '+05:30' });

    expect([iso(bars.time)[0], manifest.timezone]).toEqual(['2024-03-07T18:30', '+05:30']);
  });
});

describe('lengths', () => {
  it('tells months from the most frequent distance and counts those that are missing', async () => {
    const { bars, manifest } = await readContent(
      table('2024-01-01', '2024-02-01', '2024-03-01', '2024-06-01', '2024-07-01'),
    );

    expect([manifest.bar, manifest.gaps_count, manifest.missing_bars]).toEqual(['1mo', 1, 2]);
    expect(manifest.gaps).toEqual([{ after: '2024-04-01T00:00:00Z', missing: 2 }]);
    expect(iso(bars.closes as Float64Array)).toEqual([
      '2024-02-01T00:00',
      '2024-03-01T00:00',
      '2024-04-01T00:00',
      '2024-07-01T00:00',
      '2024-08-01T00:00',
    ]);
  });

  it.each([
    ['weeks', ['2024-01-01', '2024-01-08', '2024-01-15'], '1w', 604_800_000],
    ['four weeks', ['2024-01-01', '2024-01-29', '2024-02-26'], '4w', 2_419_200_000],
    ['quarters', ['2024-01-01', '2024-04-01', '2024-07-01', '2024-10-01'], '3mo', null],
    ['years', ['2021-01-01', '2022-01-01', '2023-01-01'], '12mo', null],
    ['working days', ['2024-03-07', '2024-03-08', '2024-03-11', '2024-03-12'], '1d', 86_400_000],
  ] as const)('tells %s', async (_, times, bar, length) => {
    const { manifest } = await readContent(table(...times));

    expect([manifest.bar, manifest.bar_ms]).toEqual([bar, length]);
  });

  it('refuses two bars in one month where months are stated', async () => {
    const refusal = await refusalOf(table('2024-01-01', '2024-02-01', '2024-02-28'), { bar: '1mo' });

    expect(refusal).toContain('bars.csv:4: the bar opens at 2024-02-28T00:00:00Z, before the one of line 3 closes at');
  });
});

describe('the zone of the machine', () => {
  const before = process.env.TZ;
  afterEach(() => {
    if (before === undefined) delete process.env.TZ;
    else process.env.TZ = before;
  });

  it('changes no time of a file', async () => {
    const content = table('2024-03-10 01:00', '2024-03-10 03:00', '2024-03-10 04:00');
    process.env.TZ = 'Pacific/Kiritimati';
    const far = await readContent(content, { timezone: zone });
    const shift = new Date(2024, 0, 1).getTimezoneOffset();
    process.env.TZ = 'America/Los_Angeles';

    const near = await readContent(content, { timezone: zone });

    expect(new Date(2024, 0, 1).getTimezoneOffset()).not.toBe(shift);
    expect(near).toEqual(far);
  });
});
