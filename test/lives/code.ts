/** A function of a module: it reads the same wherever it stands, until somebody edits it. */
export interface Block {
  /** Makes its names its own. */
  readonly number: number;
  /** A line that is planted in it; null where nothing is. */
  readonly planted: string | null;
  /** How often it was edited, beside what is planted. */
  readonly edits: number;
}

/** A function as it was first written. */
export function block(number: number, planted: string | null = null): Block {
  return { number, planted, edits: 0 };
}

/** A module of functions, in the language that its path tells; no evidence rule finds anything in it. */
export function moduleText(path: string, blocks: readonly Block[]): string {
  const write = path.endsWith('.ts') ? typescriptBlock : pythonBlock;
  const head = path.endsWith('.ts') ? '/** Figures of a study, one function each. */' : '"""Figures of a study."""';
  return `${[head, ...blocks.map(write)].join('\n\n')}\n`;
}

function pythonBlock({ number: n, planted, edits }: Block): string {
  return `def ${VERBS[n % VERBS.length]}_${n}(rows_${n}, limit_${n}=${12 + (n % 90)}):
    """${CLAIMS[n % CLAIMS.length]}"""
    kept_${n} = [row for row in rows_${n} if row.age < limit_${n}]
    if len(kept_${n}) < ${3 + edits}:
        return None
${planted === null ? '' : `    ${planted}\n`}    middle_${n} = kept_${n}[len(kept_${n}) // 2]
    spread_${n} = kept_${n}[-1].value - kept_${n}[0].value
    return middle_${n}.value + spread_${n} * ${(n % 9) + 1}`;
}

function typescriptBlock({ number: n, planted, edits }: Block): string {
  return `/** ${CLAIMS[n % CLAIMS.length]} */
export function ${VERBS[n % VERBS.length]}${n}(rows${n}: readonly Row[], limit${n} = ${12 + (n % 90)}): number | null {
  const kept${n} = rows${n}.filter(({ age }) => age < limit${n});
  if (kept${n}.length < ${3 + edits}) return null;
${planted === null ? '' : `  ${planted};\n`}  const middle${n} = kept${n}[Math.floor(kept${n}.length / 2)];
  const spread${n} = last(kept${n}).value - first(kept${n}).value;
  return middle${n}.value + spread${n} * ${(n % 9) + 1};
}`;
}

const VERBS = ['weigh', 'trim', 'fold', 'settle', 'gauge', 'blend', 'rank', 'scale'];

const CLAIMS = [
  'The middle of what is young enough, moved by its spread.',
  'What a book is worth on the day, without the oldest rows.',
  'A figure of the session that the report shows.',
  'How far the rows of one venue lie apart.',
  'The value by which instruments are compared.',
];
