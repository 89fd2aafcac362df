const BYTES = 4;
const LONGEST = 16_384;

/** A vector in single precision, little end first. */
export function packVector(vector: readonly number[]): Uint8Array {
  const view = new DataView(new ArrayBuffer(vector.length * BYTES));
  for (const [index, value] of vector.entries()) view.setFloat32(index * BYTES, value, true);
  return new Uint8Array(view.buffer);
}

/** The vector that bytes hold; null when they hold none of 1 to 16,384 finite numbers. */
export function unpackVector(bytes: Uint8Array): readonly number[] | null {
  const length = bytes.byteLength / BYTES;
  if (!Number.isInteger(length) || length < 1 || length > LONGEST) return null;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const vector = Array.from({ length }, (_, index) => view.getFloat32(index * BYTES, true));
  return vector.every(Number.isFinite) ? vector : null;
}
