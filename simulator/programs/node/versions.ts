/** What differs between versions of Node.js: numbers, and the lines that stacks of its own end in. */
import type { Process } from '../../kernel/abi.ts';
import { decode } from '../../kernel/bytes.ts';
import { isSysError } from '../../kernel/errno.ts';

export interface Frame {
  name: string;
  file: string;
  line: number;
  column: number;
}

/** The version of the Node.js that is installed: from its header file, as the image ships it. */
export function installedVersion(p: Process): string {
  const home = p.executable.replace(/\/bin\/[^/]*$/, '');
  for (const path of [
    `${home}/include/node/node_version.h`,
    '/usr/local/include/node/node_version.h',
    '/usr/include/node/node_version.h',
  ]) {
    try {
      const found = /"(\d+\.\d+\.\d+)"/.exec(decode(p.fs.readFile(path)));
      if (found?.[1] !== undefined) return found[1];
    } catch (error) {
      if (!isSysError(error)) throw error;
    }
  }
  return p.env.get('NODE_VERSION') ?? '20.19.2';
}

const CODE_NAMES: Readonly<Record<number, string>> = {
  10: 'Dubnium',
  12: 'Erbium',
  14: 'Fermium',
  16: 'Gallium',
  18: 'Hydrogen',
  20: 'Iron',
  22: 'Jod',
  24: 'Krypton',
};
const V8: Readonly<Record<number, string>> = {
  10: '6.8.275.32-node.59',
  12: '7.8.279.23-node.57',
  14: '8.4.371.23-node.88',
  16: '9.4.146.26-node.26',
  18: '10.2.154.26-node.36',
  20: '11.3.244.8-node.33',
  22: '12.4.254.21-node.33',
  24: '13.6.233.10-node.28',
  25: '14.1.146.11-node.14',
};
const MODULES: Readonly<Record<number, string>> = {
  10: '64',
  12: '72',
  14: '83',
  16: '93',
  18: '108',
  20: '115',
  22: '127',
  24: '137',
  25: '141',
};

export function codeName(version: string): { lts?: string } {
  const lts = CODE_NAMES[majorOf(version)];
  return lts === undefined ? {} : { lts };
}

export function componentVersions(version: string): Record<string, string> {
  const major = majorOf(version);
  return { node: version, acorn: '8.14.0', ares: '1.34.5', uv: '1.46.0', v8: V8[major] ?? V8[20] ?? '', zlib: '1.3.0.1-motley', modules: MODULES[major] ?? '115', openssl: '3.0.15+quic' }; // prettier-ignore
}

export function majorOf(version: string): number {
  return Number(version.split('.')[0]);
}

/** The lines of Node's own that a stack ends in when the main module throws while it is loaded. */
export function loaderFrames(version: string): Frame[] {
  const major = majorOf(version);
  const frames = (text: string): Frame[] =>
    text.split('|').map((line) => {
      const [, name = '', file = '', at = '0', column = '0'] =
        /^(?:(.+) \()?([^()]+?):(\d+):(\d+)\)?$/.exec(line.trim()) ?? [];
      return { name, file, line: Number(at), column: Number(column) };
    });
  const cjs = 'node:internal/modules/cjs/loader';
  if (major >= 22)
    return frames(
      `Module._compile (${cjs}:1554:14)|Object..js (${cjs}:1706:10)|Module.load (${cjs}:1289:32)|Function._load (${cjs}:1108:12)|TracingChannel.traceSync (node:diagnostics_channel:322:14)|wrapModuleLoad (${cjs}:220:24)|Function.executeUserEntryPoint [as runMain] (node:internal/modules/run_main:170:5)|node:internal/main/run_main_module:36:49`,
    );
  if (major >= 20)
    return frames(
      `Module._compile (${cjs}:1521:14)|Module._extensions..js (${cjs}:1623:10)|Module.load (${cjs}:1266:32)|Module._load (${cjs}:1091:12)|Function.executeUserEntryPoint [as runMain] (node:internal/modules/run_main:164:12)|node:internal/main/run_main_module:28:49`,
    );
  if (major >= 16)
    return frames(
      `Module._compile (${cjs}:1256:14)|Module._extensions..js (${cjs}:1310:10)|Module.load (${cjs}:1119:32)|Module._load (${cjs}:960:12)|Function.executeUserEntryPoint [as runMain] (node:internal/modules/run_main:81:12)|node:internal/main/run_main_module:23:47`,
    );
  return frames(
    'Module._compile (internal/modules/cjs/loader.js:1063:30)|Object.Module._extensions..js (internal/modules/cjs/loader.js:1092:10)|Module.load (internal/modules/cjs/loader.js:928:32)|Function.Module._load (internal/modules/cjs/loader.js:769:14)|Function.executeUserEntryPoint [as runMain] (internal/modules/run_main.js:72:12)|internal/main/run_main_module.js:17:47',
  );
}
