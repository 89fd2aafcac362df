import { describe, expect, it } from 'vitest';
import type { Dossier } from '../../src/dossier/dossier.ts';
import type { Subject } from '../../src/evidence/observe.ts';
import { type Consultation, consultLibrary, readOwnWords } from '../../src/flows/consult-library.ts';
import { decideBinding } from '../../src/flows/decide-binding.ts';
import { matterOf } from '../../src/flows/support-hits.ts';
import { NO_SURVEY, packVectors } from '../../src/flows/survey.ts';
import { openShelves } from '../../src/flows/surveyed-shelves.ts';
import { cutPieces } from '../../src/knowledge/cut.ts';
import { placePieces } from '../../src/knowledge/passage.ts';
import { someSkill } from '../committee/some-skill.ts';
import { someDossier, someFile, someItem } from '../dossier/some-dossier.ts';
import { shippedRules } from '../evidence/shipped-rules.ts';

const PAST_BARS = `# 1. Features use past bars only

Date: 2025-11-03

## Status

Accepted

## Context

A smoothed close was computed with a centred window. pandas makes the mistake cheap.

## Decision

A feature at bar t is a function of bars up to t. In \`src/features/\` there is no negative period, no
later value in an earlier row, no centred window and no backward fill.

## Consequences

- A feature that needs smoothing pays with lag.

## Affected paths

- \`src/features/**\`
`;

const RUNBOOK = `# Runbook

## Rollback

The launcher rolls a model back; nobody does it by hand. Alerts are silenced first.

## Colours

The dashboard is blue.
`;

const rules = shippedRules().map(({ rule }) => rule);
const ops = { ...someSkill('ops'), contract: { ...someSkill('ops').contract, knowledge: ['rollback and alerts'] } };
const change: Subject = {
  kind: 'change',
  change: {
    name: 'quant',
    base: 'b',
    head: 'h',
    files: [someFile('src/features/momentum.py', ['+gap = frame["open"].shift(-1)'])],
  },
};

function consultation(
  documents: Readonly<Record<string, string>>,
  overrides: Partial<Consultation> = {},
): Consultation {
  const passages = Object.entries(documents).flatMap(([path, text]) => {
    const number = /(\d+)-/.exec(path)?.[1];
    return placePieces({ path, record: number === undefined ? null : Number(number) }, cutPieces(text));
  });
  const records = Object.entries(documents).flatMap(([path, text]) =>
    path.startsWith('docs/adr/') ? [{ path, text }] : [],
  );
  const shelves = openShelves({ ...NO_SURVEY.library, commit: 'b', passages, records });
  const { subject = change } = overrides;
  const said = readOwnWords(subject, { description: null, question: null });
  return {
    subject,
    skills: [ops, someSkill('ml-engineer')],
    rules,
    recordGlobs: ['docs/adr/**/*.md'],
    known: [],
    isLater: false,
    decisions: decideBinding({ subject, ...said }, shelves),
    shelves,
    ...overrides,
  };
}

const DOCUMENTS = { 'docs/adr/0001-past-bars.md': PAST_BARS, 'docs/runbook.md': RUNBOOK };
const hit = someItem({ rule: 'leak/negative-shift', skill: 'ml-engineer', path: 'src/features/momentum.py', line: 1 });
const withHit: Dossier = someDossier({ evidence: [hit] });

