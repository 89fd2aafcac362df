import type { Diagnosis, DiagnosisEvidence } from '../../ops/diagnosis/diagnosis.ts';
import { disarm } from '../gate/disarm.ts';
import { drawLine, inTone, type Line, type Paper, type Span } from '../verdict-text/line.ts';
import { hang, type Page, paragraph, section } from '../verdict-text/page.ts';
import { axesOf, deltaOf, diagnosisTitle, subjectOf, toneOf } from './diagnosis-words.ts';
import type { ToldDiagnosis } from './told-diagnosis.ts';
import { renderStep } from './told-step.ts';

/** Longer lines are hard to read. */
const WIDEST = 100;

/** Draws a diagnosis for a terminal: the code and its clock, what to do and who does it; then each comparison. */
export function renderDiagnosisText(told: ToldDiagnosis, paper: Paper): string {
  const page = { width: Math.min(paper.columns, WIDEST) };
  const { diagnosis, notes } = told;
  const blocks = [
    renderHead(told, page),
    renderHypotheses(diagnosis, page),
    renderEvidence(diagnosis.evidence, page),
    [...diagnosis.notes, ...notes].flatMap((note) => hang('note: ', note, page)),
  ].filter((block) => block.length > 0);
  const lines = blocks.flatMap((block, index) => (index === 0 ? block : [[], ...block]));
  return lines.map((line) => `${disarm(drawLine(line, { ...paper, columns: page.width }))}\n`).join('');
}

function renderHead({ diagnosis, next, from }: ToldDiagnosis, page: Page): readonly Line[] {
  const { secondary, cannotExclude, invalid } = diagnosis;
  const delta = deltaOf(diagnosis);
  return [
    ...paragraph(`Diagnosis: ${diagnosisTitle(diagnosis)}`, page, toneOf(diagnosis)),
    ...renderStep(next, page),
    ...paragraph(`${subjectOf(diagnosis)}; ${from}`, page),
    ...paragraph(axesOf(diagnosis), page),
    ...(delta === null ? [] : paragraph(delta, page)),
    ...named('Also true: ', secondary, page),
    ...named('Cannot be excluded, since nobody knows: ', cannotExclude, page),
    ...named('Refused figures: ', invalid, page),
  ];
}

/** A share of exits alone proves nothing (manual §7). */
function renderHypotheses({ causes }: Diagnosis, page: Page): readonly Line[] {
  if (causes.length === 0) return [];
  const words = causes.map((cause) => (cause === 'UNDETERMINED' ? 'UNDETERMINED: a person has to look' : cause));
  return section(
    'Possible causes, none of them proven',
    words.flatMap((each) => hang('- ', each, page)),
    page,
  );
}

const MARKS: Readonly<Record<DiagnosisEvidence['truth'], Span>> = {
  true: inTone('✗ ', 'bad'),
  unknown: inTone('? ', 'warning'),
  false: inTone('✓ ', 'good'),
  'not-applicable': inTone('– '),
};

function renderEvidence(evidence: readonly DiagnosisEvidence[], page: Page): readonly Line[] {
  const drawn = evidence.flatMap(({ code, truth, found, limit, origin }) => {
    const line = limit === '' ? found : `${found}; limit: ${limit}`;
    return hang(MARKS[truth], `${code}: ${line}, ${origin}`, page);
  });
  return section('Evidence, in the order of the tree', drawn, page);
}

function named(heading: string, codes: readonly string[], page: Page): readonly Line[] {
  return codes.length === 0 ? [] : paragraph(`${heading}${codes.join(', ')}`, page);
}
