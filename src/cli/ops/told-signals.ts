import type { OpsConfig } from '../../config/ops-config.ts';
import type { Readings } from '../../flows/ops/pick-reading.ts';
import type { SignalReading } from '../../flows/ops/signal-reading.ts';
import { SIGNALS, type SignalForm, SignalName } from '../../kernel/signal-name.ts';
import { spell } from '../../ops/figure-words.ts';
import type { Reading, UnknownCause } from '../../ops/reading.ts';
import { impossibleFigure } from '../../ops/signals/sound-signal.ts';

/** One signal: how it is asked for, and what came. */
export interface ToldSignal {
  readonly name: SignalName;
  /** What is measured, with its unit. */
  readonly says: string;
  readonly form: SignalForm;
  /** Null where it is not configured. */
  readonly asked: { readonly source: string; readonly query: string } | null;
  /** The figures in words; null where nobody knows them. */
  readonly value: string | null;
  /** ISO 8601; null where the figures have no moment. */
  readonly sampledAt: string | null;
  /** Why it is unknown, the first figure of it that is, or null. */
  readonly unknown: { readonly why: UnknownCause; readonly words: string } | null;
}

/** Every signal in the order of the catalog, with what its source gave. */
export function tellSignals(readings: Readings, { signals }: Pick<OpsConfig, 'signals'>): readonly ToldSignal[] {
  return SignalName.options.map((name) => {
    const { form, says } = SIGNALS[name];
    const question = signals[name];
    const asked = question === undefined ? null : { source: question.source, query: question.query };
    return { name, says, form, asked, ...tellReading(readings.get(name), name) };
  });
}

function tellReading(
  reading: SignalReading | undefined,
  name: SignalName,
): Pick<ToldSignal, 'value' | 'sampledAt' | 'unknown'> {
  if (reading === undefined) return { value: null, sampledAt: null, unknown: NOT_READ };
  if (!reading.known) return { value: null, sampledAt: null, unknown: reading };
  const { sampledAt } = reading;
  const [inner] = figuresIn(reading).flatMap((figure) =>
    figure.known ? (impossibleFigure(figure, name) ?? []) : figure,
  );
  return { value: tellValue(reading), sampledAt, unknown: inner ?? null };
}

const NOT_READ = { why: 'not-configured', words: 'nobody asked for it' } as const;

type KnownSignal = Extract<SignalReading, { readonly known: true }>;

/** Its figures; of several each may be unknown by itself. */
function figuresIn(reading: KnownSignal): readonly Reading[] {
  switch (reading.form) {
    case 'number':
      return [reading];
    case 'names':
      return [];
    case 'recent':
      return reading.value;
    case 'by-crypto':
      return [...reading.value.values()];
    case 'recent-by-crypto':
      return [...reading.value.values()].flat();
    default:
      return reading satisfies never;
  }
}

function tellValue(reading: KnownSignal): string {
  switch (reading.form) {
    case 'number':
      return spell(reading.value);
    case 'names':
      return reading.value.join(', ') || 'none';
    case 'recent':
      return listOf(reading.value);
    case 'by-crypto':
      return [...reading.value].map(([crypto, figure]) => `${crypto} ${figureText(figure)}`).join(', ') || 'no crypto';
    case 'recent-by-crypto':
      return [...reading.value].map(([crypto, list]) => `${crypto} ${listOf(list)}`).join('; ') || 'no crypto';
    default:
      return reading satisfies never;
  }
}

function listOf(figures: readonly Reading[]): string {
  return figures.map(figureText).join(', ') || 'none';
}

function figureText(figure: Reading): string {
  return figure.known ? spell(figure.value) : '?';
}
