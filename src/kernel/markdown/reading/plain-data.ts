import type { gfm } from 'micromark-extension-gfm';

type Extension = ReturnType<typeof gfm>;
type Construct = Extract<NonNullable<Extension['text']>[string], { readonly tokenize: unknown }>;
type Tokenize = Construct['tokenize'];
type State = ReturnType<Tokenize>;
type Code = Parameters<State>[0];
type Resolve = NonNullable<Construct['resolveTo']>;

/**
 * Makes a mark that begins nothing one with the plain text around it at once. Without this the parser does so at the
 * end, and moves all that stands behind for each such mark.
 */
export function plainData(): Extension {
  return { text: dataAt('!&*<\\]_`', '['), string: dataAt('&\\', '') };
}

const TICK = codeOf('`');
const LAST_LINE_END = -3;

function codeOf(mark: string): number {
  return mark.charCodeAt(0);
}

/** The last to be asked: whoever knows the mark comes first. At one of `others` something always begins. */
function dataAt(marks: string, others: string): Readonly<Record<string, Construct>> {
  const starts = new Set<Code>(`${marks}${others}`.split('').map(codeOf));
  const data: Construct = { name: 'plainData', add: 'after', tokenize: dataUpTo(starts), resolveTo };
  const ticks: Construct = { ...data, previous: isFirstTick };
  return Object.fromEntries(marks.split('').map((mark) => [codeOf(mark), mark === '`' ? ticks : data]));
}

/** A row of ticks is asked about once. */
function isFirstTick(this: ThisParameterType<Tokenize>, before: Code): boolean {
  return before !== TICK || this.events.at(-1)?.[1].type === 'characterEscape';
}

function dataUpTo(starts: ReadonlySet<Code>): Tokenize {
  return function tokenize(effects, ok) {
    const goOn = (code: Code): State | undefined => {
      const isNext = starts.has(code) && (code !== TICK || this.previous !== TICK);
      if (isNext || code === null || code <= LAST_LINE_END) {
        effects.exit('data');
        return ok(code);
      }
      effects.consume(code);
      return goOn;
    };
    return (code) => {
      effects.enter('data');
      effects.consume(code);
      return goOn;
    };
  };
}

const resolveTo: Resolve = (events) => {
  const [before, , now] = events.slice(-3);
  if (before?.[0] === 'exit' && before[1].type === 'data' && now !== undefined) {
    before[1].end = now[1].end;
    events.length -= 2;
  }
  return events;
};
