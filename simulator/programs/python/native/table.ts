/** The modules that are written in TypeScript, by the name under which Python imports them; each a chunk of its own. */
import type { NativeModule } from './define.ts';

type Load = () => Promise<{ default: NativeModule }>;

export const nativeModules: Readonly<Record<string, Load>> = {
  _io: () => import('./_io.ts'),
  _signal: () => import('./_signal.ts'),
  _socket: () => import('./_socket.ts'),
  _thread: () => import('./_thread.ts'),
  errno: () => import('./errno.ts'),
  hashlib: () => import('./hashlib.ts'),
  math: () => import('./math.ts'),
  posix: () => import('./posix.ts'),
  re: () => import('./re.ts'),
  select: () => import('./select.ts'),
  time: () => import('./time.ts'),
};
