import { BUNDLE_ARTIFACT, BUNDLE_FILE, Bundle } from '../../backtest/bundle/bundle.ts';
import { isBundleEntry, isNeededEntry } from '../../backtest/verdict/bundle-entry.ts';
import { isAppError } from '../../kernel/app-error.ts';
import { type Complaint, complaintOf } from '../../kernel/complaint.ts';
import type { ArchiveReader, UnpackBounds, UnpackedFile } from '../../ports/archive-reader.ts';
import type { WorkflowHost, WorkflowRun } from '../../ports/workflow-host.ts';

const MEBIBYTE = 1_048_576;

/** Most bytes of an artifact as it is downloaded. */
const MOST_PACKED = 64 * MEBIBYTE;

/** What an artifact may hold; a backtest of ten strategies over a year of five-minute bars is a tenth of it. */
export const BUNDLE_BOUNDS: UnpackBounds = {
  entries: 5_000,
  file: 64 * MEBIBYTE,
  total: 512 * MEBIBYTE,
  ratio: 300,
};

/** The bundle of a run, or why there is none. */
export type FetchedBundle =
  | { readonly kind: 'fetched'; readonly bundle: Bundle; readonly files: readonly UnpackedFile[] }
  | { readonly kind: 'missing' | 'expired' }
  /** It is there and cannot be used. */
  | { readonly kind: 'refused'; readonly complaint: Complaint };

/** What fetching a bundle asks of the outside world. */
export interface BundlePorts {
  readonly workflows: Pick<WorkflowHost, 'findArtifact' | 'downloadArtifact'>;
  readonly archives: ArchiveReader;
}

/** Downloads the bundle of a run and unpacks it in memory; what it says is a claim until it was compared. */
export async function fetchBundle({ id }: Pick<WorkflowRun, 'id'>, ports: BundlePorts): Promise<FetchedBundle> {
  const artifact = await ports.workflows.findArtifact(id, BUNDLE_ARTIFACT);
  if (artifact.kind !== 'found') return artifact;
  if (artifact.bytes > MOST_PACKED) return tooLarge(artifact.bytes);
  try {
    const archive = await ports.workflows.downloadArtifact(artifact.id, MOST_PACKED);
    const order = { isExpected: isBundleEntry, isWanted: isNeededEntry, bounds: BUNDLE_BOUNDS };
    const files = await ports.archives.unpack(archive, order);
    return readBundle(files);
  } catch (error) {
    if (!isAppError(error) || error.code !== 'bad-input') throw error;
    return { kind: 'refused', complaint: complaintOf(error) };
  }
}

function tooLarge(bytes: number): FetchedBundle {
  return {
    kind: 'refused',
    complaint: {
      what: `the artifact has ${bytes} bytes`,
      where: BUNDLE_ARTIFACT,
      expected: `at most ${MOST_PACKED}`,
      advice: 'Run fewer strategies, or on less data.',
    },
  };
}

function readBundle(files: readonly UnpackedFile[]): FetchedBundle {
  const file = files.find(({ path }) => path === BUNDLE_FILE);
  const read = Bundle.safeParse(file === undefined ? null : parsed(file.bytes));
  if (read.success) return { kind: 'fetched', bundle: read.data, files };
  const [issue] = read.error.issues;
  return {
    kind: 'refused',
    complaint: {
      what: file === undefined ? 'the artifact holds no bundle' : 'the bundle cannot be read',
      where: BUNDLE_FILE,
      expected: issue === undefined ? null : `${issue.path.join('.') || 'the file'}: ${issue.message}`,
      advice: 'Let the workflow of the documentation make it, with the version of this program.',
    },
  };
}

function parsed(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    return null;
  }
}
