import {
  CORE_SCHEMA,
  constructFromEvents,
  type Event,
  floatCoreTag,
  NOT_RESOLVED,
  parseEvents,
  YAMLException,
} from 'js-yaml';
import type { ZodType } from 'zod';
import { AppError, type ErrorCode, messageOf } from './app-error.ts';
import { validate } from './validation.ts';
import { findLine, readPlaces, type YamlDocument, type YamlSource } from './yaml-document.ts';

const MAX_DEPTH = 20;

/** Infinity and not-a-number are no JSON; such a word stays text, so that a schema can refuse it by its line. */
const SCHEMA = CORE_SCHEMA.withTags({
  ...floatCoreTag,
  resolve: (source, isExplicit, tagName) => {
    const value = floatCoreTag.resolve(source, isExplicit, tagName);
    return typeof value === 'number' && !Number.isFinite(value) ? NOT_RESOLVED : value;
  },
});

/**
 * Parses one YAML 1.2 document; throws an AppError with `file:line` for a syntax error, a duplicate key, an alias,
 * an unknown tag, a second document, or nesting that nobody writes by hand (some 20 levels).
 */
export function parseYaml(text: string, fileName: string, code: ErrorCode = 'bad-input'): YamlDocument {
  const source: YamlSource = { text, fileName, code };
  const events = readEvents(source);
  const root = readPlaces(events, source);
  const value = root === null ? null : construct(events, source);
  return { fileName, value, lineOf: (path) => findLine(root, path) };
}

/** Parses one YAML document and checks it against a schema; every error names file and line. */
export function readYaml<T>(text: string, fileName: string, schema: ZodType<T>): T {
  return validate(parseYaml(text, fileName), schema);
}

function readEvents(source: YamlSource): Event[] {
  try {
    return parseEvents(source.text, { maxDepth: MAX_DEPTH });
  } catch (error) {
    throw asSyntaxError(error, source);
  }
}

function construct(events: Event[], source: YamlSource): unknown {
  try {
    return constructFromEvents(events, { source: source.text, schema: SCHEMA, maxAliases: 0 })[0];
  } catch (error) {
    throw asSyntaxError(error, source);
  }
}

function asSyntaxError(error: unknown, source: YamlSource): AppError {
  const mark = error instanceof YAMLException ? error.mark : undefined;
  const reason = error instanceof YAMLException ? error.reason : messageOf(error);
  const where = mark === undefined ? source.fileName : `${source.fileName}:${mark.line + 1}`;
  return new AppError(source.code, `not valid YAML: ${reason}`, { where, cause: error });
}
