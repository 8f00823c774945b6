/** The daemon's way to registries that run on the simulated network. */
import { isSysError } from '../../kernel/errno.ts';
import type { Kernel } from '../../kernel/kernel.ts';
import type { Conditions } from '../../registry/conditions.ts';
import type { Reach } from '../../registry/http-client.ts';
import { rootFs } from '../host.ts';
import type { Host } from '../host.ts';
import type { DaemonSettings } from '../settings.ts';

export function hostReach(kernel: Kernel, host: Host, conditions: Conditions, settings: DaemonSettings): Reach {
  const files = rootFs(host.mounts, kernel.clock);
  return {
    nameServer: conditions.nameServer,
    userAgent: userAgent(kernel, settings),
    connect: (address, port) => host.net.connect(address, port),
    resolve(name) {
      const listed = hostsFile(files, name);
      if (listed.length > 0) return Promise.resolve(listed);
      if (name === 'localhost') return Promise.resolve(['127.0.0.1']);
      const found = kernel.network.external.resolve(name);
      // Without a line nobody answers; with one, a name that is nobody's does not exist.
      return Promise.resolve(found ?? (conditions.offline ? undefined : []));
    },
  };
}

/** Addresses that /etc/hosts gives for a name, IPv4 only. */
function hostsFile(files: ReturnType<typeof rootFs>, name: string): string[] {
  let text: string;
  try {
    text = files.readText('/etc/hosts');
  } catch (error) {
    if (isSysError(error)) return [];
    throw error;
  }
  return text.split('\n').flatMap((line) => {
    const [address = '', ...names] = line.replace(/#.*/, '').trim().split(/\s+/);
    return names.includes(name) && /^\d+\./.test(address) ? [address] : [];
  });
}

function userAgent(kernel: Kernel, { version, goVersion, gitCommit }: DaemonSettings): string {
  const { kernelRelease } = kernel.machine();
  return `docker/${version} go/${goVersion} git-commit/${gitCommit} kernel/${kernelRelease} os/linux arch/amd64 UpstreamClient(Docker-Client/${version} \\(linux\\))`;
}
