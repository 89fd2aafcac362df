import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { affordableShare, overMoney, weighTokens } from '../../src/committee/ceiling.ts';
import { takeSeats } from '../../src/committee/seat.ts';
import { assembleChange } from '../../src/dossier/assemble.ts';
import { type Dossier, renderDossier } from '../../src/dossier/dossier.ts';
import { splitFiles } from '../../src/dossier/split-proposal.ts';
import { type ImportEdge, importEdges } from '../../src/evidence/import-edge.ts';
import { scanChange } from '../../src/evidence/scan.ts';
import { parseCatalog } from '../../src/finops/catalog.ts';
import { estimateTokens } from '../../src/finops/estimate.ts';
import { planSession, type SessionPlan } from '../../src/flows/plan-session.ts';
import { ourPrompts } from '../committee/some-prompts.ts';
import { someSkill } from '../committee/some-skill.ts';
import { makeWideChange } from '../fixtures/wide-change.ts';

const FILE = 'catalog/models.yaml';
const catalog = parseCatalog(readFileSync(join(import.meta.dirname, '..', '..', FILE), 'utf8'), FILE);
const models = {
  first: 'mistral:mistral-large-latest',
  second: 'google:gemini-2.5-pro',
  chair: 'google:gemini-2.5-flash',
};
const seats = takeSeats([someSkill('ops'), someSkill('architect')], models, {});
const change = makeWideChange(400);
const frame = { sessionType: 'pr_review', question: null, issue: null, description: null, notes: [] } as const;

function planOf(dossier: Dossier, edges: readonly ImportEdge[]): SessionPlan {
  const dossierText = renderDossier(dossier);
  const input = { dossier, dossierText, edges, seats, chair: models.chair, prompts: ourPrompts, catalog };
  return planSession({ ...input, covers: () => true, later: null });
}

describe('planSession on a change of 400 files', () => {
  const dossier = assembleChange(frame, change, { hits: [], attributes: [] });
  let edges: readonly ImportEdge[];
  let plan: SessionPlan;
  beforeAll(() => {
    edges = importEdges(
      scanChange(change, []).imports,
      change.files.map(({ path }) => path),
    );
    plan = planOf(dossier, edges);
  });

  it('gives every batch to every seat', () => {
    for (const { seat, readings } of plan.seats) {
      const shown = readings.flatMap(({ brief }) => [...brief.prompt.matchAll(/^## (F\d+)$/gm)].map(([, id]) => id));
      expect([seat.slot, readings.length > 1]).toEqual([seat.slot, seat.slot === 'first']);
      expect(new Set(shown)).toEqual(new Set(dossier.parts.map(({ id }) => id)));
      expect(shown).toHaveLength(dossier.parts.length);
    }
  });

  it('tells every batch what the others hold', () => {
    const first = plan.seats.find(({ seat }) => seat.slot === 'first');

    first?.readings.forEach(({ brief }, index, all) => {
      expect(brief.prompt).toContain(`## Batch ${index + 1} of ${all.length}\n`);
      for (const other of all.keys()) {
        expect(new RegExp(`^${other + 1}: .+ lines$`, 'm').test(brief.prompt)).toBe(other !== index);
      }
    });
  });

  it('stays within the window of every model', () => {
    for (const { seat, readings } of plan.seats) {
      const window = catalog.models.find(({ id }) => id === seat.model)?.windowTokens ?? 0;
      for (const { inputTokens } of readings) expect(inputTokens + 16_000).toBeLessThanOrEqual(window);
    }
  });

  it('is within the budget for each pull request of a proposed split', () => {
    const empty = planOf({ ...dossier, parts: [] }, []).estimateMicroUsd;
    const budget = Math.round(plan.estimateMicroUsd * 0.6);

    const price = { budget, estimate: plan.estimateMicroUsd, empty };

    const ceiling = overMoney(dossier, price, { edges, countTokens: estimateTokens });

    const files = weighTokens(dossier, estimateTokens);
    const most = Math.floor(files.reduce((sum, { weight }) => sum + weight, 0) * affordableShare(price));
    const pieces = splitFiles(files, edges, most);
    expect(ceiling?.split.map((piece) => piece.files)).toEqual(pieces.map((piece) => piece.files.length));
    expect(pieces.length).toBeGreaterThan(1);
    for (const piece of pieces) {
      const kept = new Set(piece.files.map(({ path }) => path));
      const smaller = { ...change, files: change.files.filter(({ path }) => kept.has(path)) };
      expect(planOf(assembleChange(frame, smaller, NONE), edges).estimateMicroUsd).toBeLessThanOrEqual(budget);
    }
  });
});

const NONE = { hits: [], attributes: [] };
