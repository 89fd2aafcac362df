/** Loaded before a program that is measured: writes the most memory that it had, in MB, where PEAK_FILE says. */
import { writeFileSync } from 'node:fs';

process.on('exit', () => {
  const { PEAK_FILE } = process.env;
  if (PEAK_FILE !== undefined) writeFileSync(PEAK_FILE, String(process.resourceUsage().maxRSS / 1024));
});
