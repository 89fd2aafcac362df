import type { RuleFault } from '../../evidence/rule-fault.ts';
import type { FileReading } from '../../evidence/scan.ts';
import { isAsked, reportOf } from '../../evidence/scan.ts';
import { AppError } from '../../kernel/app-error.ts';
import type { Scanner } from '../../ports/scanner.ts';
import { SCAN_LIMITS, type ScanLimits } from './limits.ts';
import { openPool } from './pool.ts';
import { writeFileOrder, writePrelude } from './prelude.ts';
import { type Errand, type Outcome, run } from './run.ts';

/** How a scanner is to work; what is not said is as usual. */
export interface ScannerOptions {
  readonly limits?: Partial<ScanLimits>;
  /** How many changes may be read at once, each by a process of its own; others wait. */
  readonly atOnce?: number;
  /** Milliseconds after which a process that has nothing to do is ended. */
  readonly idle?: number;
  /** The program that reads, where it is not the one of this installation. */
  readonly program?: URL;
}

/** A scanner whose first process can be started ahead of what it is to read. */
export interface WarmScanner extends Scanner {
  /** Starts a process while something else is awaited; one that does not start is told of by the first scan. */
  warmUp(): void;
}

/** Reads code in processes of their own, which are started when there is something to read. */
export function openScanner({ limits: given, atOnce = 1, idle = 5_000, program }: ScannerOptions = {}): WarmScanner {
  const limits = { ...SCAN_LIMITS, ...given };
  const pool = openPool({ limits, atOnce, idle, program });
  const carryOut = (errand: Errand) => pool.lend((desk) => run(errand, desk, limits));
  return {
    scan: async (change, rules, surroundings) => {
      const asked = change.files.flatMap((file, position) =>
        isAsked(file, { rules, surroundings }) ? [{ file, position }] : [],
      );
      if (asked.length === 0) return reportOf([]);
      const outcomes = await carryOut({
        prelude: writePrelude(change, rules, surroundings),
        orders: asked.map(({ file, position }) => writeFileOrder(file, position)),
        doing: 'reading it',
        things: 'files',
      });
      return reportOf(asked.map(({ file }, index) => readingOf(file.path, outcomes[index])));
    },
    prove: async (rules) => {
      if (rules.length === 0) return [];
      const orders = rules.map((rule) => ({ kind: 'prove' as const, rule }));
      const outcomes = await carryOut({ prelude: [], orders, doing: 'proving it', things: 'rules' });
      return outcomes.map(faultsOf);
    },
    warmUp: () => void pool.lend((desk) => desk.take()).catch(() => {}),
    close: () => pool.close(),
  };
}

function readingOf(path: string, outcome: Outcome | undefined): FileReading {
  if (outcome?.kind === 'lost') return { path, hits: [], read: null, unread: outcome.why, symbols: [], modules: [] };
  if (outcome?.answer.kind === 'reading') return outcome.answer.reading;
  throw otherAnswer();
}

function faultsOf(outcome: Outcome): readonly RuleFault[] {
  if (outcome.kind === 'lost') return [{ kind: 'unproven', field: ['examples'], reason: outcome.why }];
  if (outcome.answer.kind === 'faults') return outcome.answer.faults;
  throw otherAnswer();
}

function otherAnswer(): AppError {
  return new AppError('broken', 'the process that reads code answered another question');
}
