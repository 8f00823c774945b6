/** The modules that are written in TypeScript, by the name under which Python imports them; each a chunk of its own. */
import type { NativeModule } from './define.ts';

type Load = () => Promise<{ default: NativeModule }>;

export const nativeModules: Readonly<Record<string, Load>> = {};
