import type { Readable } from 'node:stream';

/** The outside of one run of the program; a test gives its own. */
export interface Terminal {
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** The folder that relative paths mean: the caller's, also under `npm run`. */
  readonly folder: string;
  readonly input: Readable;
  readonly output: TerminalStream;
  readonly errors: TerminalStream;
  now(): number;
}

/** A stream that people or programs read, and what is known of its reader. */
export interface TerminalStream {
  write(text: string): void;
  /** Whether a person watches; decides on colours and the live board. */
  readonly interactive: boolean;
  /** Width in columns; 80 when nobody says. */
  readonly columns: number;
  /** Height in lines; not known for most streams. */
  readonly rows?: number | undefined;
  readonly colours: boolean;
}

/** The terminal of this process. */
export function processTerminal(): Terminal {
  const environment = process.env;
  return {
    environment,
    folder: environment.INIT_CWD ?? process.cwd(),
    input: process.stdin,
    output: streamOf(process.stdout, environment),
    errors: streamOf(process.stderr, environment),
    now: () => Date.now(),
  };
}

function streamOf(stream: NodeJS.WriteStream, environment: Terminal['environment']): TerminalStream {
  const interactive = stream.isTTY === true;
  stream.on('error', ignoreClosedPipe);
  const forced = environment.FORCE_COLOR !== undefined && environment.FORCE_COLOR !== '0';
  return {
    write: (text) => void stream.write(text),
    interactive,
    get columns() {
      // A terminal without a size says 0.
      return stream.columns || 80;
    },
    get rows() {
      return stream.rows;
    },
    colours: environment.NO_COLOR ? false : forced || (interactive && environment.TERM !== 'dumb'),
  };
}

/** A reader such as `head` may have seen enough; what it did not take is no failure of ours. */
function ignoreClosedPipe(error: Error): void {
  if (!('code' in error) || error.code !== 'EPIPE') throw error;
}
