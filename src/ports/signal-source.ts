import type { UnknownReading } from '../ops/reading.ts';
import type { SignalAnswer } from '../ops/signal-answer.ts';

/** What one signal is asked for, in words that every source understands. */
export interface SignalQuestion {
  /** The signal's name. */
  readonly name: string;
  readonly form: 'number' | 'names' | 'recent' | 'by-crypto' | 'recent-by-crypto';
  /** PromQL, SQL, a JSON pointer, an expression of MLflow or of logs, as the kind of source reads it. */
  readonly query: string;
  /** An expression for the moment of the newest figure; null where there is none. */
  readonly freshness: string | null;
  readonly maxAgeSeconds: number;
  /** The label that names the crypto, and the one that names a run. */
  readonly by: string;
  readonly run: string;
  readonly windowSeconds: number;
}

/** An answer with what the source said beside it, or why there is none. */
export interface SignalReply {
  readonly answer: SignalAnswer | UnknownReading;
  /** Reservations of the source, such as a warning of Prometheus. */
  readonly reservations: readonly string[];
  /** Requests that it took. */
  readonly requests: number;
}

/** A place that signals come from. Failures of the place are answers, never exceptions. */
export interface SignalSource {
  /** `prometheus`, as configured. */
  readonly name: string;
  ask(question: SignalQuestion, at: Date): Promise<SignalReply>;
}

/** Opens the sources that a repository names with what the installation knows of them. */
export interface SignalSources {
  /** Null where the installation has no address for this name, or does not give it to this repository. */
  open(name: string, kind: string): SignalSource | null;
  close(): Promise<void>;
}
