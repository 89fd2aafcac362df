import type { Command, CommanderError } from 'commander';
import { AppError } from '../kernel/app-error.ts';

/** The command that a command line names, and its name from the program on, such as `conclave sandbox run`. */
interface NamedCommand {
  readonly name: string;
  /** What a word too much should have been. */
  readonly takes: string;
}

/** What a person did wrong on the command line of a program, told like every other error. */
export function describeWrongUse(
  { message }: CommanderError,
  { program, argv }: { readonly program: Command; readonly argv: readonly string[] },
): AppError {
  const [text = '', suggestion] = message.replace(/^error: /, '').split(/\n\(Did you mean (.*)\?\)$/s);
  const found = SHAPES.flatMap(({ shape, tell }) => {
    const match = shape.exec(text);
    return match === null ? [] : [tell(match.slice(1), namedCommand(program, argv))];
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

/** Verbs stand before everything else; options of the program may stand before them. */
function namedCommand(program: Command, argv: readonly string[]): NamedCommand {
  let command = program;
  let name = program.name();
  for (const word of argv.filter((each) => !each.startsWith('-'))) {
    const next = command.commands.find((each) => each.name() === word);
    if (next === undefined) break;
    command = next;
    name += ` ${word}`;
  }
  const wanted = command.registeredArguments.map((each) => `one ${each.name()}`).join(' and ');
  return { name, takes: TAKES[name] ?? (wanted === '' ? 'options only' : wanted) };
}

/** What a command takes, where it is more than its arguments. */
const TAKES: Readonly<Record<string, string>> = {
  'conclave review': 'options only, e.g. --base REF, --diff FILE or --artifact FILE',
  'conclave adr new': 'one title; put it in quotation marks',
};

/** What is named by the words that a command cannot do without. */
const WANTS: Readonly<Record<string, string>> = {
  file: 'the path of a session file',
  question: 'what you want to know',
  strategy: 'the path of a strategy file, such as strategies/cross.py',
  dir: 'the folder of a kept run or of a bundle',
  title: 'what is decided, in a few words and quotation marks',
};

/** The shapes of commander's messages. */
const SHAPES: readonly {
  readonly shape: RegExp;
  readonly tell: (parts: readonly string[], command: NamedCommand) => Told;
}[] = [
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
    shape: /^too many arguments for '.+'\. Expected \d+ arguments? but got \d+: (.+)\.$/s,
    tell: ([given = ''], { name, takes }) => ({
      what: `${JSON.stringify(given)} is too much for ${name}`,
      expected: takes,
    }),
  },
];
