import { type LogEntry, textOfField } from '../log/entry.ts';
import { lineAt } from '../log/lines.ts';
import type { LintGround, LogFinding } from './finding.ts';

interface Mention {
  readonly entry: LogEntry;
  readonly commit: string;
  readonly pull: number;
  readonly line: number;
}

/** `PR #751 commit 3837a886`, `#751 (merged 3837a886)`, `PR #775 squash 510b10db`. */
const PULL_FIRST =
  /#(\d{1,7})[ \t]{0,3}\(?(?:(?:merged|squash|commit|hotfix|as|sha)[ \t]{1,3}){0,3}`?([0-9a-f]{7,40})(?![\w-])/g;
/** `77aa6389 (PR #734`. */
const COMMIT_FIRST = /(?<![\w-])([0-9a-f]{7,40})`?[ \t]{1,3}\((?:merged )?PR #(\d{1,7})/g;

/** Commits that are said to be of two different pull requests. */
export function checkCommits({ log }: LintGround): readonly LogFinding[] {
  const first = new Map<string, Mention>();
  return log.entries.flatMap(mentionsIn).flatMap((mention): readonly LogFinding[] => {
    const { entry, commit, pull, line } = mention;
    // Seven characters are the least by which a commit is named.
    const known = first.get(commit.slice(0, 7));
    if (known === undefined) first.set(commit.slice(0, 7), mention);
    if (known === undefined || known.pull === pull) return [];
    const message = `${entry.id} gives commit ${commit} to PR #${pull}, ${known.entry.id} gives it to PR #${known.pull} (line ${known.line}).`;
    const advice = `Look up which pull request holds ${commit}, and correct the other in the new entry.`;
    return [{ rule: 'incident/commit-of-two', line, entry: entry.id, message, advice }];
  });
}

function mentionsIn(entry: LogEntry): readonly Mention[] {
  const { text, line } = entry;
  const at = (index: number) => line + lineAt(text, index) - 1;
  const forward = [...text.matchAll(PULL_FIRST)].map(({ index, 1: pull, 2: commit = '' }) => ({ index, pull, commit }));
  const backward = [...text.matchAll(COMMIT_FIRST)].map(({ index, 1: commit = '', 2: pull }) => ({
    index,
    pull,
    commit,
  }));
  return [...forward, ...backward]
    .filter(({ commit }) => /\d/.test(commit))
    .sort((left, right) => left.index - right.index)
    .map(({ index, pull, commit }) => ({ entry, commit, pull: Number(pull), line: at(index) }));
}

/** Pull requests that another entry names otherwise: as the fix of an incident that names another one, or as a cause. */
export function checkFixes({ log }: LintGround): readonly LogFinding[] {
  const fixes = log.entries.map((entry) => ({ entry, pulls: fixesOf(entry) }));
  const byId = new Map(fixes.map((fix) => [fix.entry.id, fix]));
  return log.entries.flatMap((entry) => [...checkClaims(entry, byId), ...checkCause(entry, fixes)]);
}

interface Fix {
  readonly entry: LogEntry;
  readonly pulls: readonly number[];
}

function fixesOf(entry: LogEntry): readonly number[] {
  return [...textOfField(entry, 'Fix').matchAll(/\bPR #(\d{1,7})/g)].map(([, pull]) => Number(pull));
}

/** A row of a table that begins with the number of another incident and ends with what fixed it. */
function checkClaims(entry: LogEntry, fixes: ReadonlyMap<string, Fix>): readonly LogFinding[] {
  return entry.text.split('\n').flatMap((text, index): readonly LogFinding[] => {
    const other = fixes.get(/^[ \t]{0,9}\|?[ \t]{0,9}§(\d{1,3}\.\d{1,4})(?!\d)/.exec(text)?.[1] ?? '');
    const claimed = /\bPR #(\d{1,7})/.exec(text)?.[1];
    const [own] = other?.pulls ?? [];
    if (other === undefined || other.entry === entry || claimed === undefined || own === undefined) return [];
    if (other.pulls.includes(Number(claimed))) return [];
    const { id } = other.entry;
    const message = `${entry.id} says that PR #${claimed} fixed ${id}, whose own field Fix names PR #${own}.`;
    const advice = `Look up which of the two is the fix of ${id}.`;
    return [{ rule: 'incident/fix-differs', line: entry.line + index, entry: entry.id, message, advice }];
  });
}

/** A sentence on the cause that names the fix of an earlier incident, and not that incident, means something else by it. */
function checkCause(entry: LogEntry, fixes: readonly Fix[]): readonly LogFinding[] {
  const field = entry.fields.find(({ name }) => name === 'Root cause');
  if (field === undefined) return [];
  return sentencesOf(field.text).flatMap(({ text, offset }) => {
    const named = new Set([...text.matchAll(/\bPR #(\d{1,7})/g)].map(([, pull]) => Number(pull)));
    const meant =
      named.size === 0
        ? []
        : fixes.filter(({ entry: other, pulls }) => {
            return other.number < entry.number && named.has(pulls[0] ?? 0) && !isAbout(text, other);
          });
    return meant.map(({ entry: other, pulls: [fix] }): LogFinding => {
      const line = field.line + lineAt(field.text, offset) - 1;
      const message = `${entry.id} names PR #${fix} as where its cause came in, while ${other.id} names it as its fix.`;
      const advice = `Look up what PR #${fix} is; where it is both, say so and name §${other.id}.`;
      return { rule: 'incident/fix-of-another', line, entry: entry.id, message, advice };
    });
  });
}

function sentencesOf(text: string): readonly { readonly text: string; readonly offset: number }[] {
  let offset = 0;
  return text.split(/(?<=[.!?][ \n])/).map((sentence) => {
    offset += sentence.length;
    return { text: sentence, offset: offset - sentence.length };
  });
}

function isAbout(sentence: string, { id, number }: LogEntry): boolean {
  const name = String.raw`§?${id.replace('.', String.raw`\.`)}(?!\d)|incident #${number}(?!\d)`;
  return new RegExp(name, 'i').test(sentence);
}
