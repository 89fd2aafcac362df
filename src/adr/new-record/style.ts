import { takeFrontMatter } from '../front-matter.ts';
import { readRecord } from '../reading.ts';
import type { DecisionRecord } from '../record.ts';
import { type FileNameStyle, fileNameStyleOf, recordNumberOf, USUAL_NAME } from './file-name.ts';

/** How the records of a folder are written, as its newest one shows it. */
export interface RecordStyle {
  readonly template: 'nygard' | 'madr';
  readonly language: 'en' | 'fr';
  readonly fileName: FileNameStyle;
  readonly title: TitleStyle;
  readonly status: StatusStyle;
  /** Whether statuses begin with a capital letter. */
  readonly hasCapitals: boolean;
  /** Optional sections that the newest record has. */
  readonly sections: readonly OptionalSection[];
  readonly hasCarriageReturns: boolean;
}

/** `# 7. Title`, `# ADR-007: Title` with its digits, `# ADR-007 : Titre`, or the title alone. */
export type TitleStyle =
  | { readonly kind: 'plain' | 'dotted' }
  | { readonly kind: 'id'; readonly width: number; readonly colon: string };

/** Where status and date stand: in front matter, in a list above the first section, or under a heading of its own. */
export type StatusStyle = 'front-matter' | 'list' | 'heading';

export type OptionalSection = 'drivers' | 'options' | 'invariants' | 'paths';

const USUAL: RecordStyle = {
  template: 'nygard',
  language: 'en',
  fileName: USUAL_NAME,
  title: { kind: 'dotted' },
  status: 'heading',
  hasCapitals: true,
  sections: [],
  hasCarriageReturns: false,
};

/** Reads the style of the record with the highest number, without caring whether it is in order. */
export function readStyle(records: readonly { readonly name: string; readonly text: string }[]): RecordStyle {
  const numbered = records.filter(({ name }) => recordNumberOf(name) !== null);
  const [newest] = numbered.toSorted(
    (left, right) => (recordNumberOf(right.name) ?? 0) - (recordNumberOf(left.name) ?? 0),
  );
  if (newest === undefined) return USUAL;
  const hasCarriageReturns = newest.text.includes('\r\n');
  const fileName = fileNameStyleOf(newest.name) ?? USUAL_NAME;
  const record = readRecord(newest.name, newest.text);
  if (record.kind === 'not-a-record') return { ...USUAL, fileName, hasCarriageReturns };
  const headings = record.sections.map(({ heading }) => heading.normalize('NFC').toLowerCase());
  return {
    template: headings.some((heading) => MADR.test(heading)) ? 'madr' : 'nygard',
    language: headings.some((heading) => FRENCH.test(heading)) ? 'fr' : 'en',
    fileName,
    title: titleStyleOf(record.heading?.text ?? ''),
    status: statusStyleOf(record, newest.text),
    hasCapitals: /^\p{Lu}/u.test(record.statusWords?.text ?? 'Proposed'),
    sections: OPTIONAL.filter(({ heading }) => headings.some((each) => heading.test(each))).map(
      ({ section }) => section,
    ),
    hasCarriageReturns,
  };
}

const MADR =
  /^(?:context and problem statement|decision outcome|contexte et (?:énoncé du )?problème|résultat de la décision)/;
const FRENCH = /^(?:contexte|décision|conséquences?|statut|résultat)/;

const OPTIONAL: readonly { readonly section: OptionalSection; readonly heading: RegExp }[] = [
  { section: 'drivers', heading: /^(?:decision drivers|facteurs de décision|critères de décision)/ },
  { section: 'options', heading: /^(?:considered options|options envisagées|options considérées)/ },
  { section: 'invariants', heading: /^invariants?/ },
  { section: 'paths', heading: /^(?:affected paths|chemins concernés)/ },
];

function statusStyleOf({ sections, statusWords }: DecisionRecord, text: string): StatusStyle {
  if (takeFrontMatter(text.replace(/^\ufeff/, '')).valueOf('status') !== null) return 'front-matter';
  if (sections.some(({ kind }) => kind === 'status')) return 'heading';
  return statusWords === null ? 'heading' : 'list';
}

function titleStyleOf(title: string): TitleStyle {
  if (/^\d+\.\s/.test(title)) return { kind: 'dotted' };
  const [, digits, colon] = /^ADR[- ](\d+)(\s?[:.–—-]\s)/.exec(title) ?? [];
  if (digits === undefined || colon === undefined) return { kind: 'plain' };
  return { kind: 'id', width: digits.startsWith('0') ? digits.length : 1, colon };
}
