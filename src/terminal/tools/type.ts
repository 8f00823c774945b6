/** The app's own type comes after the first prompt: until then the system's stands in. */
import type { Screen } from '../desk.svelte.ts';

/** Latin and Hangul: a syllable of it is exactly as wide as two Latin letters. */
const FAMILY = 'Nanum Gothic Coding';

/** Of the letters' height: this type is drawn to its edges, and lines of tables would touch. */
const LINE_HEIGHT = 1.15;

/** Ends the list of families of a terminal that was measured with it. */
const MEASURED = `, '${FAMILY}'`;

/** Fetches the page's type, and has the terminal measure its cells again once its letters are there. */
export async function setType({ xterm, fit }: Screen): Promise<void> {
  // Browsers fetch only the parts that hold the letters of the page.
  await Promise.all([
    import('@fontsource/ibm-plex-sans-kr/400.css'),
    import('@fontsource/ibm-plex-sans-kr/600.css'),
    import('@fontsource/nanum-gothic-coding/400.css'),
    import('@fontsource/nanum-gothic-coding/700.css'),
  ]);
  // happy-dom and old browsers know no FontFaceSet.
  if (!('fonts' in document)) return;
  await Promise.all([document.fonts.load(`15px '${FAMILY}'`), document.fonts.load(`bold 15px '${FAMILY}'`)]);
  // xterm measures when the option changes, and takes an equal value for no change.
  const family = xterm.options.fontFamily ?? '';
  if (family.endsWith(MEASURED)) return;
  xterm.options.fontFamily = `${family}${MEASURED}`;
  xterm.options.lineHeight = LINE_HEIGHT;
  fit.fit();
}
