/** Which language a file is in, by its name; each is loaded when it is first needed. */
import { LanguageSupport, StreamLanguage } from '@codemirror/language';
import type { Extension } from '@codemirror/state';

export type LanguageName = 'dockerfile' | 'yaml' | 'shell' | 'javascript' | 'python' | 'json' | 'text';

export function languageOf(path: string): LanguageName {
  const name = path.slice(path.lastIndexOf('/') + 1);
  if (/^(Dockerfile|Containerfile)(\..*)?$|\.dockerfile$/i.test(name)) return 'dockerfile';
  if (/\.ya?ml$/.test(name)) return 'yaml';
  if (/\.(sh|bash)$|^\.(bashrc|profile|env)$|^\.env\./.test(name)) return 'shell';
  if (/\.(js|mjs|cjs|ts|jsx|tsx)$/.test(name)) return 'javascript';
  if (/\.json$/.test(name)) return 'json';
  return /\.py$/.test(name) ? 'python' : 'text';
}

/** A file that `docker compose` reads, as far as its name tells. */
export function isComposeFile(path: string): boolean {
  return /(^|\/)(docker-)?compose([.-][\w.-]+)?\.ya?ml$/.test(path);
}

export async function loadLanguage(name: LanguageName): Promise<Extension> {
  switch (name) {
    case 'dockerfile':
      return stream((await import('@codemirror/legacy-modes/mode/dockerfile')).dockerFile);
    case 'shell':
      return stream((await import('@codemirror/legacy-modes/mode/shell')).shell);
    case 'yaml':
      return (await import('@codemirror/lang-yaml')).yaml();
    case 'javascript':
    case 'json':
      return (await import('@codemirror/lang-javascript')).javascript();
    case 'python':
      return (await import('@codemirror/lang-python')).python();
    case 'text':
      return [];
  }
}

function stream(parser: Parameters<typeof StreamLanguage.define>[0]): Extension {
  return new LanguageSupport(StreamLanguage.define(parser));
}
