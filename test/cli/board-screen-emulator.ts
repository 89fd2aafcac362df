import stringWidth from 'string-width';
import type { ScreenStream } from '../../src/cli/review/board-screen.ts';

const ESCAPE = '\u001b';
const TOKEN = new RegExp(`${ESCAPE}\\[(\\??)(\\d*)([A-Za-z])|[\\s\\S]`, 'gu');
const graphemes = new Intl.Segmenter();

/** A small terminal: it knows the sequences that the board uses and refuses every other. */
export class ScreenEmulator implements ScreenStream {
  readonly interactive = true;
  readonly colours: boolean;
  columns: number;
  rows: number;
  cursorVisible = true;
  breaksLines = true;
  /** Whether anything was written past the right edge. */
  overflowed = false;
  writes = 0;
  #cells: string[][] = [[]];
  #row = 0;
  #column = 0;

  constructor({ columns, rows = 60, colours = false }: { columns: number; rows?: number; colours?: boolean }) {
    this.columns = columns;
    this.rows = rows;
    this.colours = colours;
  }

  write(text: string): void {
    this.writes += 1;
    for (const [token, mark, number, letter] of text.matchAll(TOKEN)) {
      if (letter !== undefined) this.#obey(`${mark}${letter}`, number === '' ? 1 : Number(number));
      else if (token === '\n') this.#newLine();
      else if (token === '\r') this.#column = 0;
      else if (/\p{Cc}/u.test(token))
        throw new Error(`a control character reached the terminal: ${JSON.stringify(token)}`);
      else this.#put(token);
    }
  }

  /** Everything that can be seen, scrolled back to the first line. */
  lines(): readonly string[] {
    return this.#cells.map((cells) => joined(cells).trimEnd());
  }

  /** Makes the window narrower or wider; lines that no longer fit are broken, as most terminals do. */
  resize(columns: number): void {
    const cells = this.#cells.flatMap((row) => chunks(trimmed(row), columns));
    this.#cells = cells;
    this.#row = cells.length - 1;
    this.columns = columns;
  }

  #obey(sequence: string, number: number): void {
    if (sequence === 'A') this.#row = Math.max(this.#top(), this.#row - number);
    else if (sequence === 'K' && number === 2) this.#cells[this.#row] = [];
    else if (sequence === 'J')
      this.#cells = [...this.#cells.slice(0, this.#row), (this.#cells[this.#row] ?? []).slice(0, this.#column)];
    else if (sequence === '?h' || sequence === '?l') this.#switch(number, sequence === '?h');
    else if (sequence !== 'm') throw new Error(`an unknown sequence reached the terminal: ${sequence} ${number}`);
  }

  #switch(mode: number, on: boolean): void {
    if (mode === 25) this.cursorVisible = on;
    else if (mode === 7) this.breaksLines = on;
    else throw new Error(`an unknown mode reached the terminal: ${mode}`);
  }

  #newLine(): void {
    this.#row += 1;
    this.#column = 0;
    this.#cells[this.#row] ??= [];
  }

  /** One character; a mark that joins the one before it takes no cell of its own. */
  #put(character: string): void {
    const row = this.#cells[this.#row] ?? [];
    const before = lastCell(row, this.#column);
    const joins = before !== null && [...graphemes.segment((row[before] ?? '') + character)].length === 1;
    const start = joins ? before : this.#column;
    const cluster = (joins || isLoneMark(row[start]) ? (row[start] ?? '') : '') + character;
    const width = stringWidth(cluster);
    if (start + width > this.columns) this.overflowed = true;
    row[start] = cluster;
    for (let index = 1; index < width; index += 1) row[start + index] = '';
    this.#cells[this.#row] = row;
    this.#column = Math.max(start + width, this.#column);
  }

  #top(): number {
    return Math.max(0, this.#cells.length - this.rows);
  }
}

/** A mark with nothing before it on its line stands with what comes after it. */
function isLoneMark(cell: string | undefined): boolean {
  return cell !== undefined && cell !== '' && stringWidth(cell) === 0;
}

function lastCell(row: readonly string[], column: number): number | null {
  for (let index = column - 1; index >= 0; index -= 1) if (row[index] !== '') return index;
  return null;
}

function joined(cells: readonly (string | undefined)[]): string {
  return Array.from(cells, (cell) => cell ?? ' ').join('');
}

function trimmed(cells: readonly string[]): readonly string[] {
  const last = cells.findLastIndex((cell) => cell !== ' ' && cell !== undefined);
  return cells.slice(0, last + 1);
}

function chunks(cells: readonly string[], size: number): string[][] {
  const count = Math.max(1, Math.ceil(cells.length / size));
  return Array.from({ length: count }, (_, index) => cells.slice(index * size, (index + 1) * size));
}
