/** Manifest lists made on the client: since none can be made here, there is none. */
import { canonical, parseReference, withDefaultTag } from '../../format/reference.ts';

export const noSuchList = (name: string): Error =>
  new Error(`No such manifest: ${canonical(withDefaultTag(parseReference(name)))}`);
