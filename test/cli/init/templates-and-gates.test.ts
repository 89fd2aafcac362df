import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { ChangedFile } from '../../../src/change/change.ts';
import { type ConclaveConfig, parseConfig } from '../../../src/config/config.ts';
import { judgeReference } from '../../../src/gates/g2-reference.ts';
import { judgeDossier } from '../../../src/gates/g3-dossier.ts';
import { judgeReadiness } from '../../../src/gates/g4-readiness.ts';
import type { GuardedPull } from '../../../src/gates/guarded-pull.ts';
import { readWaiverSection } from '../../../src/gates/waiver-section.ts';
import { listFiles } from '../running.ts';
import { init, makeRepository } from './repository.ts';

const STORY = 'CVN-N001-EE-S01';
const PATTERN = String.raw`CVN-N\d{3}-E[A-Z]-S\d{2}`;
const PLAIN = parseConfig(null);
const WITH_STORIES = parseConfig(`version: 1\nstory: { pattern: '${PATTERN}' }\n`);

/** The files that `conclave init` writes, by path. */
async function written(argv: readonly string[] = []): Promise<ReadonlyMap<string, string>> {
  using repository = makeRepository();
  await init(repository.folder, ['--yes', ...argv]);
  const paths = listFiles(repository.folder).filter((path) => !path.startsWith('.git/'));
  return new Map(paths.map((path) => [path, readFileSync(join(repository.folder, path), 'utf8')]));
}

async function template(name: string, argv: readonly string[] = []): Promise<string> {
  return [...(await written(argv))].find(([path]) => path.endsWith(`/${name}`))?.[1] ?? '';
}

function pullWith(body: string): GuardedPull {
  const home = { host: 'github.com', owner: 'acme', name: 'quant' };
  return {
    title: `feat(training): ${STORY} add momentum`,
    body,
    headBranch: `feat/${STORY.toLowerCase()}-momentum`,
    home,
    fork: false,
    headApproved: false,
  };
}

function added(path: string): ChangedFile {
  return {
    path,
    previousPath: null,
    status: 'added',
    binary: false,
    before: null,
    after: '',
    hunks: [],
    unreadable: null,
  };
}

interface Tree {
  readonly base?: readonly string[];
  readonly head: Readonly<Record<string, string>>;
}

/** Files of a pull request that touches training and the named files of its head. */
function filesOf({ base = [], head }: Tree) {
  const paths = Object.keys(head);
  return {
    change: { name: 'change', base: null, head: null, files: ['src/training/trainer.py', ...paths].map(added) },
    base: new Set(base),
    head: new Set(paths),
    texts: new Map(Object.entries(head).map(([path, text]) => [path, { kind: 'text', text } as const])),
  };
}

describe('the pull-request template', () => {
  it.each([
    ['as it is', PLAIN, []],
    ['with stories', WITH_STORIES, ['--story-pattern', PATTERN]],
  ] as const)('%s does not satisfy G2 while nobody filled it in', async (_, config, argv) => {
    const body = await template('pull_request_template.md', argv);

    expect(judgeReference(pullWith(body), config).answer).toBe('fail');
    expect(judgeReference(pullWith(body.replaceAll('\n', '\r\n')), config).answer).toBe('fail');
  });

  it.each<readonly [string, ConclaveConfig, readonly string[], string, string]>([
    ['the number of an issue', PLAIN, [], 'Closes #', 'Closes #41'],
    ['the address of an issue', PLAIN, [], 'Closes #', 'https://github.com/acme/quant/issues/41'],
    ['a work package', PLAIN, [], 'Closes #', 'OpenProject: wp#85'],
    ['a story', WITH_STORIES, ['--story-pattern', PATTERN], 'Story:', `Story: ${STORY}`],
  ])('satisfies G2 with %s in its blank', async (_, config, argv, blank, filled) => {
    const body = await template('pull_request_template.md', argv);

    const answer = judgeReference(pullWith(body.replace(`\n${blank}\n`, `\n${filled}\n`)), config);

    expect(answer.answer).toBe('pass');
  });

  it('holds no waiver, neither as it is nor with a section that nobody filled in', async () => {
    const body = await template('pull_request_template.md');

    expect(readWaiverSection(body, PLAIN.waiver)).toBeNull();
    expect(readWaiverSection(unwrapped(body), PLAIN.waiver)?.gates).toEqual([]);
    expect(readWaiverSection(unwrapped(body), PLAIN.waiver)?.reason.length).toBeLessThan(PLAIN.waiver.min_reason);
  });

  it('holds a waiver once its section is filled in', async () => {
    const reason = 'the outage of tonight does not wait, made up for by #815';
    const body = unwrapped(await template('pull_request_template.md')).replace('G?:', `G1, G3: ${reason}`);

    expect(readWaiverSection(body, PLAIN.waiver)).toEqual({ gates: ['G1', 'G3'], reason });
  });

  it('names the dossier where one is written into it', async () => {
    const path = 'documentation/reviews/2026-05-12-momentum-plan.md';
    const body = `${await template('pull_request_template.md')}`.replace(
      '## Plan dossier\n',
      `## Plan dossier\n\n${path}\n`,
    );
    const tree = { base: [path], head: { [path]: 'x' } };

    expect(judgeDossier(pullWith(body), { ...filesOf(tree), change: filesOf({ head: {} }).change }, PLAIN).answer).toBe(
      'pass',
    );
  });
});

