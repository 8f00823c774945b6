/** httpd.conf as far as it is followed: Listen, ServerName, DocumentRoot, DirectoryIndex, Options, Redirect, Alias, logs, Include. */
import type { Process } from '../../kernel/abi.ts';
import { isSysError } from '../../kernel/errno.ts';
import { fnmatch } from '../text/fnmatch.ts';
import { baseName, dirName } from '../text/paths.ts';

export class ConfigurationError extends Error {
  override name = 'ConfigurationError';
}

export interface ApacheConfiguration {
  root: string;
  ports: readonly number[];
  serverName: string | undefined;
  documentRoot: string;
  indexes: readonly string[];
  /** Directories whose listing is allowed. */
  listed: readonly string[];
  granted: readonly { directory: string; all: boolean }[];
  aliases: readonly { from: string; to: string }[];
  redirects: readonly { from: string; to: string; status: number }[];
  errorDocuments: ReadonlyMap<number, string>;
  types: ReadonlyMap<string, string>;
  formats: ReadonlyMap<string, string>;
  customLog: readonly { file: string; format: string }[];
  errorLog: string;
  /** Files whose names end in .php are programs, which are not run. */
  php: boolean;
}

const KNOWN =
  /^(ServerRoot|Listen|LoadModule|User|Group|ServerAdmin|ServerName|ServerAlias|DocumentRoot|DirectoryIndex|Options|AllowOverride|Require|Order|Allow|Deny|ErrorLog|LogLevel|LogFormat|CustomLog|ScriptAlias|Alias|Redirect|RedirectMatch|TypesConfig|AddType|AddHandler|SetHandler|Include|IncludeOptional|ErrorDocument|EnableSendfile|EnableMMAP|KeepAlive|KeepAliveTimeout|MaxKeepAliveRequests|Timeout|Header|RequestHeader|SetEnvIf|SetEnv|PassEnv|AddDefaultCharset|FileETag|ServerTokens|ServerSignature|TraceEnable|UseCanonicalName|HostnameLookups|AccessFileName|IndexOptions|AddOutputFilterByType|RewriteEngine|RewriteRule|RewriteCond|ProxyPass|ProxyPassReverse|ProxyPreserveHost|ProxyRequests|Define|PidFile|StartServers|MinSpareThreads|MaxSpareThreads|ThreadsPerChild|MaxRequestWorkers|MaxConnectionsPerChild)$/i;

const NOT_SIMULATED = /^(RewriteRule|ProxyPass|SSLEngine)$/i;

function words(line: string): string[] {
  return [...line.matchAll(/"((?:\\.|[^"\\])*)"|(\S+)/g)].map(
    (match) => match[1]?.replace(/\\(.)/g, '$1') ?? match[2] ?? '',
  );
}

/** Files that an Include names, with `*` in the last part. */
function included(p: Process, pattern: string): string[] {
  if (!pattern.includes('*')) return p.fs.exists(pattern) ? [pattern] : [];
  const directory = dirName(pattern);
  if (!p.fs.exists(directory)) return [];
  const names = p.fs.readdir(directory).map(({ name }) => name);
  return names.filter((name) => fnmatch(baseName(pattern), name)).sort().map((name) => `${directory}/${name}`); // prettier-ignore
}

