import { z } from 'zod';
import { AppError } from '../../kernel/app-error.ts';
import { nearestWord } from '../../kernel/nearest.ts';
import { DIAGNOSIS_CODES, type DiagnosisCode } from '../../ops/diagnosis/code.ts';
import { readDiagnosisInput } from '../../ops/diagnosis/input.ts';
import { type CriterionFacts, judgeCriterion } from '../../ops/playbook/criterion.ts';
import { criterionFactsOfRun, criterionFactsOfState } from '../../ops/playbook/criterion-facts.ts';
import { type PlaybookLibrary, playbookFor } from '../../ops/playbook/library.ts';
import type { Playbook } from '../../ops/playbook/playbook.ts';
import { readStateInput } from '../../ops/state/input.ts';
import { EXIT } from '../exit-code.ts';
import { disarm, disarmJson } from '../gate/disarm.ts';
import type { Terminal } from '../terminal.ts';
import { judgeGiven } from './given-state.ts';
import { type OpsGround, openGround } from './ground.ts';
import { parseInput, readInputFile } from './input-file.ts';
import { type PlaybookOptions, parsePlaybookOptions } from './options.ts';
import { renderPlaybookList, renderPlaybookText } from './playbook-text.ts';
import { openPlaybooks } from './playbooks.ts';

/** `conclave ops playbook`: prints what to do about a code, or lists the codes; returns the exit code. */
export async function playbookCommand(rawOptions: unknown, terminal: Terminal): Promise<number> {
  const options = parsePlaybookOptions(rawOptions, terminal);
  const ground = await openGround(options, true, terminal);
  const library = await openPlaybooks();
  const { code, json } = options;
  if (code === null) {
    terminal.output.write(json ? renderJson(library) : disarm(renderPlaybookList(library, terminal.output)));
    return EXIT.passed;
  }
  const playbook = findPlaybook(code, library);
  const facts = await readFacts(options, ground, terminal);
  const { incidents, thresholds } = ground.ops;
  const exit = facts === null ? null : judgeCriterion(playbook.exit_criterion, facts, thresholds);
  const told = { roles: incidents.roles, thresholds, exit };
  terminal.output.write(
    json ? renderJson({ ...playbook, exit }) : disarm(renderPlaybookText(playbook, told, terminal.output)),
  );
  return EXIT.passed;
}

/** Codes are written in capitals; somebody in a hurry does not. */
function findPlaybook(given: string, library: PlaybookLibrary): Playbook {
  const word = given.trim().toUpperCase().replaceAll('-', '_');
  const code = z.enum(DIAGNOSIS_CODES).safeParse(word).data ?? null;
  const playbook = code === null ? null : playbookFor(code, library);
  if (playbook !== null) return playbook;
  throw noPlaybook(given, code, library);
}

function noPlaybook(given: string, code: DiagnosisCode | null, library: PlaybookLibrary): AppError {
  const codes = library.map((each) => each.code);
  const near = nearestWord(given, codes);
  return new AppError('bad-input', `${code ?? JSON.stringify(given)} has no playbook`, {
    where: 'CODE',
    expected: `one of: ${codes.join(', ')}`,
    ...(code !== null && { advice: 'It is good news, and there is nothing to do.' }),
    ...(code === null && near !== null && { advice: `did you mean ${near}?` }),
  });
}

/** Figures of a state, or of a run: whichever the file holds. */
async function readFacts(
  { input }: PlaybookOptions,
  { ops }: OpsGround,
  terminal: Terminal,
): Promise<CriterionFacts | null> {
  if (input === null) return null;
  const file = await readInputFile(input, 'figures of a state or of a run as JSON', terminal);
  const value = parseInput(file);
  if (!isOfState(value)) return criterionFactsOfRun(readDiagnosisInput(value, file.name), ops.thresholds);
  const facts = readStateInput(value, file.name);
  return criterionFactsOfState(facts, judgeGiven(facts, ops, new Date(terminal.now())));
}

function isOfState(value: unknown): boolean {
  return ['infra', 'pipeline', 'runs', 'models'].some((key) => Object.hasOwn(Object(value), key));
}

function renderJson(value: unknown): string {
  return `${disarmJson(JSON.stringify(value, null, 2))}\n`;
}
