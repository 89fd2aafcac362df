import type { CommanderError } from 'commander';
import { AppError } from '../kernel/app-error.ts';

/** What a person did wrong on the command line, told like every other error. */
export function describeWrongUse({ message }: CommanderError): AppError {
  const [text = '', suggestion] = message.replace(/^error: /, '').split(/\n\(Did you mean (.*)\?\)$/s);
  const found = SHAPES.flatMap(({ shape, tell }) => {
    const match = shape.exec(text);
    return match === null ? [] : [tell(match.slice(1))];
  })[0];
  const { what, expected } = found ?? { what: text };
  return new AppError('bad-input', what, {
    ...(expected !== undefined && { expected }),
    advice:
      suggestion === undefined
        ? 'conclave --help lists the commands, conclave COMMAND --help their options'
        : `did you mean ${suggestion}?`,
  });
}

interface Told {
  readonly what: string;
  readonly expected?: string;
}

/** What a command takes, where it is more than options. */
const TAKES: Readonly<Record<string, string>> = {
  review: 'options only, e.g. --base REF, --diff FILE or --artifact FILE',
  show: 'one file',
  new: 'one title; put it in quotation marks',
};

/** What is named by the words that a command cannot do without. */
const WANTS: Readonly<Record<string, string>> = {
  file: 'the path of a session file',
  question: 'what you want to know',
  title: 'what is decided, in a few words and quotation marks',
};

/** The shapes of commander's messages. */
const SHAPES: readonly { readonly shape: RegExp; readonly tell: (parts: readonly string[]) => Told }[] = [
  {
    shape: /^unknown (option|command) '(.+)'$/s,
    tell: ([kind = '', given = '']) => ({ what: `unknown ${kind} ${JSON.stringify(given)}` }),
  },
  {
    shape: /^option '(--[\w-]+) <(.+)>' argument missing$/,
    tell: ([option = '', value = '']) => ({
      what: `${option} has no value`,
      expected: `${option} ${value.toUpperCase()}`,
    }),
  },
  {
    shape: /^missing required argument '(.+)'$/,
    tell: ([name = '']) => ({ what: `no ${name} was named`, expected: WANTS[name] ?? `a ${name}` }),
  },
  {
    shape: /^too many arguments for '(.+)'\. Expected \d+ arguments? but got \d+: (.+)\.$/s,
    tell: ([command = '', given = '']) => ({
      what: `${JSON.stringify(given)} is too much for conclave ${command}`,
      expected: TAKES[command] ?? 'options only',
    }),
  },
];