/** `root`: where relative paths begin until ServerRoot says otherwise. */
export function readApacheConfiguration(p: Process, path: string, root = '/usr/local/apache2'): ApacheConfiguration {
  const state = { root, php: false, ports: [] as number[], serverName: undefined as string | undefined, documentRoot: '', indexes: ['index.html'] as string[], listed: [] as string[], granted: [] as { directory: string; all: boolean }[], aliases: [] as { from: string; to: string }[], redirects: [] as { from: string; to: string; status: number }[], errorDocuments: new Map<number, string>(), types: new Map<string, string>(), formats: new Map<string, string>(), customLog: [] as { file: string; format: string }[], errorLog: 'logs/error_log' }; // prettier-ignore
  const within = (place: string): string => (place.startsWith('/') ? place : `${state.root}/${place}`);
  const read = (file: string): void => {
    let text: string;
    try {
      text = p.fs.readText(file);
    } catch (error) {
      if (!isSysError(error)) throw error;
      throw new ConfigurationError(`httpd: Could not open configuration file ${file}: ${error.message}`);
    }
    const sections: { name: string; argument: string }[] = [];
    text.replaceAll('\\\n', ' ').split('\n').forEach((raw, index) => {
      const line = raw.trim();
      if (line === '' || line.startsWith('#')) return;
      const where = `AH00526: Syntax error on line ${index + 1} of ${file}:\n`;
      const close = /^<\/(\w+)>$/.exec(line);
      if (close !== null) {
        if (sections.pop()?.name.toLowerCase() !== close[1]?.toLowerCase()) throw new ConfigurationError(`${where}</${close[1] ?? ''}> without matching <${close[1] ?? ''}> section`);
        return;
      }
      const open = /^<(\w+)\s*(.*)>$/.exec(line);
      if (open !== null) {
        sections.push({ name: open[1] ?? '', argument: words(open[2] ?? '')[0] ?? '' });
        return;
      }
      directive(words(line.replaceAll(/\$\{(\w+)\}/g, (all, name: string) => p.env.get(name) ?? all)), sections, where);
    }); // prettier-ignore
    const left = sections.at(-1);
    if (left !== undefined)
      throw new ConfigurationError(
        `AH00526: Syntax error on line 1 of ${file}:\n<${left.name}> directive missing closing '>'`,
      );
  };
  const directive = (
    [name = '', ...args]: string[],
    sections: readonly { name: string; argument: string }[],
    where: string,
  ): void => {
    const [first = '', second = ''] = args;
    const section = sections.findLast((each) => !/^If/i.test(each.name));
    if (!KNOWN.test(name))
      throw new ConfigurationError(
        `${where}Invalid command '${name}', perhaps misspelled or defined by a module not included in the server configuration`,
      );
    if (NOT_SIMULATED.test(name)) throw new ConfigurationError(`${where}Drydock's httpd does not simulate ${name}`);
    switch (name.toLowerCase()) {
      case 'serverroot': state.root = first; break;
      case 'listen': state.ports.push(Number(first.slice(first.lastIndexOf(':') + 1))); break;
      case 'servername': state.serverName ??= first; break;
      case 'documentroot':
        if (!p.fs.exists(within(first))) throw new ConfigurationError(`${where}DocumentRoot '${first}' is not a directory, or is not readable`);
        if (state.documentRoot === '' || section?.name.toLowerCase() === 'virtualhost') state.documentRoot = within(first).replace(/\/$/, '');
        break;
      case 'directoryindex': if (section?.name.toLowerCase() !== 'files') state.indexes = args.includes('disabled') ? [] : args; break;
      case 'sethandler':
      case 'addhandler': if (/x-httpd-php|proxy:fcgi/.test(first)) state.php = true; break;
      case 'options': if (section !== undefined && args.some((each) => /^\+?(Indexes|All)$/i.test(each))) state.listed.push(section.argument.replace(/\/$/, '')); break;
      case 'require': if (section?.name.toLowerCase() === 'directory') state.granted.push({ directory: section.argument.replace(/\/$/, ''), all: /granted/i.test(second) }); break;
      case 'alias': state.aliases.push({ from: first, to: second }); break;
      case 'redirect': state.redirects.push(second === '' || args.length === 2 ? { from: first, to: second, status: 302 } : { from: second, to: args[2] ?? '', status: /perm|301/.test(first) ? 301 : Number(first) || 302 }); break;
      case 'errordocument': state.errorDocuments.set(Number(first), second); break;
      case 'addtype': for (const extension of args.slice(1)) state.types.set(extension.replace(/^\./, ''), first); break;
      case 'typesconfig': if (p.fs.exists(within(first))) for (const line of p.fs.readText(within(first)).split('\n')) { const [type = '', ...extensions] = line.startsWith('#') ? [] : line.split(/\s+/); for (const extension of extensions) state.types.set(extension, type); } break;
      case 'logformat': state.formats.set(second, first); break;
      case 'customlog': state.customLog.push({ file: within(first), format: second }); break;
      case 'errorlog': state.errorLog = within(first); break;
      case 'include': if (first.includes('*')) for (const file of included(p, within(first))) read(file); else read(within(first)); break;
      case 'includeoptional': for (const file of included(p, within(first))) read(file); break;
      default:
    } // prettier-ignore
  };
  read(path);
  if (state.ports.length === 0)
    throw new ConfigurationError('(22)Invalid argument: AH00059: no listening sockets available, shutting down');
  return { ...state, formats: state.formats };
}
