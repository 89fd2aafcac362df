/** The bytes of a file of market data, read by their positions, so that a large file is never held whole. */
export interface DataSource {
  readonly symbol: string;
  /** File name for messages, without its folder. */
  readonly name: string;
  readonly byteLength: number;
  /** The bytes from `start` up to and without `end`. */
  read(start: number, end: number): Promise<Uint8Array>;
}
