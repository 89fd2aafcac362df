import { isAppError } from '../../kernel/app-error.ts';
import { parseYaml } from '../../kernel/yaml.ts';
import { fileNameOf, type ReadSigns, type Sign } from './sign.ts';

/** Kinds of Kubernetes objects that run something of their own, or give it an address. */
const RUNNING: ReadonlySet<string> = new Set([
  'Deployment',
  'StatefulSet',
  'DaemonSet',
  'Service',
  'Rollout',
  'ScaledJob',
]);
/** Kinds that bring a new sort of infrastructure with them. */
const CARRYING: ReadonlySet<string> = new Set([
  'CronJob',
  'CustomResourceDefinition',
  'Gateway',
  'Ingress',
  'PersistentVolumeClaim',
  'StorageClass',
]);
const QUEUES: ReadonlySet<string> = new Set(['KafkaTopic', 'Queue', 'RabbitmqQueue']);

/** Longest manifest that is parsed; a longer one is data. */
const LONGEST = 200_000;

/**
 * Services, queues and kinds of infrastructure that a Kubernetes manifest declares. A template of Helm, or a document
 * that is not YAML, is read by the lines `kind:` at its margin, with the file's name in place of the object's.
 */
export const readManifest: ReadSigns = (path, text) => {
  if (!/\.ya?ml$/.test(path) || text.length > LONGEST || !/^kind:/m.test(text)) return [];
  return documentsOf(text).flatMap((document) => readObject(path, document));
};

interface Document {
  readonly text: string;
  /** Lines that stand above it. */
  readonly above: number;
}

function documentsOf(text: string): readonly Document[] {
  const documents: Document[] = [];
  let lines: string[] = [];
  let above = 0;
  for (const [index, line] of text.split('\n').entries()) {
    if (!/^---(?:\s|$)/.test(line)) {
      lines.push(line);
      continue;
    }
    documents.push({ text: lines.join('\n'), above });
    lines = [];
    above = index + 1;
  }
  return [...documents, { text: lines.join('\n'), above }];
}

function readObject(path: string, { text, above }: Document): readonly Sign[] {
  const marginal = /^kind:\s*["']?(\w+)/m.exec(text);
  if (marginal === null) return [];
  const line = above + text.slice(0, marginal.index).split('\n').length;
  const kind = marginal[1] ?? '';
  const name = nameOf(text) ?? fileNameOf(path).replace(/\.ya?ml$/, '');
  if (RUNNING.has(kind)) return [{ kind: 'service', name, line }];
  if (QUEUES.has(kind)) return [{ kind: 'queue', name, line }];
  return CARRYING.has(kind) ? [{ kind: 'infrastructure', name: kind, line }] : [];
}

function nameOf(text: string): string | null {
  const value = parsedOrNull(text);
  const name = isMapping(value) && isMapping(value.metadata) ? value.metadata.name : null;
  return typeof name === 'string' && !name.includes('{{') ? name : null;
}

function parsedOrNull(text: string): unknown {
  try {
    return parseYaml(text, 'manifest').value;
  } catch (error) {
    if (isAppError(error)) return null;
    throw error;
  }
}

function isMapping(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
