import { describe, expect, it } from 'vitest';
import { examine } from '../../../src/flows/doctor/examine.ts';
import { judgeKeys } from '../../../src/flows/doctor/keys.ts';
import { judgeModels } from '../../../src/flows/doctor/models.ts';
import { loadCommittee } from '../../../src/flows/load-committee.ts';
import type { ModelId } from '../../../src/kernel/model-id.ts';
import type { ModelReach } from '../../../src/ports/models.ts';
import { plainScanner } from '../../fixtures/plain-scanner.ts';
import { filesOf, healthyPorts } from './healthy-house.ts';

const NOW = Date.parse('2026-12-01T00:00:00Z');
const MISTRAL = 'mistral:mistral-large-latest';
const MEDIUM = 'mistral:mistral-medium-latest';

async function committeeOf(config: string, models: string | null = null) {
  const files = filesOf({
    '.github/conclave.yml': `version: 1\ncommittee: ${config}\n`,
    ...(models !== null && { '.github/conclave/models.yaml': models }),
  });
  return loadCommittee({ program: healthyPorts().program, base: { repository: files, commit: 'c' } }, plainScanner);
}

function priced(id: string, { date, verified }: { readonly date: string; readonly verified: boolean }): string {
  return [
    'version: 1',
    'models:',
    `  '${id}':`,
    '    window: 128000',
    '    max_output: 16384',
    '    price: { input: 2, output: 6 }',
    '    currency: USD',
    '    source: https://prices.example.com/m',
    `    date: ${date}`,
    `    verified: ${verified}`,
    '',
  ].join('\n');
}

describe('the price of a model', () => {
  it.each([
    ['compared lately', { date: '2026-11-20', verified: true }, 'ok', 'known, price of 2026-11-20'],
    ['90 days old', { date: '2026-09-02', verified: true }, 'ok', 'known'],
    ['91 days old', { date: '2026-09-01', verified: true }, 'warning', 'the price is 91 days old (2026-09-01)'],
    ['never compared', { date: '2026-11-20', verified: false }, 'warning', 'nobody compared the price of 2026-11-20'],
  ])('%s', async (_, price, status, found) => {
    const lines = judgeModels(await committeeOf('{}', priced(MISTRAL, price)), NOW);

    expect(lines[0]?.status).toBe(status);
    expect(lines[0]?.found).toContain(`${MISTRAL}: ${found}`);
    expect(lines[0]?.advice ?? 'https://prices.example.com/m').toContain('https://prices.example.com/m');
  });

  it('is missing for a name that no catalog knows, fallbacks included', async () => {
    const config = `{ fallbacks: { '${MISTRAL}': ['mistral:mistral-larg-latest'] } }`;

    const lines = judgeModels(await committeeOf(config), NOW);

    expect(lines.map(({ status }) => status)).toEqual(['warning', 'warning', 'warning', 'failure']);
    expect(lines[3]?.found).toContain('unknown model "mistral:mistral-larg-latest"');
    expect(lines[3]?.advice).toContain('did you mean "mistral:mistral-large-latest"?');
  });
});

describe('the keys', () => {
  const lacking =
    (...models: ModelId[]) =>
    (model: ModelId): ModelReach =>
      models.includes(model) ? { kind: 'no-key', variables: ['SOME_KEY'] } : { kind: 'ready' };
  const GOOGLE = ['google:gemini-2.5-pro', 'google:gemini-2.5-flash'];

  it.each<[string, string, (model: ModelId) => ModelReach, readonly string[]]>([
    ['all there', '{}', lacking(), ['ok: 10 of 10 seats can be asked, 8 must be heard']],
    ['none there', '{}', lacking(MISTRAL, ...GOOGLE), ['failure: only 0 of 10', 'warning: the chair']],
    [
      'one provider without',
      '{}',
      lacking(MISTRAL),
      [`failure: only 5 of 10 seats can be asked, 8 must be heard: ${MISTRAL} lacks SOME_KEY`],
    ],
    [
      'one provider without, half the seats are enough',
      '{ seats_heard: 0.5 }',
      lacking(MISTRAL),
      ['warning: only 5 of 10'],
    ],
    [
      'a fallback in its place',
      `{ fallbacks: { '${MISTRAL}': ['${MEDIUM}'] } }`,
      lacking(MISTRAL),
      ['ok: 10 of 10', `warning: ${MISTRAL} cannot be asked; its seats fall back`],
    ],
    ['no chair', '{}', lacking('google:gemini-2.5-flash'), ['ok: 10 of 10', 'warning: the chair cannot be asked']],
    [
      'a provider that nobody knows',
      "{ models: { first: 'acme:one' } }",
      (model) => (model === 'acme:one' ? { kind: 'unknown-provider', known: ['mistral'] } : { kind: 'ready' }),
      ['failure: only 5 of 10 seats can be asked, 8 must be heard: acme:one lacks a provider that is known (mistral)'],
    ],
  ])('%s', async (_, config, reach, expected) => {
    const lines = judgeKeys(await committeeOf(config), reach);

    const found = lines.map((line) => `${line.status}: ${line.found}`);
    expect(found.map((each, index) => each.startsWith(expected[index] ?? '-'))).toEqual(expected.map(() => true));
  });

  it('that are missing come with the advice to seat one model twice, or to rehearse', async () => {
    const committee = await committeeOf('{}');

    const [half] = judgeKeys(committee, lacking(MISTRAL));
    const [none] = judgeKeys(committee, lacking(MISTRAL, ...GOOGLE));

    expect(half?.advice).toContain('--model google:gemini-2.5-pro');
    expect(none?.advice).toContain('--rehearsal');
  });

  it('are not needed by a server that asks no model, which is pointed out', async () => {
    const order = { offline: true, repository: null, ground: 'local' } as const;

    const lines = await examine(order, healthyPorts({ rehearsal: () => true, reach: lacking(MISTRAL, ...GOOGLE) }));

    expect(lines.filter(({ check }) => check === 'keys')).toMatchObject([{ status: 'warning' }]);
  });
});
