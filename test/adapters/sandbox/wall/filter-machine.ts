/** What the kernel tells a filter of a call. */
export interface CallData {
  readonly number: number;
  readonly architecture: number;
  /** The lower halves of the six arguments. */
  readonly arguments?: readonly number[];
}

const OPERATIONS = { load: 0x20, and: 0x54, equal: 0x15, atLeast: 0x35, above: 0x25, return: 0x06 } as const;

/** Runs a classic Berkeley packet filter as the kernel does, and returns its answer; what it must not do throws. */
export function runFilter(filter: Buffer, call: CallData): number {
  const data = dataOf(call);
  let accumulator = 0;
  for (let at = 0; at < filter.length / 8; at += 1) {
    const code = filter.readUInt16LE(at * 8);
    const k = filter.readUInt32LE(at * 8 + 4);
    const jump = (isTrue: boolean): number => filter.readUInt8(at * 8 + (isTrue ? 2 : 3));
    if (code === OPERATIONS.return) return k;
    else if (code === OPERATIONS.load) accumulator = data.readUInt32LE(k);
    else if (code === OPERATIONS.and) accumulator = (accumulator & k) >>> 0;
    else if (code === OPERATIONS.equal) at += jump(accumulator === k);
    else if (code === OPERATIONS.atLeast) at += jump(accumulator >= k);
    else if (code === OPERATIONS.above) at += jump(accumulator > k);
    else throw new Error(`the kernel would refuse the operation ${code}`);
  }
  throw new Error('the filter has no answer');
}

/** `struct seccomp_data`. */
function dataOf({ number, architecture, arguments: words = [] }: CallData): Buffer {
  const data = Buffer.alloc(64);
  data.writeInt32LE(number, 0);
  data.writeUInt32LE(architecture, 4);
  words.forEach((word, at) => {
    data.writeUInt32LE(word >>> 0, 16 + at * 8);
  });
  return data;
}
