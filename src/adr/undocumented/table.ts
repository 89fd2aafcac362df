import { codeLinesOf, statementAt } from './python-line.ts';
import { type ReadSigns, type Sign, signsByLine } from './sign.ts';

const CREATE =
  /\bCREATE\s+(?:OR\s+REPLACE\s+)?(?:(?:UNLOGGED|EXTERNAL|FOREIGN)\s+)?TABLE\s+(?:IF\s+NOT\s+EXISTS\s+)?([\w."`[\]-]+)/i;

/** Tables that a migration in SQL or Python makes, or that a model of SQLAlchemy or Django describes. */
export const readTables: ReadSigns = (path, text) => {
  if (path.endsWith('.sql')) return tablesByLine(withoutSqlComments(text).split('\n'));
  return path.endsWith('.py') ? readPython(text) : [];
};

function tablesByLine(lines: readonly string[]): readonly Sign[] {
  return signsByLine('table', lines, [CREATE]).map((sign) => ({ ...sign, name: bare(sign.name) }));
}

/** `"public"."orders"` and `public.orders` are one table. */
function bare(name: string): string {
  return name.replaceAll(/["`[\]]/g, '').toLowerCase();
}

/** Comments become blanks, so that every line keeps its number. */
function withoutSqlComments(text: string): string {
  return text.replaceAll(/\/\*[\s\S]*?\*\/|--[^\n]*/g, (comment) => comment.replaceAll(/[^\n]/g, ' '));
}

const MODEL = /^\s+__tablename__\s*=\s*["']([\w.]+)["']/;
const CALL = /(?:(?<![\w.])op\.create_table|(?<![\w.])(?:sa\.)?Table|migrations\.CreateModel)\s*\(/;
const CALLED = /\(\s*(?:name\s*=\s*)?["']([\w.]+)["']/;

function readPython(text: string): readonly Sign[] {
  const lines = codeLinesOf(text);
  const calls = lines.flatMap((line, index): readonly Sign[] => {
    const begins = CALL.exec(line);
    if (begins === null) return [];
    const statement = statementAt([line.slice(begins.index), ...lines.slice(index + 1, index + 4)], 0, 4);
    // A table of a report or a page has no columns and no metadata.
    const isTable =
      !/Table\s*\(/.test(begins[0]) ||
      /metadata|Column/i.test(statementAt([line.slice(begins.index), ...lines.slice(index + 1)], 0, 60));
    const name = CALLED.exec(statement)?.[1];
    return name === undefined || !isTable ? [] : [{ kind: 'table', name: name.toLowerCase(), line: index + 1 }];
  });
  // SQL stands in long strings, which the lines of code leave out.
  const migrates = /\bop\.execute\b|\.execute\s*\(/.test(text);
  return [...calls, ...signsByLine('table', lines, [MODEL]), ...(migrates ? tablesByLine(text.split('\n')) : [])];
}
