import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { makeRepository, type ScratchRepository } from '../../adapters/git/scratch-repository.ts';

const RUNBOOK = `# Runbook

## Roll back a model

The champion is put back by the operator. Press the red button in the console, wait until all replicas answer with the
old version, and write down the reason. Nobody rolls back alone: a second person reads the version aloud. When the
console does not answer, the ML owner decides whether trading stops. Afterwards the incident is written up within two
days, with the numbers that made us go back, and the next release waits until that page was read by everybody on call.

## Alarms

An alarm rings when drift is measured.
`;

const MANUAL = `# Manuel

## Approbation

La promotion d'un challenger en champion est approuvée par le responsable ML.
`;

const RECORD = `# 25. Tasks hand over tables

## Status

Accepted

## Decision

Tasks hand over tables and never files.
`;

/** A repository with documents in two languages, one record, and files that cannot be read. */
export function makeLibrary(config = ''): ScratchRepository {
  const repository = makeRepository();
  repository.write('docs/runbook.md', RUNBOOK);
  repository.write('docs/manuel.fr.md', MANUAL);
  repository.write('docs/adr/0025-tables.md', RECORD);
  repository.write('docs/latin.md', Buffer.from('# Réglage\n', 'latin1'));
  repository.write('src/model.py', 'x = 1\n');
  if (config !== '') repository.write('.github/conclave.yml', `version: 1\n${config}`);
  symlinkSync('/etc/passwd', join(repository.folder, 'docs/link.md'));
  repository.commit();
  return repository;
}
