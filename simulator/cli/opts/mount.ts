/** `--mount type=volume,source=data,target=/data`. */
import type { Mount } from '../../api/containers.ts';
import type { FlagHost } from '../flags/flag.ts';
import { readCsvRecord } from '../go/csv.ts';
import { parseBool, parseUnsigned } from '../go/strconv.ts';
import { ramInBytes } from '../go/units.ts';
import { absolutePath } from './path.ts';

/** A mount while its fields are read. */
interface Draft {
  type: string;
  source: string;
  target: string;
  readOnly: boolean;
  consistency: string;
  bind: { -readonly [K in keyof NonNullable<Mount['BindOptions']>]: NonNullable<Mount['BindOptions']>[K] } | undefined;
  volume: VolumeDraft | undefined;
  image: { Subpath?: string } | undefined;
  tmpfs: { SizeBytes?: number; Mode?: number } | undefined;
}
interface VolumeDraft {
  NoCopy: boolean;
  Labels: Record<string, string>;
  Subpath: string;
  Driver: string;
  Options: Record<string, string>;
}

const value = <T>(read: () => T, wrong: string): T => {
  try {
    return read();
  } catch {
    throw new Error(wrong);
  }
};

const volumeOf = (draft: Draft): VolumeDraft =>
  (draft.volume ??= { NoCopy: false, Labels: {}, Subpath: '', Driver: '', Options: {} });

function addPair(to: Record<string, string>, text: string): void {
  const at = text.indexOf('=');
  const key = at < 0 ? text : text.slice(0, at);
  if (key !== '') to[key] = at < 0 ? '' : text.slice(at + 1);
}

const bindRecursive = (draft: Draft, key: string, text: string): void => {
  const bind = (draft.bind ??= {});
  switch (text) {
    case 'enabled':
      return;
    case 'disabled':
      bind.NonRecursive = true;
      return;
    case 'writable':
      bind.ReadOnlyNonRecursive = true;
      return;
    case 'readonly':
      bind.ReadOnlyForceRecursive = true;
      return;
    default:
      throw new Error(`invalid value for ${key}: ${text} (must be "enabled", "disabled", "writable", or "readonly")`);
  }
};

type Setter = (draft: Draft, text: string, key: string, host: FlagHost) => void;

const setSource: Setter = (draft, text, _key, host) => {
  draft.source = text.startsWith('.') ? absolutePath(text, host.cwd) : text;
};
const setTarget: Setter = (draft, text) => {
  draft.target = text;
};
const setReadOnly: Setter = (draft, text, key) => {
  draft.readOnly = value(() => parseBool(text), `invalid value for ${key}: ${text}`);
};

const SETTERS: Readonly<Record<string, Setter>> = {
  type: (draft, text) => {
    draft.type = text.toLowerCase();
  },
  source: setSource,
  src: setSource,
  target: setTarget,
  dst: setTarget,
  destination: setTarget,
  readonly: setReadOnly,
  ro: setReadOnly,
  consistency: (draft, text) => {
    draft.consistency = text.toLowerCase();
  },
  'bind-propagation': (draft, text) => {
    (draft.bind ??= {}).Propagation = text.toLowerCase();
  },
  'bind-nonrecursive': (draft, text, key) => {
    (draft.bind ??= {}).NonRecursive = value(() => parseBool(text), `invalid value for ${key}: ${text}`);
  },
  'bind-recursive': (draft, text, key) => bindRecursive(draft, key, text),
  'volume-subpath': (draft, text) => {
    volumeOf(draft).Subpath = text;
  },
  'volume-nocopy': (draft, text) => {
    volumeOf(draft).NoCopy = value(() => parseBool(text), `invalid value for volume-nocopy: ${text}`);
  },
  'volume-label': (draft, text) => addPair(volumeOf(draft).Labels, text),
  'volume-driver': (draft, text) => {
    volumeOf(draft).Driver = text;
  },
  'volume-opt': (draft, text) => addPair(volumeOf(draft).Options, text),
  'image-subpath': (draft, text) => {
    (draft.image ??= {}).Subpath = text;
  },
  'tmpfs-size': (draft, text, key) => {
    (draft.tmpfs ??= {}).SizeBytes = value(() => ramInBytes(text), `invalid value for ${key}: ${text}`);
  },
  'tmpfs-mode': (draft, text, key) => {
    (draft.tmpfs ??= {}).Mode = value(() => parseUnsigned(text, 8, 32), `invalid value for ${key}: ${text}`);
  },
};

