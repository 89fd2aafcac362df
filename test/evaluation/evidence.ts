/** `npm run eval:evidence`: precision and recall of every rule over the shared cases; CASES_EVIDENCE names another file. */
import { scanChange } from '../../src/evidence/scan.ts';
import { shippedRules } from '../evidence/shipped-rules.ts';
import { changeIn, type EvidenceCase, evidenceCases, spellPlace, surroundingsOf } from './evidence-cases.ts';
import { alignTable } from './table.ts';

const head = ['rule', 'class', 'expected', 'found', 'right', 'precision', 'recall'];
const rules = shippedRules().map(({ rule }) => rule);
const judged = evidenceCases().map(judge);
const wrong = judged.filter(({ missed, extra }) => missed.length + extra.length > 0);

process.stdout.write(`${alignTable([head, ...rows()])}
${judged.length - wrong.length} of ${judged.length} cases are right: every place is found, and no other.
${wrong.map(tell).join('')}`);
process.exitCode = wrong.length === 0 ? 0 : 1;

interface Judged {
  readonly id: string;
  readonly right: readonly string[];
  readonly missed: readonly string[];
  readonly extra: readonly string[];
}

function judge(one: EvidenceCase): Judged {
  const found = scanChange(changeIn(one), rules, surroundingsOf(one)).hits.map(spellPlace);
  const expected = one.expect.map(spellPlace);
  return {
    id: one.id,
    right: expected.filter((place) => found.includes(place)),
    missed: expected.filter((place) => !found.includes(place)),
    extra: found.filter((place) => !expected.includes(place)),
  };
}

/** One row for each rule that runs or that a case expects, and one for all of them. */
function rows(): readonly (readonly string[])[] {
  const places = judged.flatMap(({ right, missed, extra }) => [...right, ...missed, ...extra]);
  const ids = [...new Set([...rules.map(({ id }) => id), ...places.map(ruleOf)])].sort();
  const classOf = (id: string) => rules.find((rule) => rule.id === id)?.class ?? 'missing';
  return [...ids.map((id) => row(id, classOf(id), (place) => ruleOf(place) === id)), row('all', '', () => true)];
}

function row(name: string, weight: string, counts: (place: string) => boolean): readonly string[] {
  const count = (kind: 'right' | 'missed' | 'extra') => judged.flatMap((one) => one[kind]).filter(counts).length;
  const right = count('right');
  const expected = right + count('missed');
  const found = right + count('extra');
  return [name, weight, `${expected}`, `${found}`, `${right}`, share(right, found), share(right, expected)];
}

/** Nothing of nothing is no share. */
function share(part: number, whole: number): string {
  return whole === 0 ? '-' : (part / whole).toFixed(3);
}

function ruleOf(place: string): string {
  return place.split(' ')[0] ?? place;
}

function tell({ id, missed, extra }: Judged): string {
  const lines = [...missed.map((place) => `  missed    ${place}`), ...extra.map((place) => `  too much  ${place}`)];
  return `${[id, ...lines].join('\n')}\n`;
}
