/** The pages nginx makes itself: one for every status without a body, and the listing of a directory. */
import type { DirEntry, Stat } from '../../kernel/abi.ts';
import { breakDown, strftime } from '../text/strftime.ts';

const TITLES: Readonly<Record<number, string>> = {
  301: '301 Moved Permanently', 302: '302 Found', 303: '303 See Other', 307: '307 Temporary Redirect', 308: '308 Permanent Redirect',
  400: '400 Bad Request', 401: '401 Authorization Required', 402: '402 Payment Required', 403: '403 Forbidden', 404: '404 Not Found',
  405: '405 Not Allowed', 406: '406 Not Acceptable', 408: '408 Request Time-out', 409: '409 Conflict', 410: '410 Gone',
  411: '411 Length Required', 412: '412 Precondition Failed', 413: '413 Request Entity Too Large', 414: '414 Request-URI Too Large',
  415: '415 Unsupported Media Type', 416: '416 Requested Range Not Satisfiable', 421: '421 Misdirected Request', 429: '429 Too Many Requests',
  500: '500 Internal Server Error', 501: '501 Not Implemented', 502: '502 Bad Gateway', 503: '503 Service Temporarily Unavailable',
  504: '504 Gateway Time-out', 505: '505 HTTP Version Not Supported', 507: '507 Insufficient Storage',
}; // prettier-ignore

/** The phrase of the status line, which is that of the page. */
export function phraseOf(status: number): string | undefined {
  return TITLES[status]?.slice(4).replace('Authorization Required', 'Unauthorized').replace('405 ', '');
}

/** Undefined for a status nginx has no page for: the body stays empty. */
export function statusPage(status: number, server: string): string | undefined {
  const title = TITLES[status];
  if (title === undefined) return undefined;
  return `<html>\r\n<head><title>${title}</title></head>\r\n<body>\r\n<center><h1>${title}</h1></center>\r\n<hr><center>${server}</center>\r\n</body>\r\n</html>\r\n`;
}

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}

const NAME_WIDTH = 50;

export function listing(uri: string, entries: readonly { entry: DirEntry; stat: Stat }[]): string {
  const title = escapeHtml(decodeURIComponent(uri));
  const rank = (type: string): number => (type === 'directory' ? 0 : 1);
  const sorted = [...entries].sort(
    (a, b) => rank(a.stat.type) - rank(b.stat.type) || (a.entry.name < b.entry.name ? -1 : 1),
  );
  const rows = sorted.map(({ entry, stat }) => {
    const name = stat.type === 'directory' ? `${entry.name}/` : entry.name;
    const shown = name.length > NAME_WIDTH ? `${name.slice(0, NAME_WIDTH - 3)}..&gt;` : escapeHtml(name);
    const pad = ' '.repeat(Math.max(0, NAME_WIDTH - name.length));
    const size = stat.type === 'directory' ? '-' : String(stat.size);
    return `<a href="${encodeURIComponent(entry.name)}${stat.type === 'directory' ? '/' : ''}">${shown}</a>${pad} ${strftime('%d-%b-%Y %H:%M', breakDown(stat.mtime))} ${size.padStart(19)}\r\n`;
  });
  return `<html>\r\n<head><title>Index of ${title}</title></head>\r\n<body>\r\n<h1>Index of ${title}</h1><hr><pre><a href="../">../</a>\r\n${rows.join('')}</pre><hr></body>\r\n</html>\r\n`;
}