/** The template with the marks around its waiver section taken away. */
function unwrapped(body: string): string {
  return body.replace(/^<!--\n(## Guardrails waiver\n.*?)-->$/ms, '$1');
}

const ANSWERS: Readonly<Record<string, string>> = {
  'Request to the reviewer': '1. Is one day enough?\n2. Does the purge cover the horizon?\n3. Is the power sufficient?',
  Context: 'Daily bars of five symbols.',
  'Observed problem': 'Sortino 1.9 in sample, 0.3 out of sample.',
  'What was tried': 'A shorter horizon: 0.4 out of sample.',
  'Hypothesis and plan': 'Purge and embargo by one label horizon.',
  'What was ruled out': 'Random folds.',
  Risks: 'Fewer rows per fold.',
  'Success criteria': '- [ ] out of sample at least 0.8',
};

/** The dossier template as an author fills it in: each section gets its text, the notes go. */
function filledIn(dossier: string): string {
  const [head = '', ...sections] = dossier.replaceAll(/<!--.*?-->\n?/gs, '').split(/^## /m);
  const texts = sections.map((section) => {
    const heading = section.split('\n', 1)[0] ?? '';
    return `## ${heading}\n\n${ANSWERS[heading] ?? ''}\n\n`;
  });
  return `${head.replace('# Plan:', '# Plan: an embargo between folds')}${texts.join('')}`;
}

describe('the dossier template', () => {
  const PATH = 'documentation/reviews/2026-03-02-fold-embargo-plan.md';

  it('has the eight sections, in their order', async () => {
    const sections = [...(await template('plan-dossier.md')).matchAll(/^## (.*)$/gm)].map(([, heading]) => heading);

    expect(sections).toEqual(Object.keys(ANSWERS));
  });

  it('passes G3 without a warning when it is filled in and rightly named', async () => {
    const text = filledIn(await template('plan-dossier.md'));

    const { answer, reasons } = judgeDossier(pullWith(''), filesOf({ base: [PATH], head: { [PATH]: text } }), PLAIN);

    expect(answer).toBe('pass');
    expect(reasons.filter(({ level }) => level !== 'notice')).toEqual([]);
  });

  it('passes G3 with its notes still in it', async () => {
    const text = (await template('plan-dossier.md')).replaceAll(
      /^## (.*)$/gm,
      (heading, name: string) => `${heading}\n\n${ANSWERS[name] ?? ''}`,
    );

    const { answer } = judgeDossier(pullWith(''), filesOf({ base: [PATH], head: { [PATH]: text } }), PLAIN);

    expect(answer).toBe('pass');
  });

  it('is warned of when nobody filled it in', async () => {
    const head = { [PATH]: await template('plan-dossier.md') };

    const { reasons } = judgeDossier(pullWith(''), filesOf({ base: [PATH], head }), PLAIN);

    expect(reasons.filter(({ level }) => level === 'warning').length).toBeGreaterThan(0);
  });
});

describe('the files that are written', () => {
  it('wake neither G3 nor G4 where they stand', async () => {
    const base = [...(await written()).keys()];

    expect(judgeDossier(pullWith(''), filesOf({ base, head: {} }), PLAIN)).toMatchObject({ answer: 'exempt' });
    expect(judgeReadiness(pullWith(''), filesOf({ base, head: {} }), WITH_STORIES)).toMatchObject({ answer: 'exempt' });
  });

  it('satisfy neither G3 nor G4 in the pull request that brings them', async () => {
    const head = Object.fromEntries(await written());
    const base = ['documentation/reviews/2026-01-01-old-plan.md', 'documentation/stories/CVN-N001-EE-S02/x.md'];

    expect(judgeDossier(pullWith(''), filesOf({ base, head }), PLAIN).answer).toBe('fail');
    expect(judgeReadiness(pullWith(''), filesOf({ base, head }), WITH_STORIES).answer).toBe('fail');
  });

  it('satisfy G4 as the artefact of a story', async () => {
    const path = `documentation/stories/${STORY}/mlops-readiness.md`;
    const head = { [path]: await template('mlops-readiness.md') };

    expect(judgeReadiness(pullWith(''), filesOf({ base: [path], head }), WITH_STORIES).answer).toBe('pass');
  });
});
