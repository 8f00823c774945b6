/** The pages Apache makes itself. */
const TEXTS: Readonly<Record<number, readonly [title: string, text: string]>> = {
  301: ['Moved Permanently', 'The document has moved <a href="%s">here</a>.'],
  302: ['Found', 'The document has moved <a href="%s">here</a>.'],
  400: ['Bad Request', 'Your browser sent a request that this server could not understand.<br />'],
  403: ['Forbidden', "You don't have permission to access this resource."],
  404: ['Not Found', 'The requested URL was not found on this server.'],
  405: ['Method Not Allowed', 'The requested method is not allowed for this URL.'],
  500: ['Internal Server Error', 'The server encountered an internal error or\nmisconfiguration and was unable to complete\nyour request.'],
}; // prettier-ignore

export function apachePage(status: number, place = ''): string {
  const [title, text] = TEXTS[status] ?? ['Error', ''];
  return `<!DOCTYPE HTML PUBLIC "-//IETF//DTD HTML 2.0//EN">\n<html><head>\n<title>${status} ${title}</title>\n</head><body>\n<h1>${title}</h1>\n<p>${text.replace('%s', place)}</p>\n</body></html>\n`;
}

/** The plain listing that mod_autoindex gives without fancy indexing. `names` of directories end in a slash. */
export function apacheListing(path: string, names: readonly string[]): string {
  const parent = path === '/' ? '' : `<li><a href="${path.replace(/[^/]*\/$/, '')}"> Parent Directory</a></li>\n`;
  const rows = [...names].sort().map((name) => `<li><a href="${encodeURI(name)}"> ${name}</a></li>\n`).join(''); // prettier-ignore
  return `<!DOCTYPE HTML PUBLIC "-//W3C//DTD HTML 3.2 Final//EN">\n<html>\n <head>\n  <title>Index of ${path}</title>\n </head>\n <body>\n<h1>Index of ${path}</h1>\n<ul>${parent}${rows}</ul>\n</body></html>\n`;
}
