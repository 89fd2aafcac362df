import { assembleGraph, type DecisionGraph, renderMermaid } from '../../adr/graph.ts';
import { EXIT } from '../exit-code.ts';
import { disarm, disarmJson } from '../gate/disarm.ts';
import type { Terminal } from '../terminal.ts';
import { parseGraphOptions } from './options.ts';
import { openProject } from './project.ts';
import { readRecordFiles } from './record-files.ts';

/** `conclave adr graph`: draws how decision records hang together; returns the exit code. */
export async function graphHere(rawOptions: unknown, terminal: Terminal): Promise<number> {
  const { repo, folders, json } = parseGraphOptions(rawOptions, terminal);
  const project = await openProject(repo, terminal.environment);
  const { records, notes } = await readRecordFiles(project, folders);
  const graph = assembleGraph(records.filter((record) => record.kind === 'record'));
  const left = records.flatMap((record) =>
    record.kind === 'record' ? [] : [`${record.path} is left out: ${record.flaw.message}`],
  );
  terminal.output.write(json ? renderJson(graph) : disarm(renderMermaid(graph)));
  for (const note of [...notes, ...left]) terminal.errors.write(`conclave: ${disarm(note)}\n`);
  return EXIT.passed;
}

/** Version 1 of the form; as described in docs/decisions.md. */
function renderJson({ nodes, edges }: DecisionGraph): string {
  return `${disarmJson(JSON.stringify({ version: 1, records: nodes, relations: edges }, null, 2))}\n`;
}
