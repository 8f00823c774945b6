/** Leaves out the older form of each font: every browser that runs the page reads woff2. */
export function woff2Plugin() {
  return {
    name: 'drydock-woff2',
    enforce: 'pre' as const,
    transform(code: string, id: string): string | undefined {
      if (!id.endsWith('.css') || !code.includes("format('woff')")) return undefined;
      return code.replaceAll(/,\s*url\([^)]*\.woff\) format\('woff'\)/g, '');
    },
  };
}
