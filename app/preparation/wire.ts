import { openProgramFiles } from '../../src/adapters/program-files/program-files.ts';
import { openScanner } from '../../src/adapters/scan/scanner.ts';
import { groundFiles } from '../../src/flows/ground-texts.ts';
import type { Prepare } from '../../src/flows/prepare-pull.ts';
import { prepareReview } from '../../src/flows/prepare-review.ts';
import { refuseBeyondReach } from '../../src/flows/refuse-hopeless.ts';
import { keepShelves } from '../../src/flows/surveyed-shelves.ts';
import { VERSION } from '../version.ts';

/** Reads code in a process of its own, which ends when there is nothing to read. */
const scanner = openScanner();

/** Opens the library of a commit once. */
const open = keepShelves();

/** Prepares a session with the files of this installation and those that were read at the base. */
export const prepareHere: Prepare = async (order, ground, survey) => {
  const base = { repository: groundFiles(ground), commit: ground.commit };
  const request = await prepareReview(order, { program: openProgramFiles(VERSION), base }, { scanner, survey, open });
  refuseBeyondReach(request);
  return request;
};
