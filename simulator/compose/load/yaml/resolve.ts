/** What a plain scalar means: Go's yaml.v3, which is YAML 1.2 with some numbers of 1.1 (0777, 1_000, 0b1). */

const NULLS = new Set(['', '~', 'null', 'Null', 'NULL']);
const BOOLEANS = new Map([
  ['true', true],
  ['True', true],
  ['TRUE', true],
  ['false', false],
  ['False', false],
  ['FALSE', false],
]);
const FLOAT = /^[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?$/;
const INFINITY = /^[-+]?\.(inf|Inf|INF)$/;
const NOT_A_NUMBER = /^\.(nan|NaN|NAN)$/;

/** The value of a plain scalar. */
export function resolvePlain(text: string): null | boolean | number | string {
  if (NULLS.has(text)) return null;
  const bool = BOOLEANS.get(text);
  if (bool !== undefined) return bool;
  if (!/^[-+.0-9]/.test(text)) return text;
  return resolveInteger(text.replaceAll('_', '')) ?? resolveFloat(text.replaceAll('_', ''), text) ?? text;
}

function resolveInteger(plain: string): number | undefined {
  const found = /^([-+]?)(0[xX][0-9a-fA-F]+|0[bB][01]+|0[oO]?[0-7]+|0|[1-9][0-9]*)$/.exec(plain);
  if (!found) return undefined;
  const [, sign, digits = ''] = found;
  const value = /^0[0-7]+$/.test(digits) ? parseInt(digits, 8) : Number(digits.toLowerCase());
  return sign === '-' ? -value : value;
}

function resolveFloat(plain: string, text: string): number | undefined {
  if (FLOAT.test(plain)) return Number(plain);
  if (INFINITY.test(text)) return text.startsWith('-') ? -Infinity : Infinity;
  return NOT_A_NUMBER.test(text) ? NaN : undefined;
}

/** Whether a string must be quoted to stay one, also for readers of YAML 1.1. */
export function looksLikeOther(text: string): boolean {
  return (
    typeof resolvePlain(text) !== 'string' ||
    /^([yY]|[yY]es|YES|[oO]n|ON|[nN]|[nN]o|NO|[oO]ff|OFF)$/.test(text) ||
    /^[-+]?[0-9][0-9_]*(:[0-5]?[0-9])+(\.[0-9_]*)?$/.test(text) ||
    text === '<<' ||
    /^\d{4}-\d{1,2}-\d{1,2}([Tt ].*)?$/.test(text)
  );
}
