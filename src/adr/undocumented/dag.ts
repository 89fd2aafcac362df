import { codeLinesOf, statementAt } from './python-line.ts';
import { fileNameOf, type ReadSigns } from './sign.ts';

const MOST_LINES = 40;

/**
 * Airflow DAGs of a Python file below a folder `dags`, read by its lines: `DAG(…)` and `@dag(…)`, by the id that they are
 * given, or else by the name of the function or of the file.
 */
export const readDags: ReadSigns = (path, text) => {
  if (!/(?:^|\/)dags\//.test(path) || !path.endsWith('.py')) return [];
  const lines = codeLinesOf(text);
  return lines.flatMap((line, index) => {
    const begins = /(?:(?<![\w.])(?:models\.)?DAG\s*\(|^\s*@(?:[\w.]+\.)?dag\b)/.exec(line);
    if (begins === null) return [];
    const statement = statementAt([line.slice(begins.index), ...lines.slice(index + 1)], 0, MOST_LINES);
    const below = lines.slice(index, index + MOST_LINES).find((each) => /^\s*def\s/.test(each)) ?? '';
    const own = /dag_id\s*=\s*["']([\w.-]+)["']/.exec(statement) ?? /DAG\s*\(\s*["']([\w.-]+)["']/.exec(statement);
    const name = own?.[1] ?? (line.includes('@') ? /def\s+(\w+)/.exec(below)?.[1] : undefined);
    return [{ kind: 'dag', name: name ?? fileNameOf(path).replace(/\.py$/, ''), line: index + 1 }];
  });
};
