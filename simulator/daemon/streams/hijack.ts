/** A client's connection to a container's streams. */
import type { Channel } from '../../api/channel.ts';
import type { Frame, Hijack } from '../../api/streams.ts';
import { encode } from '../../kernel/bytes.ts';
import { createDetachFilter, DEFAULT_DETACH_KEYS, parseDetachKeys } from './detach-keys.ts';
import type { ContainerInput } from './input.ts';

export interface HijackOptions {
  readonly tty: boolean;
  readonly output: Channel<Frame>;
  /** undefined where the container has no open stdin: what is written goes nowhere. */
  readonly input: ContainerInput | undefined;
  /** Whether the client's end of file is the process's (StdinOnce). */
  readonly closesInput: boolean;
  readonly detachKeys: string;
  onDetach(): void;
}

/** On a terminal the detach keys end the connection; the process goes on. */
export function createHijack({ tty, output, input, closesInput, detachKeys, ...options }: HijackOptions): Hijack {
  const filter = createDetachFilter(parseDetachKeys(detachKeys) ?? DEFAULT_DETACH_KEYS);
  let isDetached = false;
  const detach = (): void => {
    isDetached = true;
    options.onDetach();
    output.end();
  };
  return {
    tty,
    output,
    stdin: {
      async write(data) {
        if (isDetached || input === undefined) return;
        const bytes = typeof data === 'string' ? encode(data) : data;
        if (!tty) return input.write(bytes);
        const { pass, detached } = filter.feed(bytes);
        if (pass.length > 0) await input.write(pass);
        if (detached) detach();
      },
      end() {
        if (!isDetached && !tty && closesInput) input?.end();
      },
    },
    close: () => output.close(),
  };
}
