import { type Series, steady } from '../../fakes/prometheus/series.ts';

const recently = ['2026-03-10T11:50:00Z', '2026-03-10T12:00:00Z'] as const;

/** A run that is exported from its end on, until the moment of the question. */
function run(name: string, from: string, labels: Readonly<Record<string, string>>, value: number): Series {
  return { name, labels, samples: steady(from, '2026-03-10T12:00:00Z', { value, everyMinutes: 5 }) };
}

/** What a Prometheus knows at noon of 10 March 2026: sound, broken, ended and pushed series, and runs. */
export const SERIES: readonly Series[] = [
  { name: 'pvc_used', labels: { volume: 'data' }, samples: steady(...recently, { value: 91.5 }) },
  { name: 'pvc_used', labels: { volume: 'logs' }, samples: steady(...recently, { value: 40 }) },
  { name: 'broken', samples: steady(...recently, { value: 'NaN' }) },
  { name: 'endless', samples: steady(...recently, { value: '+Inf' }) },
  { name: 'ended', samples: steady('2026-03-10T07:50:00Z', '2026-03-10T08:30:00Z', { value: 7 }) },
  { name: 'long_gone', samples: [['2026-01-20T08:00:00Z', 7]] },
  { name: 'ahead', samples: steady(...recently, { value: Date.parse('2026-03-10T12:20:00Z') / 1_000 }) },
  // A counter that began anew at 06:00: 2 kills before, 1 after.
  {
    name: 'oom_total',
    samples: [
      ...steady('2026-03-09T12:00:00Z', '2026-03-10T00:00:00Z', { value: 5, everyMinutes: 5 }),
      ...steady('2026-03-10T00:05:00Z', '2026-03-10T05:55:00Z', { value: 7, everyMinutes: 5 }),
      ...steady('2026-03-10T06:00:00Z', '2026-03-10T09:00:00Z', { value: 0, everyMinutes: 5 }),
      ...steady('2026-03-10T09:05:00Z', '2026-03-10T12:00:00Z', { value: 1, everyMinutes: 5 }),
    ],
  },
  { name: 'pod_down', labels: { pod: 'api-0' }, samples: steady(...recently, { value: 0 }) },
  { name: 'pod_down', labels: { pod: 'db-0' }, samples: steady(...recently, { value: 1 }) },
  { name: 'model_age_days', labels: { crypto: 'BTCUSDC' }, samples: steady(...recently, { value: 2 }) },
  { name: 'model_age_days', labels: { crypto: 'SOLUSDC', pod: 'a' }, samples: steady(...recently, { value: 3 }) },
  { name: 'model_age_days', labels: { crypto: 'SOLUSDC', pod: 'b' }, samples: steady(...recently, { value: 4 }) },
  {
    name: 'pushed_at',
    labels: { crypto: 'BTCUSDC' },
    samples: steady(...recently, { value: Date.parse('2026-03-10T11:30:00Z') / 1_000 }),
  },
  {
    name: 'pushed_at',
    labels: { crypto: 'SOLUSDC' },
    samples: steady(...recently, { value: Date.parse('2026-03-09T11:30:00Z') / 1_000 }),
  },
  // r0 began before the window of seven days.
  run('passed', '2026-02-28T00:00:00Z', { run: 'r0' }, 9),
  run('passed', '2026-03-05T06:00:00Z', { run: 'r1' }, 3),
  run('passed', '2026-03-09T18:00:00Z', { run: 'r3' }, 0),
  {
    name: 'passed',
    labels: { run: 'r2' },
    samples: [
      ['2026-03-07T06:00:00Z', 1],
      ['2026-03-07T06:05:00Z', 2],
    ],
  },
  run('sortino_ratio', '2026-03-08T00:00:00Z', { run: 'r1', crypto: 'BTCUSDC' }, -0.2),
  run('sortino_ratio', '2026-03-09T00:00:00Z', { run: 'r2', crypto: 'BTCUSDC' }, 0.7),
  run('sortino_ratio', '2026-03-08T00:00:00Z', { run: 'r1', crypto: 'SOLUSDC' }, 0.9),
];
