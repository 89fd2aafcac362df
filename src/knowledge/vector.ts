/** A text as a point in the space of an embedding model. */
export type Vector = ArrayLike<number>;

/** For each passage, by its place, the cosine with a question; not a number where there is no vector to compare. */
export type ScoreVectors = (question: Vector) => Float64Array;

/** Keeps vectors so that the cosine with a question is one pass over them. */
export function indexVectors(vectors: readonly (Vector | null)[]): ScoreVectors {
  const kept = vectors.map((vector) => (vector === null ? null : asUnit(vector)));
  return (question) => {
    const unit = asUnit(question);
    return Float64Array.from(kept, (vector) => (vector?.length === unit.length ? dot(unit, vector) : Number.NaN));
  };
}

/** A vector of length 1 in the same direction; one of length 0 has no direction and no cosine. */
function asUnit(vector: Vector): Float32Array {
  const unit = Float32Array.from(vector);
  const length = Math.sqrt(dot(unit, unit));
  return unit.map((each) => each / length);
}

function dot(one: Float32Array, other: Float32Array): number {
  let sum = 0;
  for (let at = 0; at < one.length; at += 1) sum += (one[at] ?? 0) * (other[at] ?? 0);
  return sum;
}
