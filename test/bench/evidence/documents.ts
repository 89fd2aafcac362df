import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { lintRecords } from '../../../src/adr/lint.ts';
import { readRecords } from '../../../src/adr/reading.ts';
import { cutPieces } from '../../../src/knowledge/cut.ts';
import { openLibrary } from '../../../src/knowledge/library.ts';
import { placePieces } from '../../../src/knowledge/passage.ts';
import { sharedCases } from '../../evaluation/retrieval.ts';
import { type Figure, median } from '../figure.ts';

const RECORDS = 500;
const DOCUMENTS = 500;
const ROUNDS = 3;

/** How long records and documents take to be indexed and asked, and the records to be linted, beside grep. */
export function measureDocuments(): readonly Figure[] {
  const documents = [...recordTexts(), ...documentTexts()];
  const records = new Map(
    documents.filter(({ path }) => path.startsWith('docs/adr/')).map(({ path, text }) => [path, text]),
  );
  const place = mkdtempSync(join(tmpdir(), 'conclave-documents-'));
  try {
    for (const { path, text } of documents) writeFileSync(join(place, path.replaceAll('/', '-')), text);
    const paths = [...records.keys()];
    const lint = () => lintRecords({ files: readRecords(records), paths, citations: [] });
    return [
      {
        what: `${documents.length} records and documents cut and indexed`,
        measured: repeat(() => index(documents)),
        bound: 5_000,
        unit: 'ms',
        alternative: null,
      },
      ...measureQueries(documents, place),
      {
        what: `${RECORDS} records read and linted`,
        measured: repeat(lint),
        bound: 3_000,
        unit: 'ms',
        alternative: {
          what: 'grep -L of the sections',
          measured: repeat(() => grep(['-LE', '^## (Status|Context|Decision)', '-r', place])),
        },
      },
    ];
  } finally {
    rmSync(place, { recursive: true, force: true });
  }
}

interface Document {
  readonly path: string;
  readonly text: string;
}

function index(documents: readonly Document[]) {
  return openLibrary(documents.flatMap(({ path, text }) => placePieces({ path, record: null }, cutPieces(text))));
}

/** The slowest of twenty questions counts. */
function measureQueries(documents: readonly Document[], place: string): readonly Figure[] {
  const library = index(documents);
  const questions = sharedCases().map(({ query }) => query);
  for (const question of questions) library.search(question, { limit: 10 });
  const asked = questions.map((question) => {
    const words = question.split(/\W+/).filter((word) => word.length > 4);
    return {
      ours: time(() => library.search(question, { limit: 10 })),
      grep: time(() => grep(['-rilE', words.join('|'), place])),
    };
  });
  const slow = (times: readonly number[]) =>
    times.toSorted((one, other) => one - other)[Math.floor(times.length * 0.95)] ?? 0;
  return [
    {
      what: `a question to them, 19 of 20 (${library.passages.length} passages)`,
      measured: slow(asked.map(({ ours }) => ours)),
      bound: 20,
      unit: 'ms',
      alternative: { what: 'grep -ril of its words', measured: slow(asked.map((one) => one.grep)) },
    },
  ];
}

function grep(options: readonly string[]): void {
  spawnSync('grep', options, { stdio: 'ignore' });
}

function repeat(act: () => unknown): number {
  return median(Array.from({ length: ROUNDS }, () => time(act)));
}

function time(act: () => unknown): number {
  const started = performance.now();
  act();
  return performance.now() - started;
}

function recordTexts(): readonly Document[] {
  return Array.from({ length: RECORDS }, (_, index) => {
    const number = String(index + 1).padStart(4, '0');
    const link =
      index === 0
        ? ''
        : ` It goes on from [ADR-${String(index).padStart(4, '0')}](${String(index).padStart(4, '0')}-decision.md).`;
    return {
      path: `docs/adr/${number}-decision.md`,
      text: `# ${index + 1}. Decision ${index + 1}\n\nDate: 2026-03-${String(1 + (index % 28)).padStart(2, '0')}\n\n## Status\n\nAccepted\n\n## Context\n\n${paragraphs(index, 14)}\n\n## Decision\n\nWe keep to it.${link}\n\n${paragraphs(index + 7, 14)}\n\n## Consequences\n\n${paragraphs(index + 13, 6)}\n`,
    };
  });
}

function documentTexts(): readonly Document[] {
  return Array.from({ length: DOCUMENTS }, (_, index) => ({
    path: `docs/notes/note-${index}.md`,
    text: `# Note ${index}\n\n${linesFrom(index * 37, 150).join('\n')}\n`,
  }));
}

const DOMAIN = join(import.meta.dirname, '../../fixtures/domain');
const lines = readdirSync(DOMAIN)
  .sort()
  .flatMap((path) => readFileSync(join(DOMAIN, path), 'utf8').split('\n'));
const prose = lines.filter((line) => /^[A-Za-zÀ-ÿ]/.test(line));

function linesFrom(start: number, count: number): readonly string[] {
  return Array.from({ length: count }, (_, offset) => lines[(start + offset) % lines.length] ?? '');
}

function paragraphs(start: number, count: number): string {
  return Array.from({ length: count }, (_, offset) => prose[(start * 11 + offset) % prose.length] ?? '').join('\n\n');
}