describe('a library that is consulted', () => {
  it('says of a hit which decision it goes against', () => {
    const { evidence, library } = consultLibrary(withHit, consultation(DOCUMENTS));

    expect(evidence[0]?.cites).toEqual(['adr:1#decision']);
    expect(library.passages.find(({ id }) => id === 'adr:1#decision')?.skills).toContain('ml-engineer');
  });

  it('cites nothing where no document speaks of what a rule finds', () => {
    const { evidence } = consultLibrary(withHit, consultation({ 'docs/runbook.md': RUNBOOK }));

    expect(evidence[0]?.cites).toEqual([]);
  });

  it('cites the record whose invariant is broken, and its words', () => {
    const record = { id: 'adr:1', title: 'Features use past bars only', path: 'docs/adr/0001-past-bars.md', line: 16 };
    const broken = someDossier({ evidence: [{ ...hit, rule: 'adr/invariant', record }] });

    const { evidence } = consultLibrary(broken, consultation(DOCUMENTS));

    expect(evidence[0]?.cites).toEqual(['adr:1', 'adr:1#decision']);
  });

  it('tells which decisions bind and why, without the number in the title', () => {
    const { library } = consultLibrary(withHit, consultation(DOCUMENTS));

    expect(library.decisions).toEqual([
      {
        id: 'adr:1',
        title: 'Features use past bars only',
        path: 'docs/adr/0001-past-bars.md',
        line: 13,
        whys: expect.arrayContaining([expect.stringContaining('src/features/momentum.py')]),
      },
    ]);
  });

  it('offers a skill what it asks for', () => {
    const { library } = consultLibrary(withHit, consultation(DOCUMENTS));

    const rollback = library.passages.find(({ id }) => id === 'doc:docs/runbook.md#rollback');
    expect(rollback?.skills).toContain('ops');
  });

  it('cites the second of two records with one number by its path', () => {
    const twin = { ...DOCUMENTS, 'docs/adr/0001-twin.md': PAST_BARS };
    const given = consultation(twin);
    const passages = given.shelves.passages.map((passage) =>
      passage.path === 'docs/adr/0001-twin.md' ? { ...passage, record: null } : passage,
    );
    const record = { id: 'adr:1', title: 'Features use past bars only', path: 'docs/adr/0001-twin.md', line: 16 };
    const broken = someDossier({ evidence: [{ ...hit, rule: 'adr/invariant', record }] });

    const shelves = { ...given.shelves, passages };
    const said = readOwnWords(given.subject, broken);
    const decisions = decideBinding({ subject: given.subject, ...said }, shelves);
    const { evidence, library } = consultLibrary(broken, { ...given, shelves, decisions });

    expect(library.decisions.map(({ id }) => id)).toEqual(['adr:1', 'doc:docs/adr/0001-twin.md']);
    expect(evidence[0]?.cites[0]).toBe('doc:docs/adr/0001-twin.md');
  });

  it('asks about what looks like a decision, where records are kept', () => {
    const services = 'services:\n  redis:\n    image: redis:8\n';
    const lines = services
      .trimEnd()
      .split('\n')
      .map((line) => `+${line}`);
    const file = { ...someFile('docker-compose.yml', lines), status: 'added', before: null, after: services } as const;
    const subject: Subject = { kind: 'change', change: { ...change.change, files: [file] } };

    const asked = consultLibrary(someDossier(), consultation(DOCUMENTS, { subject }));
    const unasked = consultLibrary(someDossier(), consultation({ 'docs/runbook.md': RUNBOOK }, { subject }));

    expect(asked.library.questions).toMatchObject([{ path: 'docker-compose.yml' }]);
    expect(unasked.library.questions).toEqual([]);
  });

  it('finds by vectors what words do not, for standing questions', () => {
    const passages = placePieces({ path: 'docs/colours.md', record: null }, cutPieces('# Farben\n\nBlau ist er.\n'));
    const id = passages[0]?.id ?? '';
    const vectors = {
      passages: packVectors(new Map([[id, [1, 0]]])),
      queries: packVectors(new Map([['rollback and alerts', [1, 0]]])),
    };
    const shelves = openShelves({ ...NO_SURVEY.library, passages, vectors });

    const { library } = consultLibrary(someDossier(), consultation({}, { shelves }));

    expect(library.passages.map((passage) => passage.id)).toContain(id);
  });

  it('reads a document under review by its own words', () => {
    const subject: Subject = { kind: 'artifact', path: 'plan.md', text: 'We keep to ADR-1 and roll back by launcher.' };

    const { library } = consultLibrary(someDossier(), consultation(DOCUMENTS, { subject }));

    expect(library.decisions.map(({ id }) => id)).toContain('adr:1');
    expect(library.questions).toEqual([]);
  });

  it('finds nothing in an empty library', () => {
    expect(consultLibrary(withHit, consultation({})).library).toEqual({ decisions: [], passages: [], questions: [] });
  });

  it('asks of a rule with all that it says of itself', () => {
    expect(matterOf({ title: 'A.', message: 'B.', why: 'C.', mend: 'D.' })).toBe('A.. B. C. D.');
  });
});
