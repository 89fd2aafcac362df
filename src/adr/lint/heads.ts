import type { AdrFinding } from '../finding.ts';
import type { DecisionRecord, SectionKind } from '../record.ts';
import { KNOWN_STATUSES } from '../wording.ts';
import { find, type Shelf } from './corpus.ts';

/** Reports records without a title. */
export function hasTitle({ records }: Shelf): readonly AdrFinding[] {
  return records
    .filter(({ heading }) => heading === null)
    .map(({ path }) =>
      find(path, {
        rule: 'adr/title-missing',
        line: 1,
        message: 'The record has no title.',
        expected: 'a heading of level 1, such as "# 7. What was decided"',
      }),
    );
}

const STATUS_FORM =
  'a heading Status with a word below it, a list line "* Status: accepted", or status in front matter';

/** Reports records without a status. */
export function hasStatus({ records }: Shelf): readonly AdrFinding[] {
  return records.filter(isWithoutStatus).map(({ path, sections }) => {
    const heading = sections.find(({ kind }) => kind === 'status');
    return find(path, {
      rule: 'adr/status-missing',
      line: heading?.line ?? 1,
      message: heading === undefined ? 'The record has no status.' : 'Nothing stands below the heading of the status.',
      expected: STATUS_FORM,
    });
  });
}

/** Where front matter cannot be read, nobody knows what stands in it. */
function isWithoutStatus({ status, flaws }: DecisionRecord): boolean {
  return status === null && !flaws.some(({ rule }) => rule === 'adr/front-matter-invalid');
}

/** Reports statuses that begin with a word that no template knows. */
export function statusIsKnown({ records }: Shelf): readonly AdrFinding[] {
  return records.flatMap(({ path, status, statusWords }) => {
    if (statusWords === null || status !== 'other') return [];
    return [
      find(path, {
        rule: 'adr/status-unknown',
        line: statusWords.line,
        message: `The status ${JSON.stringify(statusWords.text)} begins with no word that is known.`,
        expected: `${KNOWN_STATUSES.join(', ')}, or one of these in French`,
      }),
    ];
  });
}

/** Reports records without a date. */
export function hasDate({ records }: Shelf): readonly AdrFinding[] {
  return records
    .filter(({ dateWords, flaws }) => dateWords === null && !flaws.some(isOfFrontMatter))
    .map(({ path }) =>
      find(path, {
        rule: 'adr/date-missing',
        line: 1,
        message: 'The record has no date.',
        expected: 'a line "Date: 2024-02-29" before the first section, or date in front matter',
      }),
    );
}

function isOfFrontMatter({ rule }: DecisionRecord['flaws'][number]): boolean {
  return rule === 'adr/front-matter-invalid';
}

/** Reports dates that no calendar has, or that are written in another way. */
export function dateIsADay({ records }: Shelf): readonly AdrFinding[] {
  return records.flatMap(({ path, date, dateWords }) => {
    if (dateWords === null || date !== null) return [];
    return [
      find(path, {
        rule: 'adr/date-invalid',
        line: dateWords.line,
        message: `${JSON.stringify(dateWords.text)} is no date.`,
        expected: 'a day that exists, as YYYY-MM-DD',
      }),
    ];
  });
}

const PARTS: readonly SectionKind[] = ['context', 'decision', 'consequences'];

/** Reports records that lack the section for context, decision or consequences. */
export function hasSections({ records }: Shelf): readonly AdrFinding[] {
  return records.flatMap(({ path, sections }) => {
    const missing = PARTS.filter((part) => !sections.some(({ kind }) => kind === part));
    if (missing.length === 0) return [];
    return [
      find(path, {
        rule: 'adr/section-missing',
        line: 1,
        message: `The record has no section for ${missing.join(', none for ')}.`,
        expected: 'headings such as Context, Decision Outcome and Consequences, in English or French',
      }),
    ];
  });
}

/** Reports sections for context, decision or consequences in which nothing stands. */
export function sectionsSaySomething({ records }: Shelf): readonly AdrFinding[] {
  return records.flatMap(({ path, sections }) =>
    sections
      .filter(({ kind, isEmpty }) => isEmpty && PARTS.includes(kind))
      .map(({ heading, line }) =>
        find(path, {
          rule: 'adr/section-empty',
          line,
          message: `The section ${JSON.stringify(heading)} is empty.`,
          expected: 'at least one sentence; a comment or a code span alone says nothing',
        }),
      ),
  );
}
