/**
 * Our script in the frame of the browser pane. The frame has no origin, no storage and, by its policy, no network; what
 * a page expects of a browser there is given by this script over a port to the pane: requests, links, forms, cookies.
 */
import { READY, type FromFrame, type Show, type ToFrame } from '../protocol.ts';
import { bridgeFetch } from './fetch.ts';
import { bridgeLoads } from './loads.ts';
import { bridgeNavigation } from './navigation.ts';
import { bridgeStorage } from './storage.ts';
import { Wire } from './wire.ts';
import { bridgeXhr } from './xhr.ts';

addEventListener('message', function first(event: MessageEvent<Show>) {
  if (event.source !== parent || event.ports[0] === undefined) return;
  removeEventListener('message', first);
  show(event.data, event.ports[0]);
});
parent.postMessage(READY, '*');

function show({ html, cookie }: Show, port: MessagePort): void {
  const wire = new Wire(
    (message: FromFrame) => port.postMessage(message),
    (heard) => {
      port.onmessage = (event: MessageEvent<ToFrame>) => heard(event.data);
    },
  );
  bridgeFetch(wire);
  bridgeXhr(wire);
  bridgeStorage(wire, cookie);
  document.open();
  // `open` forgets all listeners: what listens is added now, before anything of the page runs.
  bridgeNavigation(wire);
  bridgeLoads(wire);
  // Only so does a page come into this document, whose policy must stay: any other way makes a new one.
  // eslint-disable-next-line @typescript-eslint/no-deprecated
  document.write(html);
  document.close();
}
