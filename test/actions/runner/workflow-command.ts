/** An annotation as GitHub shows it beside a line, or on the run when it names none. */
export interface Annotation {
  readonly level: 'error' | 'warning' | 'notice';
  readonly message: string;
  readonly file?: string;
  readonly line?: number;
  readonly endLine?: number;
  readonly title?: string;
}

/** The annotations of a step's output, and its commands that the runner does not know. */
export interface ReadLog {
  readonly annotations: readonly Annotation[];
  readonly unknown: readonly string[];
}

/** Reads the workflow commands of a log; between `stop-commands` and its token every line is plain text. */
export function readCommands(lines: readonly string[]): ReadLog {
  const annotations: Annotation[] = [];
  const unknown: string[] = [];
  let stopped: string | null = null;
  for (const line of lines) {
    const [, name = '', properties = '', message = ''] =
      /^\s*::([\w-]+)(?: ([^:]*(?::(?!:)[^:]*)*))?::(.*)$/s.exec(line) ?? [];
    if (stopped !== null) {
      if (name === stopped || line === `::${stopped}::`) stopped = null;
    } else if (name === 'stop-commands') stopped = message;
    else if (isLevel(name)) annotations.push(annotationOf(name, properties, message));
    else if (name !== '' && !QUIET.includes(name)) unknown.push(line);
  }
  return { annotations, unknown };
}

const QUIET = ['debug', 'group', 'endgroup', 'add-mask', 'echo'];

function isLevel(name: string): name is Annotation['level'] {
  return name === 'error' || name === 'warning' || name === 'notice';
}

function annotationOf(level: Annotation['level'], properties: string, message: string): Annotation {
  const { file, line, endLine, title } = readProperties(properties);
  return {
    level,
    message: unescapeText(message),
    ...(file === undefined ? {} : { file }),
    ...(line === undefined ? {} : { line: Number(line) }),
    ...(endLine === undefined ? {} : { endLine: Number(endLine) }),
    ...(title === undefined ? {} : { title }),
  };
}

function readProperties(text: string): Readonly<Record<string, string>> {
  const pairs = text.split(',').flatMap((pair) => {
    const at = pair.indexOf('=');
    return at < 0 ? [] : [[pair.slice(0, at).trim(), unescapeProperty(pair.slice(at + 1))] as const];
  });
  return Object.fromEntries(pairs);
}

function unescapeText(text: string): string {
  return text.replaceAll('%0D', '\r').replaceAll('%0A', '\n').replaceAll('%25', '%');
}

function unescapeProperty(text: string): string {
  const plain = text.replaceAll('%0D', '\r').replaceAll('%0A', '\n').replaceAll('%3A', ':').replaceAll('%2C', ',');
  return plain.replaceAll('%25', '%');
}
