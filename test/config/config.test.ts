import { describe, expect, it } from 'vitest';
import { parseConfig } from '../../src/config/config.ts';
import { GateId, hyperParameterNames } from '../../src/config/gates-config.ts';
import { matchesAny } from '../../src/kernel/glob.ts';

const defaults = parseConfig(null);

describe('a repository without the file', () => {
  it('has the defaults that the documentation names', () => {
    expect(defaults).toMatchObject({
      version: 1,
      story: { pattern: null },
      gates: {
        off: [],
        g1: { scopes: null },
        g2: {},
        g3: { dossiers: 'documentation/reviews/*-plan.md' },
        g4: { artefacts: 'documentation/stories/{story}/' },
        g5: { names: [], inline_allow: true },
      },
      waiver: { label: 'guardrails-waiver', section: 'Guardrails waiver', min_reason: 20 },
      bots: ['dependabot', 'github-actions', 'renovate'],
      committee: {
        enforcement: 'blocking',
        models: {
          first: 'mistral:mistral-large-latest',
          second: 'google:gemini-2.5-pro',
          chair: 'google:gemini-2.5-flash',
        },
        fallbacks: {},
        seats_heard: 0.8,
        coverage: 0.9,
        budget_usd: 2,
        budget_usd_per_day: 20,
        strangers: 'ask',
        inline: 'blockers',
      },
      evidence: { off: [], class: {}, requirements: ['requirements.txt'], rules: '.github/conclave/rules/*.yml' },
      routing: [],
      critical: [],
      wokenGates: [],
    });
  });

  it('has eleven title types, and lets any scope pass', () => {
    expect(defaults.gates.g1.types).toHaveLength(11);
    expect(defaults.gates.g1.types).toContain('feat');
  });

  it.each([
    { globs: defaults.gates.g3.exempt, path: 'docs/index.md', matches: true },
    { globs: defaults.gates.g3.exempt, path: 'deep/settings.toml', matches: true },
    { globs: defaults.gates.g3.exempt, path: 'src/broker.py', matches: false },
    { globs: defaults.gates.g4.when, path: 'src/commun/labels/barrier.py', matches: true },
    { globs: defaults.gates.g5.when, path: 'src/commun/labels/barrier.py', matches: false },
    { globs: defaults.gates.g5.when, path: 'src/training/trainer.py', matches: true },
    { globs: defaults.gates.g5.ignore, path: 'src/training/tests/test_trainer.py', matches: true },
    { globs: defaults.knowledge.adrs, path: 'docs/adr/0001-record.md', matches: true },
    { globs: defaults.knowledge.docs, path: 'README.md', matches: true },
  ])('answers $matches for $path', ({ globs, path, matches }) => {
    expect(matchesAny(path, globs)).toBe(matches);
  });
});

describe('a file', () => {
  it('that holds the version alone means the defaults', () => {
    expect(parseConfig('version: 1')).toEqual(defaults);
  });

  it('changes only what it names, section by section', () => {
    const config = parseConfig('version: 1\ncommittee:\n  models:\n    chair: mistral:mistral-small-latest\n');

    expect(config.committee.models).toEqual({ ...defaults.committee.models, chair: 'mistral:mistral-small-latest' });
    expect(config.committee.budget_usd).toBe(2);
    expect(config.gates).toEqual(defaults.gates);
  });

  it('replaces lists whole', () => {
    const config = parseConfig('version: 1\nbots: [snyk]\ngates: { g3: { exempt: [] }, g1: { types: [feat] } }\n');

    expect(config.bots).toEqual(['snyk']);
    expect(config.gates.g3.exempt).toEqual([]);
    expect(config.gates.g1.types).toEqual(['feat']);
  });

  it('adds names of hyper-parameters to the built-in ones, in any case', () => {
    const config = parseConfig('version: 1\ngates: { g5: { names: [focal_alpha, GAMMA] } }\n');
    const names = hyperParameterNames(config.gates);

    expect(names).toContain('focal_alpha');
    expect(names).toContain('learning_rate');
    expect(names).toHaveLength(hyperParameterNames(defaults.gates).length + 1);
  });

  it.each([
    { text: 'gates: { g3: {} }', woken: ['G3'] },
    { text: 'gates: { g3: { dossiers: plans/*.md }, g5: {} }', woken: ['G3', 'G5'] },
    { text: "story: { pattern: 'S-[0-9]+' }\ngates: { g4: {} }", woken: ['G4'] },
    { text: 'gates: { off: [G3] }', woken: [] },
    { text: 'story: {}', woken: [] },
  ])('wakes the gates that it has a section for: $text', ({ text, woken }) => {
    expect(parseConfig(`version: 1\n${text}`).wokenGates).toEqual(woken);
  });

  it.each([...GateId.options])('may switch off %s', (gate) => {
    expect(parseConfig(`version: 1\ngates: { off: [${gate}] }`).gates.off).toEqual([gate]);
  });

  it.each([
    { text: "committee: { fallbacks: { 'mistral:mistral-large-latest': ['mistral:mistral-medium-latest'] } }" },
    { text: 'committee: { models: { first: "litellm:team/large" } }' },
    { text: 'committee: { budget_usd: 0.35, seats_heard: 1, coverage: 0 }' },
    { text: 'evidence: { off: [leak/backfill], class: { leak/full-frame-stat: hard } }' },
    { text: 'gates: { g1: { scopes: [broker, a/b.c_d-e] } }' },
    { text: "story: { pattern: 'CVN-N\\d{3}-E[A-Z]-S\\d{2}' }" },
    { text: "story: { pattern: '(?:CVN|OPS)-(?:\\d{3}-){2}S[0-9)+]+(-x)?' }" },
    { text: 'critical: [src/risk, "**/kill_switch.py"]' },
    { text: 'areas: { trading: [bots], venues: [lib/venue/**] }' },
    { text: 'routing: [{ include: defaults }, { id: a, when: {}, then: { depth: skip } }]' },
    {
      text: 'routing: [{ id: a, when: { paths: [$trading, "*.py"], evidence: [hard, "leak/*"] }, then: { labels: [a b] } }]',
    },
  ])('may say $text', ({ text }) => {
    expect(() => parseConfig(`version: 1\n${text}`)).not.toThrow();
  });
});
