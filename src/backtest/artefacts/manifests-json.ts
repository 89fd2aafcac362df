import { z } from 'zod';
import { DataManifest } from '../data/manifest.ts';

/** `data_manifest.json`: what the files of market data are and how they were read, in the order of the run. */
export const DataManifests = z.array(DataManifest).min(1);
export type DataManifests = z.infer<typeof DataManifests>;

/** `data_manifest.json` as text, the same for the same files. */
export function renderManifests(manifests: readonly DataManifest[]): string {
  return `${JSON.stringify(manifests, null, 2)}\n`;
}
