import { type ZodType, z } from 'zod';
import { BaseRecording, PullRecording } from './pull-recording.ts';
import { RoutingFile } from './routing-file.ts';

/** The JSON schema of `catalog/routing.yaml` for editors, as the text of a file. */
export function routingJsonSchema(): string {
  return textOf('Conclave routing', RoutingFile);
}

/** The JSON schema of a recorded pull request, as the text of a file. */
export function pullRecordingJsonSchema(): string {
  return textOf('Conclave pull request recording', PullRecording);
}

/** The JSON schema of a recorded base branch, as the text of a file. */
export function baseRecordingJsonSchema(): string {
  return textOf('Conclave base recording', BaseRecording);
}

function textOf(title: string, type: ZodType): string {
  return `${JSON.stringify({ title, ...z.toJSONSchema(type, { io: 'input' }) }, null, 2)}\n`;
}
