import { patternFacts } from '../../flows/ops/pattern-facts.ts';
import { readSignals } from '../../flows/ops/read-signals.ts';
import { findPatterns } from '../../ops/patterns/find-patterns.ts';
import type { PatternFinding } from '../../ops/patterns/pattern.ts';
import { EXIT } from '../exit-code.ts';
import { disarmJson } from '../gate/disarm.ts';
import type { Terminal } from '../terminal.ts';
import { VERSION } from '../version.ts';
import { openGround } from './ground.ts';
import { parseSignalsOptions } from './options.ts';
import { patternJson } from './pattern-json.ts';
import { renderSignalsText } from './signals-text.ts';
import { type ToldSignal, tellSignals } from './told-signals.ts';
import { withSources } from './wire.ts';

/** `conclave ops signals`: asks the sources for every signal and says what each gave; returns the exit code. */
export async function signalsCommand(rawOptions: unknown, terminal: Terminal): Promise<number> {
  const options = parseSignalsOptions(rawOptions, terminal);
  const { ops } = await openGround(options, false, terminal);
  const at = new Date(terminal.now());
  const read = await withSources(terminal, (sources) => readSignals({ ops, sources, at }));
  const signals = tellSignals(read.readings, ops);
  const patterns = findPatterns(patternFacts(read.readings, ops), ops.thresholds);
  const exitCode = exitCodeOfSignals(signals, read.allUnreachable);
  const beside = { patterns, requests: read.requests, notes: [...read.reservations, ...adviceOn(signals)] };
  terminal.output.write(
    options.json
      ? renderJson(signals, { ...beside, asOf: at.toISOString(), exitCode })
      : renderSignalsText(signals, beside, terminal.output),
  );
  return exitCode;
}

/** The exit code of signals: 4 when no source answered, 3 when a configured one is unknown or there is none, else 0. */
export function exitCodeOfSignals(signals: readonly ToldSignal[], allUnreachable: boolean): number {
  if (allUnreachable) return EXIT.outsideFailed;
  const asked = signals.filter((signal) => signal.asked !== null);
  return asked.length > 0 && asked.every(({ unknown }) => unknown === null) ? EXIT.passed : EXIT.inconclusive;
}

function adviceOn(signals: readonly ToldSignal[]): readonly string[] {
  if (signals.some((signal) => signal.asked !== null)) return [];
  return ['no signal is configured: ops.signals of .github/conclave.yml says how each is asked for'];
}

interface JsonBeside {
  readonly patterns: readonly PatternFinding[];
  readonly requests: number;
  readonly notes: readonly string[];
  readonly asOf: string;
  readonly exitCode: number;
}

function renderJson(signals: readonly ToldSignal[], { patterns, requests, notes, asOf, exitCode }: JsonBeside): string {
  const told = {
    conclave_version: VERSION,
    exit_code: exitCode,
    as_of: asOf,
    requests,
    signals: signals.map(({ name, says, form, asked, value, sampledAt, unknown }) => ({
      ...{ signal: name, says, form, source: asked?.source ?? null, query: asked?.query ?? null },
      ...{ value, sampled_at: sampledAt, unknown: unknown === null ? null : unknown.why },
      words: unknown?.words ?? null,
    })),
    patterns: patterns.map(patternJson),
    notes,
  };
  return `${disarmJson(JSON.stringify(told, null, 2))}\n`;
}
