/**
 * The share of the standard normal distribution below x, to about 15 digits. Hart 1968 as given by West 2005, "Better
 * approximations to cumulative normal functions".
 */
export function normalShareBelow(x: number): number {
  const distance = Math.abs(x);
  const tail = distance > 37 ? 0 : distance < 7.071_067_811_865_47 ? nearTail(distance) : farTail(distance);
  return x > 0 ? 1 - tail : tail;
}

/**
 * The x below which a share of the standard normal distribution lies, to about 16 digits; −Infinity of 0, Infinity of 1, NaN
 * outside. Wichura 1988, algorithm AS 241 (PPND16).
 */
export function normalQuantileOf(share: number): number {
  const offset = share - 0.5;
  if (Math.abs(offset) <= 0.425) {
    const r = 0.180_625 - offset * offset;
    return (offset * polynomial(CENTRE_ABOVE, r)) / polynomial(CENTRE_BELOW, r);
  }
  const tail = offset < 0 ? share : 1 - share;
  if (!(tail >= 0)) return Number.NaN;
  const distance = tail === 0 ? Infinity : quantileOfTail(Math.sqrt(-Math.log(tail)));
  return offset < 0 ? -distance : distance;
}

const NEAR_ABOVE = [
  220.206867912376, 221.213596169931, 112.079291497871, 33.912866078383, 6.37396220353165, 0.700383064443688,
  0.0352624965998911,
];
const NEAR_BELOW = [
  440.413735824752, 793.826512519948, 637.333633378831, 296.564248779674, 86.7807322029461, 16.064177579207,
  1.75566716318264, 0.0883883476483184,
];

function nearTail(x: number): number {
  return (Math.exp((-x * x) / 2) * polynomial(NEAR_ABOVE, x)) / polynomial(NEAR_BELOW, x);
}

/** A continued fraction; √(2π) divides. */
function farTail(x: number): number {
  const fraction = x + 1 / (x + 2 / (x + 3 / (x + 4 / (x + 0.65))));
  return Math.exp((-x * x) / 2) / fraction / 2.506628274631;
}

const CENTRE_ABOVE = [
  3.3871328727963665, 133.14166789178438, 1971.5909503065513, 13731.69376550946, 45921.95393154987, 67265.7709270087,
  33430.57558358813, 2509.0809287301227,
];
const CENTRE_BELOW = [
  1, 42.31333070160091, 687.1870074920579, 5394.196021424751, 21213.794301586597, 39307.89580009271, 28729.085735721943,
  5226.495278852546,
];
const MIDDLE_ABOVE = [
  1.4234371107496835, 4.630337846156546, 5.769497221460691, 3.6478483247632045, 1.2704582524523684, 0.2417807251774506,
  0.022723844989269184, 0.0007745450142783414,
];
const MIDDLE_BELOW = [
  1, 2.053191626637759, 1.6763848301838038, 0.6897673349851, 0.14810397642748008, 0.015198666563616457,
  0.0005475938084995345, 1.0507500716444169e-9,
];
const OUTER_ABOVE = [
  6.657904643501103, 5.463784911164114, 1.7848265399172913, 0.29656057182850487, 0.026532189526576124,
  0.0012426609473880784, 2.7115555687434876e-5, 2.0103343992922881e-7,
];
const OUTER_BELOW = [
  1, 0.599832206555888, 0.1369298809227358, 0.014875361290850615, 0.0007868691311456133, 1.8463183175100548e-5,
  1.421511758316446e-7, 2.0442631033899397e-15,
];

function quantileOfTail(root: number): number {
  return root <= 5
    ? polynomial(MIDDLE_ABOVE, root - 1.6) / polynomial(MIDDLE_BELOW, root - 1.6)
    : polynomial(OUTER_ABOVE, root - 5) / polynomial(OUTER_BELOW, root - 5);
}

/** c₀ + c₁x + c₂x² + …, by Horner's rule. */
function polynomial(coefficients: readonly number[], x: number): number {
  return coefficients.reduceRight((sum, coefficient) => sum * x + coefficient, 0);
}
