/** `-v [source:]target[:options]`: only enough to tell anonymous volumes, named ones and host paths apart. */
import { absolutePath } from './path.ts';

interface VolumeSpec {
  readonly source: string;
  readonly isPath: boolean;
}

/** The sections between colons; a single letter before a colon is a Windows drive and keeps it. */
function sections(text: string): string[] {
  const found: string[] = [];
  let buffer = '';
  for (const char of text) {
    if (char !== ':' || /^\p{L}$/u.test(buffer)) buffer += char;
    else {
      found.push(buffer);
      buffer = '';
    }
  }
  return [...found, buffer];
}

/** Throws `invalid spec: …`. */
function parseVolumeSpec(text: string): VolumeSpec {
  if (text === '') throw new Error('invalid empty volume spec');
  if (text.length <= 2) return { source: '', isPath: false };
  const parts = sections(text);
  if (parts.includes('')) throw new Error(`invalid spec: ${text}: empty section between colons`);
  if (parts.length > 3) throw new Error(`invalid spec: ${text}: too many colons`);
  const source = parts.length === 1 ? '' : (parts[0] ?? '');
  return { source, isPath: /^[./~]/.test(source) || source.startsWith('\\\\') || /^\p{L}:/u.test(source) };
}

export interface ContainerVolumes {
  readonly binds: readonly string[];
  /** Anonymous volumes by their path in the container. */
  readonly volumes: Record<string, Record<string, never>>;
}

/** All `-v` of a container; relative host paths become absolute. */
export function parseVolumes(specs: readonly string[], cwd: string): ContainerVolumes {
  const binds: string[] = [];
  const volumes: Record<string, Record<string, never>> = {};
  for (const text of new Set(specs)) {
    const { source, isPath } = parseVolumeSpec(text);
    if (source === '') {
      volumes[text] = {};
      continue;
    }
    const at = text.indexOf(':');
    const host = text.slice(0, at);
    binds.push(isPath && host.startsWith('.') ? absolutePath(host, cwd) + text.slice(at) : text);
  }
  return { binds, volumes };
}
