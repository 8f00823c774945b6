/** What a .NET application on ASP.NET Core does around its own code: settings from files and variables, and logs. */
import type { Process } from '../../kernel/abi.ts';
import { isSysError } from '../../kernel/errno.ts';

/** Settings by path, `Logging:LogLevel:Default`; case does not matter. */
export class Settings {
  private readonly values = new Map<string, string>();

  get(path: string): string | undefined {
    return this.values.get(path.toLowerCase());
  }

  number(path: string, usual: number): number {
    const value = Number(this.get(path) ?? usual);
    return Number.isFinite(value) ? value : usual;
  }

  is(path: string): boolean {
    return this.get(path)?.toLowerCase() === 'true';
  }

  /** The settings of a JSON text, over those there are. Text that is no JSON is an error of the file's owner. */
  addJson(text: string): this {
    const visit = (value: unknown, path: string): void => {
      if (typeof value === 'object' && value !== null)
        for (const [name, inner] of Object.entries(value)) visit(inner, path === '' ? name : `${path}:${name}`);
      else if (typeof value === 'string') this.values.set(path.toLowerCase(), value);
      else if (value !== null) this.values.set(path.toLowerCase(), JSON.stringify(value));
    };
    visit(JSON.parse(text.replace(/^\uFEFF/, '')), '');
    return this;
  }

  addVariables(variables: Iterable<readonly [string, string]>): this {
    for (const [name, value] of variables) this.values.set(name.replaceAll('__', ':').toLowerCase(), value);
    return this;
  }
}

/** Reads the files that are there, in order; variables come after the files before `variables`, as hosts do it. */
export function readSettings(p: Process, files: readonly string[], overrides: readonly string[]): Settings {
  const settings = new Settings();
  for (const file of files) addFile(p, settings, file);
  settings.addVariables(p.env);
  for (const file of overrides) addFile(p, settings, file);
  return settings;
}

function addFile(p: Process, settings: Settings, file: string): void {
  let text: string;
  try {
    text = p.fs.readText(file);
  } catch (error) {
    if (isSysError(error)) return;
    throw error;
  }
  settings.addJson(text);
}

const LEVELS = ['trace', 'debug', 'information', 'warning', 'error', 'critical', 'none'];
const SHORT: Readonly<Record<Level, string>> = { debug: 'dbug', information: 'info', warning: 'warn', error: 'fail' };

export type Level = 'debug' | 'information' | 'warning' | 'error';
export type Logger = (level: Level, category: string, message: string) => Promise<void>;

/** The console logger: as much as the levels in the settings let through. */
export function createLogger(p: Process, settings: Settings): Logger {
  const threshold = (category: string): string => {
    const parts = category.split('.');
    for (let length = parts.length; length > 0; length--) {
      const level = settings.get(`Logging:LogLevel:${parts.slice(0, length).join('.')}`);
      if (level !== undefined) return level;
    }
    return settings.get('Logging:LogLevel:Default') ?? 'Information';
  };
  return async (level, category, message) => {
    if (LEVELS.indexOf(level) < LEVELS.indexOf(threshold(category).toLowerCase())) return;
    await p.stdout.write(`${SHORT[level]}: ${category}[0]\n      ${message.replaceAll('\n', '\n      ')}\n`);
  };
}

const LIFETIME = 'Microsoft.Hosting.Lifetime';

/** What the host says once its server listens. */
export async function sayStarted(p: Process, log: Logger, port: number): Promise<void> {
  await log('information', LIFETIME, `Now listening on: http://[::]:${port}`);
  await log('information', LIFETIME, 'Application started. Press Ctrl+C to shut down.');
  await log('information', LIFETIME, `Hosting environment: ${p.env.get('ASPNETCORE_ENVIRONMENT') ?? 'Production'}`);
  await log('information', LIFETIME, `Content root path: ${p.cwd()}`);
}

/** Ends in good order on SIGTERM and Ctrl+C. */
export function shutsDown(p: Process, log: Logger): void {
  const end = (): void => {
    p.background(async () => {
      await log('information', LIFETIME, 'Application is shutting down...');
      p.exit(0);
    });
  };
  p.onSignal('TERM', end);
  p.onSignal('INT', end);
}

/** The port of ASPNETCORE_URLS or ASPNETCORE_HTTP_PORTS. */
export function portOf(p: Process): number {
  const url = /:(\d+)\/?(?:;|$)/.exec(p.env.get('ASPNETCORE_URLS') ?? '')?.[1];
  return Number(url ?? p.env.get('ASPNETCORE_HTTP_PORTS') ?? 80);
}
