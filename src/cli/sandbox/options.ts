import { z } from 'zod';
import { GUARANTEES, type GuaranteeName, Wall, type WallEngineName } from '../../backtest/wall/wall.ts';
import { refuseSwallowed } from '../swallowed-option.ts';
import { parseWord } from '../word-option.ts';

/** What `conclave sandbox build` is told. */
export interface BuildOptions {
  readonly engine: 'auto' | WallEngineName;
  /** Null for what can be reached. */
  readonly from: 'registry' | 'debian' | null;
  readonly json: boolean;
}

const RawBuild = z.object({
  engine: z.string().optional(),
  from: z.string().optional(),
  json: z.boolean().default(false),
});

/** Checks the options of `conclave sandbox build`. */
export function parseBuildOptions(raw: unknown): BuildOptions {
  const { engine, from, json } = RawBuild.parse(raw);
  refuseSwallowed({ engine, from }, 'sandbox build');
  return {
    engine: parseEngine(engine),
    from: from === undefined ? null : parseWord(from, z.enum(['registry', 'debian']), '--from'),
    json,
  };
}

/** What `conclave sandbox probe` is told. */
export interface ProbeOptions {
  readonly engine: 'auto' | WallEngineName;
  readonly allowWeaker: readonly GuaranteeName[];
  readonly json: boolean;
}

const RawProbe = z.object({
  engine: z.string().optional(),
  allowWeaker: z.array(z.string()).default([]),
  json: z.boolean().default(false),
});

/** Checks the options of `conclave sandbox probe`. */
export function parseProbeOptions(raw: unknown): ProbeOptions {
  const { engine, allowWeaker, json } = RawProbe.parse(raw);
  refuseSwallowed({ engine, allowWeaker: allowWeaker.find((each) => each.startsWith('--')) }, 'sandbox probe');
  return { engine: parseEngine(engine), allowWeaker: allowWeaker.map(parseGuarantee), json };
}

/** Reads the name of an engine; `auto` where none was given. */
export function parseEngine(given: string | undefined): 'auto' | WallEngineName {
  return given === undefined ? 'auto' : parseWord(given, Wall.shape.engine, '--engine');
}

/** Reads the name of a guarantee that may be missing. */
export function parseGuarantee(given: string): GuaranteeName {
  return parseWord(given, z.enum(GUARANTEES), '--allow-weaker');
}
