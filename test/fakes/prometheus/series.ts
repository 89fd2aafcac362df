/** One gauge or counter as it was at certain moments. */
export interface Series {
  readonly name: string;
  readonly labels?: Readonly<Record<string, string>>;
  /** Samples: ISO 8601 and its value, oldest first. */
  readonly samples: readonly (readonly [string, number | string])[];
}

/** Samples of one value from one moment to another, one every so many minutes. */
export function steady(
  from: string,
  until: string,
  { value, everyMinutes = 1 }: { readonly value: number | string; readonly everyMinutes?: number },
): Series['samples'] {
  const samples: [string, number | string][] = [];
  for (let at = Date.parse(from); at <= Date.parse(until); at += everyMinutes * 60_000) {
    samples.push([new Date(at).toISOString(), value]);
  }
  return samples;
}

/** Series as OpenMetrics text, which `promtool` makes blocks of. */
export function openMetricsOf(series: readonly Series[]): string {
  const families = [...Map.groupBy(series, ({ name }) => name)];
  const lines = families.flatMap(([name, members]) => [`# TYPE ${name} unknown`, ...members.flatMap(linesOf)]);
  return `${[...lines, '# EOF'].join('\n')}\n`;
}

function linesOf({ name, labels = {}, samples }: Series): readonly string[] {
  const written = Object.entries(labels).map(([label, value]) => `${label}=${JSON.stringify(value)}`);
  return samples.map(([at, value]) => `${name}{${written.join(',')}} ${value} ${Date.parse(at) / 1_000}`);
}
