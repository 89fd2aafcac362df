import { openProgramFiles } from '../../src/adapters/program-files/program-files.ts';
import { openScanner } from '../../src/adapters/scan/scanner.ts';
import { lookAround } from '../../src/flows/gather-evidence.ts';
import { groundFiles } from '../../src/flows/ground-texts.ts';
import type { Look } from '../../src/flows/judge-rules.ts';
import type { Prepare } from '../../src/flows/prepare-pull.ts';
import { prepareReview } from '../../src/flows/prepare-review.ts';
import { keepShelves } from '../../src/flows/surveyed-shelves.ts';
import { VERSION } from '../version.ts';

/** Reads code in a process of its own, which ends when there is nothing to read. */
const scanner = openScanner();

/** Opens the library of a commit once. */
const open = keepShelves();

/** Prepares a session with the files of this installation and those that were read at the base. */
export const prepareHere: Prepare = async (order, ground, survey) => {
  const base = { repository: groundFiles(ground), commit: ground.commit };
  const from = { program: openProgramFiles(VERSION), base };
  return prepareReview(order, from, { scanner, survey, open });
};

/** Lets the evidence rules look at a change with the rules of this installation and those that were read at the base. */
export const lookHere: Look = async (change, ground, around) => {
  const base = { repository: groundFiles(ground), commit: ground.commit };
  const order = { change, only: null, surroundings: async () => around };
  const { hits, unread, rules } = await lookAround(order, { program: openProgramFiles(VERSION), base }, scanner);
  return { hits, unread, rules };
};
