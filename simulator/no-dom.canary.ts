/**
 * Lines that must fail to compile. A type import from a package whose typings mention the DOM (xterm's, say) silently
 * brings all of the DOM back into scope; the first such import turns one of these expectations into an unused one,
 * which is an error. Nothing imports this file.
 */

// @ts-expect-error The simulator has no page.
export const page = document;
// @ts-expect-error It has no timers: waiting is Clock.after and Process.sleep.
export const timer = setTimeout;
// @ts-expect-error It has no Node.
export const host = process;
// @ts-expect-error It has no network of its own.
export const network = fetch;
// @ts-expect-error It prints nowhere: programs write to their streams.
export const print = console;
