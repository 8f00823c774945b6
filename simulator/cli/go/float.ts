/** Floating-point numbers in Go's %g, %e and %f forms. */

/** An exponent as Go writes it: a sign and at least two digits. */
const exponentText = (exponent: number): string =>
  `e${exponent < 0 ? '-' : '+'}${String(Math.abs(exponent)).padStart(2, '0')}`;

/** JavaScript's `1.5e+3` with Go's two-digit exponent. */
function goExponent(text: string): string {
  const [mantissa = '', exponent = '0'] = text.split('e');
  return mantissa + exponentText(Number(exponent));
}

function special(value: number): string | undefined {
  if (Number.isNaN(value)) return 'NaN';
  if (!Number.isFinite(value)) return value > 0 ? '+Inf' : '-Inf';
  return undefined;
}

/** %.{precision}g: at most `precision` significant digits, without trailing zeros; exponents below -4 or from `precision` on. */
export function formatGeneral(value: number, precision: number): string {
  const odd = special(value);
  if (odd !== undefined) return odd;
  if (value === 0) return Object.is(value, -0) ? '-0' : '0';
  const digits = Math.max(1, precision);
  const scientific = value.toExponential(digits - 1);
  const exponent = Number(scientific.split('e')[1] ?? '0');
  if (exponent < -4 || exponent >= digits) {
    const [mantissa = ''] = scientific.split('e');
    return (mantissa.includes('.') ? mantissa.replace(/\.?0+$/, '') : mantissa) + exponentText(exponent);
  }
  const fixed = value.toFixed(Math.max(0, digits - 1 - exponent));
  return fixed.includes('.') ? fixed.replace(/\.?0+$/, '') : fixed;
}

/** %v of a float64: the shortest digits that read back as the same number, with an exponent below -4 and from 21 on. */
export function formatShortest(value: number): string {
  const odd = special(value);
  if (odd !== undefined) return odd;
  if (value === 0) return Object.is(value, -0) ? '-0' : '0';
  const shortest = value.toExponential();
  const exponent = Number(shortest.split('e')[1] ?? '0');
  if (exponent < -4 || exponent >= 21) return goExponent(shortest);
  return plainDecimal(value);
}

/** The shortest digits without an exponent. */
export function plainDecimal(value: number): string {
  const text = String(value);
  if (!text.includes('e')) return text;
  const [mantissa = '', exponent = '0'] = text.split('e');
  const sign = mantissa.startsWith('-') ? '-' : '';
  const digits = mantissa.replace(/[-.]/g, '');
  const point = 1 + Number(exponent);
  if (point <= 0) return `${sign}0.${'0'.repeat(-point)}${digits}`;
  return sign + digits.padEnd(point, '0');
}

/** %e with a precision. */
export function formatExponent(value: number, precision: number): string {
  return special(value) ?? goExponent(value.toExponential(precision));
}

/** %f with a precision. */
export function formatFixed(value: number, precision: number): string {
  return special(value) ?? value.toFixed(precision);
}
