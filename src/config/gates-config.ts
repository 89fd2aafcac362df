import { z } from 'zod';
import { Glob } from '../kernel/glob.ts';

/** The five gates by the names that people use. */
export const GateId = z.enum(['G1', 'G2', 'G3', 'G4', 'G5']);
export type GateId = z.infer<typeof GateId>;

const TYPES = ['feat', 'fix', 'perf', 'refactor', 'docs', 'test', 'build', 'ci', 'chore', 'style', 'revert'];

const EXEMPT_FROM_DOSSIER = [
  'docs/**',
  'documentation/**',
  'dashboards/**',
  '**/*.md',
  '.github/**',
  '**/*.yml',
  '**/*.yaml',
  '**/*.json',
  '**/*.toml',
];

const TRAINING = ['src/training/**', 'src/commun/pipeline/**', 'src/commun/finetune/**'];

const TitleGate = z.strictObject({
  types: z
    .array(z.string().regex(/^[a-z][a-z0-9-]*$/, 'a type in lower case, e.g. feat'))
    .min(1, 'at least one type')
    .default(TYPES)
    .describe('The types a title may begin with.'),
  scopes: z
    .array(z.string().regex(/^[a-z0-9._/-]+$/, 'a scope of lower-case letters, digits and ._/-'))
    .nullable()
    .default(null)
    .describe('Null lets any scope pass; a list only these.'),
});

const DossierGate = z.strictObject({
  dossiers: Glob.default('documentation/reviews/*-plan.md').describe('Where plan dossiers stand.'),
  exempt: z.array(Glob).default(EXEMPT_FROM_DOSSIER).describe('A change of only these paths needs no dossier.'),
});

const ReadinessGate = z.strictObject({
  artefacts: z
    .string('a folder as text')
    .max(200, 'a folder of at most 200 characters')
    .regex(/^[^/].*\{story\}|^\{story\}/, "a folder with {story} in its name, e.g. 'documentation/stories/{story}/'")
    .default('documentation/stories/{story}/')
    .describe('The folder of a story; {story} stands for its id.'),
  when: z
    .array(Glob)
    .default([...TRAINING, 'src/commun/inference/**', 'src/commun/labels/**'])
    .describe('Paths whose change asks for the artefact.'),
});

const ExternalsGate = z.strictObject({
  when: z.array(Glob).default(TRAINING).describe('Paths in which hyper-parameters must come from outside.'),
  ignore: z
    .array(Glob)
    .default(['**/tests/**', '**/test_*.py', '**/*_test.py'])
    .describe('Paths that are not looked at.'),
  names: z
    .array(z.string().regex(/^[A-Za-z_]\w*$/, 'a Python name, e.g. focal_alpha'))
    .default([])
    .describe('Further names of hyper-parameters; the built-in ones always count.'),
  inline_allow: z
    .boolean()
    .default(true)
    .describe('Whether the comment "# conclave: allow G5 <reason>" lets a line pass.'),
});

/** What the five gates ask of a pull request. */
export const GatesConfig = z
  .strictObject({
    off: z.array(GateId).default([]).describe('Gates that are not asked; the check says so.'),
    g1: TitleGate.prefault({}).describe('G1, the title.'),
    g2: z.strictObject({}).prefault({}).describe('G2, the reference to an issue or story; nothing to set.'),
    g3: DossierGate.prefault({}).describe('G3, the plan dossier; present in the file = awake.'),
    g4: ReadinessGate.prefault({}).describe('G4, the readiness artefact; present in the file = awake.'),
    g5: ExternalsGate.prefault({}).describe('G5, hyper-parameters that stand in code.'),
  })
  .describe('The guardrails.');
export type GatesConfig = z.infer<typeof GatesConfig>;

/** Names that G5 knows without being told. */
const BUILT_IN_NAMES = [
  'n_estimators max_depth learning_rate eta lr num_leaves min_child_weight min_child_samples subsample',
  'colsample_bytree colsample_bylevel reg_alpha reg_lambda lambda_l1 lambda_l2 gamma max_bin max_delta_step',
  'scale_pos_weight early_stopping_rounds num_boost_round n_trials n_folds batch_size epochs hidden_size num_layers',
  'dropout weight_decay momentum',
].flatMap((line) => line.split(' '));

/** Every hyper-parameter name of a repository in lower case: the built-in ones and those it adds. */
export function hyperParameterNames({ g5 }: Pick<GatesConfig, 'g5'>): readonly string[] {
  return [...new Set([...BUILT_IN_NAMES, ...g5.names.map((name) => name.toLowerCase())])];
}
