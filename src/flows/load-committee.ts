import type { Prompts } from '../committee/brief.ts';
import { type Prompt, parsePrompt } from '../committee/prompt.ts';
import { LOCKED_SKILLS, parseSkill, type Skill } from '../committee/skill.ts';
import type { ConclaveConfig } from '../config/config.ts';
import { type RuleDecision, ruleDecisions } from '../config/evidence-config.ts';
import type { EvidenceRule } from '../evidence/rule.ts';
import { type Catalog, mergeCatalogs, OWN_MODELS_PATH, parseCatalog } from '../finops/catalog.ts';
import { AppError } from '../kernel/app-error.ts';
import { nearestWord } from '../kernel/nearest.ts';
import { runningRules } from './evidence-rules.ts';
import { loadRules, type RuleProver } from './load-rules.ts';
import { loadConfig, type ReviewGround, readBaseText } from './review-ground.ts';

/** Everything that instructs a session. */
export interface Committee {
  readonly config: ConclaveConfig;
  readonly skills: readonly Skill[];
  readonly prompts: Prompts;
  /** The rules that run, with the class that the repository gives them. */
  readonly rules: readonly EvidenceRule[];
  /** Those of them that the repository brings, with their files. */
  readonly ownRules: readonly { readonly id: string; readonly path: string }[];
  readonly ruleDecisions: readonly RuleDecision[];
  /** What a person should know of it, in sentences. */
  readonly notes: readonly string[];
  readonly catalog: Catalog;
}

const SKILLS_FOLDER = '.github/conclave/skills';

/** Reads configuration, skills, prompts, rules and prices; rules of the repository are proven by their examples. */
export async function loadCommittee(ground: ReviewGround, prover: RuleProver): Promise<Committee> {
  const { program } = ground;
  const config = await loadConfig(ground);
  const skills = await loadSkills(ground);
  const { standings, ownRules, notes } = await loadRules(ground, { config, skills }, prover);
  return {
    config,
    skills,
    prompts: pickPrompts((await program.prompts()).map(({ path, text }) => parsePrompt(text, path))),
    rules: runningRules(standings),
    ownRules,
    ruleDecisions: ruleDecisions(config.evidence),
    notes,
    catalog: await loadCatalog(ground),
  };
}

/** Reads the skills of the installation in the order of their seats, then those that the repository adds. */
export async function loadSkills(ground: ReviewGround): Promise<readonly Skill[]> {
  const own = (await ground.program.skills()).map(({ path, text }) => parseSkill(text, path)).sort(bySeating);
  return [...own, ...(await loadAddedSkills(ground))];
}

/** The skills that are asked: all, or those named; an unknown name is refused with the nearest known one. */
export function chooseExperts(skills: readonly Skill[], names: readonly string[] | null): readonly Skill[] {
  if (names === null) return skills;
  const known = skills.map(({ name }) => name);
  const unknown = names.find((name) => !known.includes(name));
  if (unknown === undefined) return skills.filter(({ name }) => names.includes(name));
  const near = nearestWord(unknown, known);
  throw new AppError('bad-input', `unknown expert "${unknown}"`, {
    where: '--experts',
    expected: `one of: ${known.join(', ')}`,
    ...(near !== null && { advice: `did you mean "${near}"?` }),
  });
}

/** The catalog of the installation, with the entries of the repository over it; an unknown model is to be added there. */
export async function loadCatalog(ground: ReviewGround): Promise<Catalog> {
  const builtIn = await ground.program.models();
  const catalog = parseCatalog(builtIn.text, builtIn.path);
  const own = await readBaseText(ground, OWN_MODELS_PATH);
  return own === null
    ? { ...catalog, fileName: OWN_MODELS_PATH }
    : mergeCatalogs(catalog, parseCatalog(own, OWN_MODELS_PATH));
}

/** Skills that the repository adds on its base branch; the locked names are refused there. */
async function loadAddedSkills(ground: ReviewGround): Promise<readonly Skill[]> {
  const { base } = ground;
  if (base === null) return [];
  const paths = (await base.repository.listFiles(base.commit, SKILLS_FOLDER)).filter((path) =>
    path.endsWith('/SKILL.md'),
  );
  const skills: Skill[] = [];
  for (const path of paths) {
    const skill = parseSkill((await readBaseText(ground, path)) ?? '', path);
    if (isLocked(skill.name)) {
      throw new AppError('bad-config', `the skill "${skill.name}" is locked and cannot be replaced by a repository`, {
        where: path,
        expected: `a name other than ${LOCKED_SKILLS.join(', ')}`,
      });
    }
    refuseMisnamed(skill, path, skills);
    skills.push(skill);
  }
  return skills;
}

/** A skill is called like its folder, so that no two can have one name. */
function refuseMisnamed({ name, contract }: Skill, path: string, earlier: readonly Skill[]): void {
  const folder = path.split('/').at(-2);
  if (folder === name && earlier.every((other) => other.name !== name)) return;
  throw new AppError('bad-config', `the skill "${contract.name}" does not stand in a folder of its name`, {
    where: path,
    expected: `${SKILLS_FOLDER}/${name}/SKILL.md`,
  });
}

function pickPrompts(prompts: readonly Prompt[]): Prompts {
  const pick = (name: string): Prompt => {
    const prompt = prompts.find((one) => one.name === name);
    if (prompt === undefined) throw new AppError('broken', `the prompt "${name}" is missing from the installation`);
    return prompt;
  };
  return {
    committee: pick('committee'),
    seat: pick('seat'),
    contrarian: pick('contrarian'),
    'cross-examination': pick('cross-examination'),
    chair: pick('chair'),
    repair: pick('repair'),
    'later-review': pick('later-review'),
    more: pick('more'),
  };
}

function bySeating(left: Skill, right: Skill): number {
  return seatingOf(left) - seatingOf(right) || (left.name < right.name ? -1 : 1);
}

function seatingOf({ name }: Skill): number {
  const seated: readonly string[] = LOCKED_SKILLS;
  return seated.includes(name) ? seated.indexOf(name) : seated.length;
}

function isLocked(name: string): boolean {
  return LOCKED_SKILLS.some((locked) => locked === name);
}
