/** A strategy returned what cannot be read; whoever asked it knows where. */
export class Rubbish extends Error {
  override readonly name = 'Rubbish';
  /** What was expected instead. */
  readonly expected: string;

  constructor(what: string, expected: string) {
    super(what);
    this.expected = expected;
  }
}
