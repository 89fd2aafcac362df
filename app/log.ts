import { type Logger, pino, stdTimeFunctions } from 'pino';
import { type Redactor, redactorFor } from './log/redaction.ts';
import { renderForTerminal } from './log/terminal-line.ts';

/** One log for the whole app, Probot included. */
export type Log = Logger;

/** How much is logged. */
export const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

/** One line of JSON for machines, or one of words for a terminal. */
export const LOG_FORMATS = ['json', 'text'] as const;
export type LogFormat = (typeof LOG_FORMATS)[number];

/** How the log is written. */
export interface LogOptions {
  readonly level: LogLevel;
  readonly format: LogFormat;
  /** Values that are never written, whatever they stand in: the secrets of this installation. */
  readonly secrets?: readonly string[];
  /** Where each line goes, its line end included; to standard output unless said otherwise. */
  readonly write?: (line: string) => void;
}

/** A log of one line per event, from which every credential was taken at the last moment before it is written. */
export function createLog({ level, format, secrets = [], write = toStandardOutput }: LogOptions): Log {
  const redact = redactorFor(secrets);
  const destination = { write: (line: string) => write(`${renderLine(line, format, redact)}\n`) };
  return pino(
    { level, timestamp: stdTimeFunctions.isoTime, formatters: { level: nameLevel }, base: null },
    destination,
  );
}

/** Every line passes here, also what Probot and its libraries log through children of the log. */
function renderLine(line: string, format: LogFormat, redact: Redactor): string {
  const record = redact(JSON.parse(line));
  return format === 'json' ? JSON.stringify(record) : renderForTerminal(record);
}

function nameLevel(label: string): { level: string } {
  return { level: label };
}

function toStandardOutput(line: string): void {
  process.stdout.write(line);
}
