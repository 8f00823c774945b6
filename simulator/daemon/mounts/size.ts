/** Sizes with suffixes as the kernel's memparse reads them: `64m`, `1G`, `1048576`. */
const POWERS = ['', 'k', 'm', 'g', 't'];

/** undefined for what is no size. */
export function humanBytes(text: string): number | undefined {
  const match = /^(\d+)([kmgt]?)$/i.exec(text);
  if (match === null) return undefined;
  return Number(match[1]) * 1024 ** POWERS.indexOf((match[2] ?? '').toLowerCase());
}
