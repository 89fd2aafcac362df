/** Where text goes; a file, a hash or a list in memory. */
export interface TextSink {
  write(text: string): void;
}

/** Characters that are gathered before they are handed on: few large writes cost less than many small ones. */
const CHUNK = 65_536;

/** Gathers lines and hands them on in large pieces. */
export class LineBuffer {
  readonly #sink: TextSink;
  #text = '';

  constructor(sink: TextSink) {
    this.#sink = sink;
  }

  /** Takes a text that ends its own lines. */
  add(text: string): void {
    this.#text += text;
    if (this.#text.length >= CHUNK) this.flush();
  }

  /** Hands on what is left. */
  flush(): void {
    if (this.#text === '') return;
    this.#sink.write(this.#text);
    this.#text = '';
  }
}
