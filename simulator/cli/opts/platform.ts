/** `--platform linux/arm64/v8`, as containerd's platforms package reads it. */
import { quote } from '../go/strconv.ts';

const SYSTEMS = new Set(
  'aix android darwin dragonfly freebsd hurd illumos ios js linux nacl netbsd openbsd plan9 solaris windows zos'.split(
    ' ',
  ),
);
const ARCHITECTURES = new Set(
  '386 amd64 amd64p32 arm armbe arm64 arm64be ppc64 ppc64le loong64 mips mipsle mips64 mips64le mips64p32 mips64p32le ppc riscv riscv64 s390 s390x sparc sparc64 wasm'.split(
    ' ',
  ),
);
const ALIASES: Readonly<Record<string, string>> = {
  i386: '386', x86_64: 'amd64', 'x86-64': 'amd64', aarch64: 'arm64', armhf: 'arm/v7', armel: 'arm/v6',
}; // prettier-ignore

const PART = /^[A-Za-z0-9_.-]+$/;

/** The platform in its normal form. Throws what docker says of a text that is none. */
export function parsePlatform(text: string): string {
  const wrong = (reason: string): Error => new Error(`error parsing specified platform: ${reason}`);
  const parts = text.split('/');
  const bad = parts.find((part) => !PART.test(part.replace(/\(.*\)$/, '')));
  if (bad !== undefined) {
    throw wrong(
      `${quote(bad)} is an invalid component of ${quote(text)}: platform specifier component must match "^[A-Za-z0-9_.-]+$": invalid argument`,
    );
  }
  const [first = '', second, variant] = parts.map((part) => part.toLowerCase());
  if (parts.length > 3) throw wrong(`${quote(text)}: cannot parse platform specifier: invalid argument`);
  if (second !== undefined) {
    const architecture = ALIASES[second] ?? second;
    return [first, architecture, ...(variant === undefined ? [] : [variant])].join('/');
  }
  if (SYSTEMS.has(first)) return `${first}/amd64`;
  const architecture = ALIASES[first] ?? first;
  if (ARCHITECTURES.has(architecture.split('/', 1)[0] ?? '')) return `linux/${architecture}`;
  throw wrong(`${quote(text)}: unknown operating system or architecture: invalid argument`);
}
