const NAME = /^(\d{4})-(\d{2})-(\d{2})-([\p{L}\p{N}][\p{L}\p{N}._-]*)-plan\.md$/u;

/** What is wrong with the name of a dossier, as a phrase; null when it is `YYYY-MM-DD-<slug>-plan.md` with a real date. */
export function wrongName(path: string): string | null {
  const name = path.slice(path.lastIndexOf('/') + 1);
  const [, year, month, day] = NAME.exec(name) ?? [];
  if (year === undefined || month === undefined || day === undefined) return 'is not named YYYY-MM-DD-<slug>-plan.md';
  return isRealDate(Number(year), Number(month), Number(day))
    ? null
    : `names the date ${year}-${month}-${day}, which does not exist`;
}

function isRealDate(year: number, month: number, day: number): boolean {
  const isLeap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  const days = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
  return day >= 1 && day <= (days[month - 1] ?? 0);
}
