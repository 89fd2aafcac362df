import type { WorkFolder } from '../../adapters/files/work-folder.ts';
import { CONFIG_PATH, type ConclaveConfig, parseConfig } from '../../config/config.ts';
import { type Configured, findStanding, listPlaces, readConfigured } from './ground.ts';
import type { InitOptions } from './options.ts';
import { findMisnamedConfig, findPullTemplate, findTemplateFolder, type Listing } from './own-places.ts';
import type { Found, Spared } from './plan.ts';
import {
  type InitTexts,
  PULL_TEMPLATE_PATH,
  type WantedFile,
  wantedConfig,
  wantedTemplates,
  wantedWorkflows,
} from './wanted-files.ts';
import { fillSource, readSource } from './workflow-source.ts';

/** What is wanted in a folder and what stands there. */
export interface Survey {
  readonly found: readonly Found[];
  /** Sentences for the person who asked. */
  readonly notes: readonly string[];
}

type Order = Pick<InitOptions, 'only' | 'storyPattern' | 'source' | 'force'>;

/** Looks at all that matters for writing into a folder, and changes nothing. */
export async function surveyFolder(folder: WorkFolder, texts: InitTexts, order: Order): Promise<Survey> {
  const listing = await listPlaces(folder);
  const configured = await readConfigured(folder);
  const known = configured.kind === 'read' ? configured.config : parseConfig(null);
  const config = wantedConfig(texts, order.storyPattern ?? known.story.pattern);
  const misnamed = findMisnamedConfig(listing);
  const isWritten = order.only.includes('config') && (order.force || (configured.kind === 'absent' && !misnamed));
  const settings = isWritten ? parseConfig(config.text) : known;
  const found: Found[] = [];
  if (order.only.includes('config')) found.push(await findStanding(folder, config, misnamed));
  if (order.only.includes('workflows'))
    found.push(...(await findWorkflows(folder, wantedWorkflows(texts, settings), order)));
  if (order.only.includes('templates')) {
    for (const wanted of wantedTemplates(texts, settings)) found.push(await findTemplate(folder, wanted, listing));
  }
  return { found, notes: isWritten ? [] : noteConfig({ configured, misnamed, settings }, order) };
}

/** Workflows take Conclave from where it was said, else from where those that stand take it. */
async function findWorkflows(
  folder: WorkFolder,
  workflows: readonly WantedFile[],
  { source }: Order,
): Promise<readonly Found[]> {
  const found: Found[] = [];
  for (const wanted of workflows) found.push(await findStanding(folder, wanted, null));
  const sources = found.map(({ standing }) =>
    standing.kind === 'file' && standing.reading.kind === 'text' ? readSource(standing.reading.text) : null,
  );
  const shared = sources.find((each) => each !== null) ?? null;
  return found.map(({ wanted, standing }, index) => ({
    standing,
    wanted: { ...wanted, text: fillSource(wanted.text, source ?? sources[index] ?? shared) },
  }));
}

/** A template that GitHub already finds keeps its place and the case of its name. */
function findTemplate(folder: WorkFolder, wanted: WantedFile, listing: Listing): Promise<Found> {
  if (wanted.path !== PULL_TEMPLATE_PATH) return findStanding(folder, wanted, null);
  const path = findPullTemplate(listing);
  if (path === null) return findStanding(folder, wanted, findTemplateFolder(listing));
  return findStanding(folder, { ...wanted, path }, null);
}

interface KeptConfig {
  readonly configured: Configured;
  readonly misnamed: Spared | null;
  readonly settings: ConclaveConfig;
}

function noteConfig({ configured, misnamed, settings }: KeptConfig, { storyPattern }: Order): readonly string[] {
  const isUnset = storyPattern !== null && settings.story.pattern !== storyPattern;
  return [
    ...(configured.kind === 'broken' ? [`${configured.why}\n  The templates follow the defaults meanwhile.`] : []),
    ...(misnamed !== null && configured.kind !== 'absent' ? [`${misnamed.path} is not read, ${CONFIG_PATH} is.`] : []),
    ...(isUnset ? [`${CONFIG_PATH} is left, so that story.pattern has to be set there by hand.`] : []),
  ];
}