function setField(draft: Draft, field: string, host: FlagHost): void {
  const at = field.indexOf('=');
  const key = (at < 0 ? field : field.slice(0, at)).toLowerCase();
  if (at < 0) {
    if (key === 'readonly' || key === 'ro') draft.readOnly = true;
    else if (key === 'volume-nocopy') volumeOf(draft).NoCopy = true;
    else if (key === 'bind-nonrecursive') (draft.bind ??= {}).NonRecursive = true;
    else throw new Error(`invalid field '${field}' must be a key=value pair`);
    return;
  }
  const set = Object.hasOwn(SETTERS, key) ? SETTERS[key] : undefined;
  if (!set) throw new Error(`unexpected key '${key}' in '${field}'`);
  set(draft, field.slice(at + 1), key, host);
}

/** Options of one kind of mount that stand with another. */
function checkKinds(draft: Draft): void {
  const kinds = [
    ['volume', draft.volume],
    ['image', draft.image],
    ['bind', draft.bind],
    ['tmpfs', draft.tmpfs],
  ] as const;
  for (const [kind, options] of kinds) {
    if (options && draft.type !== kind)
      throw new Error(`cannot mix '${kind}-*' options with mount type '${draft.type}'`);
  }
  if (draft.bind?.ReadOnlyNonRecursive === true && !draft.readOnly) {
    throw new Error("option 'bind-recursive=writable' requires 'readonly' to be specified in conjunction");
  }
  if (draft.bind?.ReadOnlyForceRecursive !== true) return;
  if (!draft.readOnly) {
    throw new Error("option 'bind-recursive=readonly' requires 'readonly' to be specified in conjunction");
  }
  if (draft.bind.Propagation !== 'rprivate') {
    throw new Error(
      "option 'bind-recursive=readonly' requires 'bind-propagation=rprivate' to be specified in conjunction",
    );
  }
}

function volumeOptions({ NoCopy, Labels, Subpath, Driver, Options }: VolumeDraft): NonNullable<Mount['VolumeOptions']> {
  const named = Driver === '' ? {} : { Name: Driver };
  const options = Object.keys(Options).length === 0 ? {} : { Options };
  return {
    ...(NoCopy ? { NoCopy } : {}),
    ...(Object.keys(Labels).length === 0 ? {} : { Labels }),
    ...(Subpath === '' ? {} : { Subpath }),
    DriverConfig: { ...named, ...options },
  };
}

/** Reads one `--mount`. */
export function parseMount(text: string, host: FlagHost): Mount {
  const draft: Draft = {
    type: 'volume',
    source: '',
    target: '',
    readOnly: false,
    consistency: '',
    bind: undefined,
    volume: undefined,
    image: undefined,
    tmpfs: undefined,
  };
  for (const field of readCsvRecord(text)) setField(draft, field, host);
  if (draft.type === '') throw new Error('type is required');
  if (draft.target === '') throw new Error('target is required');
  checkKinds(draft);
  return {
    Type: draft.type,
    ...(draft.source === '' ? {} : { Source: draft.source }),
    Target: draft.target,
    ...(draft.readOnly ? { ReadOnly: true } : {}),
    ...(draft.consistency === '' ? {} : { Consistency: draft.consistency }),
    ...(draft.bind ? { BindOptions: draft.bind } : {}),
    ...(draft.volume ? { VolumeOptions: volumeOptions(draft.volume) } : {}),
    ...(draft.image ? { ImageOptions: draft.image } : {}),
    ...(draft.tmpfs ? { TmpfsOptions: draft.tmpfs } : {}),
  };
}
