import { CONFIG_PATH, type ConclaveConfig } from '../../config/config.ts';
import { AppError } from '../../kernel/app-error.ts';
import type { NamedText } from '../../ports/program-files.ts';
import { fillConfig } from './config-text.ts';
import { fillTemplate, type TemplateSettings } from './template-text.ts';

/** A file that a repository shall have. */
export interface WantedFile {
  readonly path: string;
  readonly text: string;
}

/** What came with the program for this purpose. */
export interface InitTexts {
  readonly templates: readonly NamedText[];
  readonly workflows: readonly NamedText[];
}

/** Where the template of pull requests stands when a repository has none yet. */
export const PULL_TEMPLATE_PATH = '.github/pull_request_template.md';

/** Nothing here wakes a gate, is cited by the committee or published with the documents. */
const TEMPLATES_FOLDER = '.github/conclave/templates';
const DOSSIER_TEMPLATE_PATH = `${TEMPLATES_FOLDER}/plan-dossier.md`;

/** The workflows that need nothing but the repository itself. */
const WORKFLOWS = ['guardrails.yml', 'evidence.yml', 'waiver-audit.yml'];

/** The configuration, with the pattern of story ids that shall hold. */
export function wantedConfig({ templates }: InitTexts, storyPattern: string | null): WantedFile {
  return { path: CONFIG_PATH, text: fillConfig(textOf(templates, 'conclave.yml'), storyPattern) };
}

/**
 * The workflows as they stand in the documents; their source is not filled in. Backtests have one where the configuration
 * says what is a strategy, under the name that it gives.
 */
export function wantedWorkflows(
  { workflows }: InitTexts,
  { backtest }: Pick<ConclaveConfig, 'backtest'>,
): readonly WantedFile[] {
  const hasStrategies = backtest.strategies.length + backtest.runs.length > 0;
  const named = [
    ...WORKFLOWS.map((name) => ({ name, as: name })),
    ...(hasStrategies ? [{ name: 'backtest.yml', as: backtest.workflow }] : []),
  ];
  return named.map(({ name, as }) => ({ path: `.github/workflows/${as}`, text: textOf(workflows, name) }));
}

/** The templates, in words that fit what is configured. */
export function wantedTemplates({ templates }: InitTexts, settings: TemplateSettings): readonly WantedFile[] {
  const fromTemplate = (path: string, name: string): WantedFile => ({
    path,
    text: fillTemplate(textOf(templates, name), settings, DOSSIER_TEMPLATE_PATH),
  });
  return [
    fromTemplate(PULL_TEMPLATE_PATH, 'pull-request.md'),
    fromTemplate(DOSSIER_TEMPLATE_PATH, 'plan-dossier.md'),
    fromTemplate(`${TEMPLATES_FOLDER}/mlops-readiness.md`, 'mlops-readiness.md'),
  ];
}

function textOf(texts: readonly NamedText[], name: string): string {
  const found = texts.find(({ path }) => path.endsWith(`/${name}`));
  if (found !== undefined) return found.text;
  throw new AppError('broken', `the program lacks its own file ${name}`, { advice: 'install conclave again' });
}
