/** Where bytes go; a file, a hash or a list in memory. They are valid until the call returns. */
export interface ByteSink {
  write(bytes: Uint8Array): void;
}

/** Letters that are gathered as a string, which is cheap to make longer, before they become bytes. */
const STRETCH = 16_384;

/** Bytes that are gathered before they are handed on: few large writes cost less than many small ones. */
const CHUNK = 131_072;

/** Most bytes of UTF-8 that one unit of a string becomes. */
const WIDEST = 3;

/** Gathers text as UTF-8 and hands it on in large pieces. Short flat pieces cost least: each is joined once. */
export class ByteLines {
  readonly #sink: ByteSink;
  readonly #bytes = Buffer.allocUnsafe(CHUNK);
  #at = 0;
  #text = '';

  constructor(sink: ByteSink) {
    this.#sink = sink;
  }

  /** Takes a piece of text; line ends are the caller's. */
  add(text: string): void {
    this.#text += text;
    if (this.#text.length >= STRETCH) this.#encode();
  }

  /** Hands on what is left. */
  flush(): void {
    this.#encode();
    this.#handOn();
  }

  #encode(): void {
    const text = this.#text;
    this.#text = '';
    const most = text.length * WIDEST;
    if (this.#at + most > CHUNK) this.#handOn();
    if (most > CHUNK) this.#sink.write(Buffer.from(text, 'utf8'));
    else this.#at += this.#bytes.write(text, this.#at, 'utf8');
  }

  #handOn(): void {
    if (this.#at === 0) return;
    this.#sink.write(this.#bytes.subarray(0, this.#at));
    this.#at = 0;
  }
}
