/**
 * Lets the app open without a network from the next time on. Where service workers are forbidden (an embedded frame, a
 * private window, plain http) it works as before, with a network.
 */
export async function worksOffline(): Promise<boolean> {
  try {
    await navigator.serviceWorker.register(new URL('sw.js', document.baseURI));
    await navigator.serviceWorker.ready;
    return true;
  } catch {
    return false;
  }
}
