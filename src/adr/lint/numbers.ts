import { compareText } from '../../kernel/compare-text.ts';
import { folderOf } from '../file-name.ts';
import type { AdrFinding } from '../finding.ts';
import { numberOfTitle } from '../record-title.ts';
import { find, groupBy, nameRecord, type Shelf } from './corpus.ts';

/** Reports records whose file name begins with no number. */
export function hasNumber({ records }: Shelf): readonly AdrFinding[] {
  return records
    .filter(({ number }) => number === null)
    .map(({ path }) =>
      find(path, {
        rule: 'adr/number-missing',
        line: 1,
        message: 'The file name begins with no number, so that nobody can cite the record.',
        expected: 'a name such as 0007-what-was-decided.md or ADR-7-what-was-decided.md',
      }),
    );
}

/** Reports every record of a folder that shares its number with another one. */
export function numbersAreUnique({ records }: Shelf): readonly AdrFinding[] {
  const named = groupBy(records, ({ path, number }) => (number === null ? null : `${folderOf(path)}:${number}`));
  return [...named.values()]
    .filter((group) => group.length > 1)
    .flatMap((group) =>
      group.map((record) => {
        const others = group.filter((other) => other !== record).map(({ path }) => path);
        return find(record.path, {
          rule: 'adr/duplicate-number',
          line: 1,
          message: `The number of ${nameRecord(record)} is also that of ${others.join(', ')}.`,
          advice: 'Give the younger one the next free number, in its file name and its title.',
        });
      }),
    );
}

/** Reports numbers that are left out, on the record after them; a sequence may begin anywhere. */
export function sequenceHasNoGap({ files }: Shelf): readonly AdrFinding[] {
  const numbered = files.filter((file) => file.kind === 'record' || file.flaw.rule !== 'adr/not-an-adr');
  return [...groupBy(numbered, ({ path }) => folderOf(path)).values()].flatMap((folder) => {
    const byNumber = groupBy(folder, ({ number }) => number);
    const numbers = [...byNumber.keys()].toSorted((left, right) => left - right);
    return numbers.flatMap((number, index) => {
      const before = numbers[index - 1] ?? number;
      const [path] = (byNumber.get(number) ?? []).map((file) => file.path).toSorted(compareText);
      return number - before > 1 && path !== undefined ? [gap(path, before, number)] : [];
    });
  });
}

function gap(path: string, before: number, after: number): AdrFinding {
  const first = before + 1;
  const left = after - 1 === first ? `the number ${first}` : `the numbers ${first} to ${after - 1}`;
  return find(path, {
    rule: 'adr/sequence-gap',
    line: 1,
    message: `Between ADR-${before} and ADR-${after} ${left} is left out.`.replace(
      /(the numbers .*) is left/,
      '$1 are left',
    ),
    advice: 'Look whether a record was deleted; a decision that no longer holds is superseded instead.',
  });
}

/** Reports titles that carry another number than their file. */
export function titleHasItsNumber({ records }: Shelf): readonly AdrFinding[] {
  return records.flatMap(({ path, number, heading }) => {
    const written = heading === null ? null : numberOfTitle(heading.text);
    if (heading === null || written === null || number === null || written === number) return [];
    return [
      find(path, {
        rule: 'adr/number-filename-mismatch',
        line: heading.line,
        message: `The title carries the number ${written}, and the file name ${number}.`,
        expected: 'one number in both',
      }),
    ];
  });
}
