import { z } from 'zod';
import { AppError } from '../kernel/app-error.ts';
import { Glob } from '../kernel/glob.ts';
import { validate } from '../kernel/validation.ts';
import { parseYaml } from '../kernel/yaml.ts';
import type { YamlDocument } from '../kernel/yaml-document.ts';
import { AreasConfig } from './areas-config.ts';
import { BacktestConfig } from './backtest-config.ts';
import { CommitteeConfig } from './committee-config.ts';
import { EvidenceConfig } from './evidence-config.ts';
import { GateId, GatesConfig } from './gates-config.ts';
import { KnowledgeConfig } from './knowledge-config.ts';
import { OpsConfig } from './ops-config.ts';
import { RoutingConfig } from './routing-config.ts';
import { DEFAULT_RULES, RulesConfig } from './rules-config.ts';
import { StoryConfig } from './story-config.ts';
import { WaiverConfig } from './waiver-config.ts';

/** Where a repository keeps its configuration; always read from the base branch. */
export const CONFIG_PATH = '.github/conclave.yml';

const AppSlug = z.string().regex(/^[a-z0-9][a-z0-9-]*$/, 'the slug of an app without [bot], e.g. dependabot');

/** The file `.github/conclave.yml` with every default filled in. */
export const ConfigFile = z
  .strictObject({
    version: z.literal(1, 'version: 1').describe('The version of this format.'),
    story: StoryConfig.prefault({}),
    gates: GatesConfig.prefault({}),
    waiver: WaiverConfig.prefault({}),
    bots: z
      .array(AppSlug)
      .default(['dependabot', 'github-actions', 'renovate'])
      .describe('Apps whose own pull requests pass the gates.'),
    committee: CommitteeConfig.prefault({}),
    evidence: EvidenceConfig.prefault({}),
    routing: RoutingConfig.default([]),
    areas: AreasConfig.prefault({}),
    rules: RulesConfig.default(DEFAULT_RULES),
    critical: z.array(Glob).default([]).describe('Modules in which a change without a test is a finding.'),
    knowledge: KnowledgeConfig.prefault({}),
    backtest: BacktestConfig.prefault({}),
    ops: OpsConfig.prefault({}),
  })
  .describe('Configuration of Conclave for one repository.');
export type ConfigFile = z.infer<typeof ConfigFile>;

/** What holds for a repository: its file over the defaults. */
export interface ConclaveConfig extends ConfigFile {
  /** Gates whose section stands in the file; such a gate is awake where its convention is absent too. */
  readonly wokenGates: readonly GateId[];
  /** Lines of the entries of `rules:`, in their order; empty where the file has no such list. */
  readonly ruleLines: readonly number[];
  /** Where each entry of `routing` stands, as `file:line`. */
  readonly routingPlaces: readonly string[];
}

/**
 * Reads the configuration of a repository; null text means that there is no file, so the defaults hold. Throws an
 * AppError `bad-config` with file and line for everything that the schema does not know.
 */
export function parseConfig(text: string | null, fileName: string = CONFIG_PATH): ConclaveConfig {
  if (text === null) return { ...ConfigFile.parse({ version: 1 }), wokenGates: [], ruleLines: [], routingPlaces: [] };
  const document = parseYaml(text, fileName, 'bad-config');
  if (document.value === null) throw versionMissing(fileName);
  const file = validate(document, ConfigFile, { code: 'bad-config', hints: HINTS });
  const wokenGates = gatesIn(document);
  if (wokenGates.includes('G4') && file.story.pattern === null) throw storyPatternMissing(document);
  const ruleLines = Object.hasOwn(Object(document.value), 'rules')
    ? file.rules.map((_, index) => document.lineOf(['rules', index]))
    : [];
  const routingPlaces = file.routing.map((_, index) => `${fileName}:${document.lineOf(['routing', index])}`);
  return { ...file, wokenGates, ruleLines, routingPlaces };
}

const EXPERTS = 'Experts are chosen by routing rows or --experts.';
const SKILLS = 'A skill is added as a folder .github/conclave/skills/<name>/ on the base branch.';

/** Words that people look for in a place where they are not. */
const HINTS = {
  experts: EXPERTS,
  'committee.experts': EXPERTS,
  'gates.experts': EXPERTS,
  skills: SKILLS,
  'committee.skills': SKILLS,
  'committee.quorum': 'The quorum is seats_heard.',
  'committee.threshold': 'The share of seats is seats_heard, the share of lines is coverage.',
};

/** Which gates have a section of their own in the file, default or not. */
function gatesIn(document: YamlDocument): readonly GateId[] {
  const sections = z.object({ gates: z.record(z.string(), z.unknown()).default({}) }).parse(document.value);
  return GateId.options.filter((gate) => Object.hasOwn(sections.gates, gate.toLowerCase()));
}

function versionMissing(fileName: string): AppError {
  return new AppError('bad-config', 'missing key "version"', {
    where: `${fileName}:1`,
    expected: 'version: 1',
    advice: 'The file is empty; remove it to use the defaults.',
  });
}

function storyPatternMissing(document: YamlDocument): AppError {
  return new AppError('bad-config', 'g4 under gates needs story.pattern, which is not set', {
    where: `${document.fileName}:${document.lineOf(['gates', 'g4'])}`,
    expected: String.raw`story: { pattern: 'CVN-N\d{3}-E[A-Z]-S\d{2}' } or another regular expression`,
    advice: 'Without story ids remove g4; the gate then sleeps.',
  });
}
