/** Fetching as apt reports it: `Get:`, `Ign:`, `Err:`. */
import { isSysError } from '../../../kernel/errno.ts';
import { hostOf } from './sources.ts';
import { aptSize, say, type Voice } from './words.ts';

export interface Item {
  /** As messages name it: `http://deb.debian.org/debian bookworm InRelease`. */
  description: string;
  /** The file itself. */
  uri: string;
  size: number;
}

/** Bytes per second of the simulated line to a mirror. */
const SPEED = 24_000_000;

/** Why the host of an item cannot be reached; undefined when it can. */
async function trouble(voice: Voice, uri: string): Promise<string | undefined> {
  const host = hostOf(uri);
  try {
    const found = await voice.p.net.resolve(host);
    return found.length > 0 ? undefined : `Could not resolve '${host}'`;
  } catch (error) {
    if (!isSysError(error)) throw error;
    return `Temporary failure resolving '${host}'`;
  }
}

export interface Fetched {
  bytes: number;
  failed: { item: Item; reason: string }[];
}

/** Fetches all items; those that fail are tried three times more. Numbers go on from `first`. */
export async function fetchAll(voice: Voice, items: readonly Item[], first = 1): Promise<Fetched> {
  const failed: { item: Item; reason: string; number: number }[] = [];
  let bytes = 0;
  for (const [at, item] of items.entries()) {
    const reason = await trouble(voice, item.uri);
    if (reason !== undefined) {
      failed.push({ item, reason, number: first + at });
      continue;
    }
    await say(voice, `Get:${first + at} ${item.description} [${aptSize(item.size)}]\n`);
    await voice.p.sleep(15 + (item.size / SPEED) * 1000);
    bytes += item.size;
  }
  for (let round = 0; round < 3; round++)
    for (const { item, number } of failed) await say(voice, `Ign:${number} ${item.description}\n`);
  for (const { item, number, reason } of failed) await say(voice, `Err:${number} ${item.description}\n  ${reason}\n`);
  return { bytes, failed };
}

export async function tellFetched(voice: Voice, bytes: number, started: number): Promise<void> {
  const seconds = Math.max(0, Math.round((voice.p.now() - started) / 1000));
  const speed = Math.round(bytes / Math.max(1, seconds === 0 ? 1 : seconds));
  await say(voice, `Fetched ${aptSize(bytes)} in ${seconds}s (${aptSize(speed)}/s)\n`);
}
