import { z } from 'zod';
import { AppError, messageOf } from '../../../kernel/app-error.ts';
import type { FoundArtifact } from '../../../ports/workflow-host.ts';
import type { Access } from '../access.ts';
import { ask } from '../ask.ts';
import { removeTokens } from '../redaction.ts';

const Artifact = z.object({ id: z.int(), name: z.string(), size_in_bytes: z.int(), expired: z.boolean() });
const Artifacts = z.object({ artifacts: z.array(Artifact) });

/** Finds the newest artifact of a run by its name; one of an earlier attempt of the run is older. */
export async function findArtifact(
  { octokit, at, name: repository }: Access,
  run: number,
  name: string,
): Promise<FoundArtifact> {
  const { artifacts } = await ask(`the artifacts of workflow run ${run} of ${repository}`, Artifacts, () =>
    octokit.request('GET /repos/{owner}/{repo}/actions/runs/{run_id}/artifacts', { ...at, run_id: run, name }),
  );
  const named = artifacts.filter((each) => each.name === name).toSorted((left, right) => right.id - left.id);
  const [newest] = named;
  if (newest === undefined) return { kind: 'missing' };
  return newest.expired ? { kind: 'expired' } : { kind: 'found', id: newest.id, bytes: newest.size_in_bytes };
}

/** Longest the download of an artifact may take. */
const LONGEST_DOWNLOAD_MS = 5 * 60_000;

/**
 * Downloads an artifact, counting its bytes while they come; what is too large is cut off and refused. GitHub leads on to
 * another server with a key in the address, which gets no token of ours.
 */
export async function downloadArtifact(access: Access, id: number, most: number): Promise<Uint8Array> {
  const asked = `artifact ${id} of ${access.name}`;
  const target = await findPlace(access, id, asked);
  const signal = AbortSignal.timeout(LONGEST_DOWNLOAD_MS);
  try {
    const answer = await fetch(target, { signal, redirect: 'error' });
    if (!answer.ok || answer.body === null) throw brokenOff(asked, `the store answered ${answer.status}`);
    return await collect(answer.body, most);
  } catch (error) {
    if (error instanceof AppError) throw error;
    throw brokenOff(asked, removeTokens(messageOf(error)));
  }
}

function brokenOff(asked: string, why: string): AppError {
  return new AppError('outside-failed', `${asked} could not be downloaded: ${why}`, { passing: true });
}

async function findPlace({ octokit, at }: Access, id: number, asked: string): Promise<URL> {
  const { location } = await ask(asked, z.object({ location: z.url() }), async () => {
    const answer = await octokit.request('GET /repos/{owner}/{repo}/actions/artifacts/{artifact_id}/{archive_format}', {
      ...at,
      artifact_id: id,
      archive_format: 'zip',
      request: { redirect: 'manual' },
    });
    return { data: { location: answer.headers.location } };
  });
  const target = new URL(location);
  const api = new URL(octokit.request.endpoint.DEFAULTS.baseUrl);
  if (target.protocol === 'https:' || target.origin === api.origin) return target;
  throw new AppError('outside-failed', `${asked} stands at an address without encryption`);
}

async function collect(body: ReadableStream<Uint8Array>, most: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of body) {
    bytes += chunk.length;
    if (bytes > most)
      throw new AppError('bad-input', 'the artifact is larger than the one that was announced or may be', {
        expected: `at most ${most} bytes`,
      });
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
