import { execFile } from 'node:child_process';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

/** What `promtool` says, and whether it is content. */
export interface Said {
  readonly ok: boolean;
  readonly words: string;
}

/** Rules with the series they are fed and what must follow, as `promtool test rules` takes them. */
export interface RuleTest {
  /** `S01`; it is in what promtool says. */
  readonly id: string;
  readonly rules: string;
  /** By series, `name{label="value"}`: one sample a minute; null for none. */
  readonly series: Readonly<Record<string, readonly (number | string | null)[]>>;
  readonly checks: readonly PromqlCheck[];
}

/** What an expression must give after so many minutes; labels as `{a="b"}`. */
export interface PromqlCheck {
  readonly minute: number;
  readonly expr: string;
  readonly gives: readonly { readonly labels: string; readonly value: number }[];
}

/** Lets promtool check files of rules, each by its name. */
export async function checkRules(folder: string, files: Readonly<Record<string, string>>): Promise<Said> {
  await mkdir(folder, { recursive: true });
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
  return run(['check', 'rules', ...Object.keys(files).map((name) => join(folder, name))]);
}

/** Runs all tests with one start of promtool. */
export async function testRules(folder: string, tests: readonly RuleTest[]): Promise<Said> {
  await mkdir(folder, { recursive: true });
  for (const { id, rules, series, checks } of tests) {
    // What is steady needs no look every minute.
    await writeFile(join(folder, `${id}.rules.yml`), rules.replaceAll(/interval: "\d+m"/g, 'interval: 5m'));
    // JSON is YAML.
    await writeFile(join(folder, `${id}.test.yml`), JSON.stringify(testFile(`${id}.rules.yml`, series, checks)));
  }
  return run(['test', 'rules', ...tests.map(({ id }) => join(folder, `${id}.test.yml`))]);
}

/** Takes away what the tests wrote. */
export async function removeFolder(folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true });
}

function testFile(rules: string, series: RuleTest['series'], checks: RuleTest['checks']): object {
  return {
    rule_files: [rules],
    evaluation_interval: '5m',
    tests: [
      {
        interval: '1m',
        input_series: Object.entries(series).map(([name, values]) => ({
          series: name,
          values: values.map((value) => value ?? '_').join(' '),
        })),
        promql_expr_test: checks.map(({ minute, expr, gives }) => ({
          expr,
          eval_time: `${minute}m`,
          exp_samples: gives,
        })),
      },
    ],
  };
}

async function run(options: readonly string[]): Promise<Said> {
  try {
    const { stdout, stderr } = await promisify(execFile)('promtool', options, { maxBuffer: 64 * 1024 * 1024 });
    return { ok: true, words: `${stdout}${stderr}` };
  } catch (error) {
    if (!(error instanceof Error && 'stdout' in error && 'stderr' in error)) throw error;
    return { ok: false, words: `${String(error.stdout)}${String(error.stderr)}` };
  }
}
