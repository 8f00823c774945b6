/** The short form of a service's volume: `[SOURCE:]TARGET[:MODE]`. */

export interface VolumeSpec {
  type: 'bind' | 'volume';
  source?: string;
  target?: string;
  readOnly?: boolean;
  noCopy?: boolean;
  propagation?: string;
  selinux?: string;
}

const PROPAGATIONS = new Set(['rprivate', 'private', 'rshared', 'shared', 'rslave', 'slave']);

/** Throws "invalid spec: …". */
export function parseVolume(text: string): VolumeSpec {
  if (text === '') throw new Error('invalid empty volume spec');
  if (text.length <= 2) return { type: 'volume', target: text };
  const fields = splitFields(text);
  if (fields.includes('')) throw new Error(`invalid spec: ${text}: empty section between colons`);
  if (fields.length > 3) throw new Error(`invalid spec: ${text}: too many colons`);
  const [first = '', second, mode] = fields;
  if (second === undefined) return { type: 'volume', target: first };
  const spec: VolumeSpec = { type: isFilePath(first) ? 'bind' : 'volume', source: first, target: second };
  for (const option of mode?.split(',') ?? []) applyOption(spec, option);
  return spec;
}

/** At colons, but not in `${…}` and not after the letter of a drive. */
function splitFields(text: string): string[] {
  const fields = [''];
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    const char = text[at] ?? '';
    const last = fields.length - 1;
    if (char === '$' && text[at + 1] === '{') depth++;
    if (char === '}' && depth > 0) depth--;
    const drive = /^[A-Za-z]$/.test(fields[last] ?? '');
    if (char === ':' && depth === 0 && !drive) fields.push('');
    else fields[last] = (fields[last] ?? '') + char;
  }
  return fields;
}

function applyOption(spec: VolumeSpec, option: string): void {
  if (option === 'ro') spec.readOnly = true;
  else if (option === 'rw') spec.readOnly = false;
  else if (option === 'nocopy') spec.noCopy = true;
  else if (PROPAGATIONS.has(option)) spec.propagation = option;
  else if (option === 'z' || option === 'Z') spec.selinux = option;
}

const isFilePath = (source: string): boolean =>
  /^[./~]/.test(source) || /^[A-Za-z]:/.test(source) || /^\\\\/.test(source);
