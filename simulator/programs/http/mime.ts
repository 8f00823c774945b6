/** Media types by file name, as servers and curl -F guess them. */
const TYPES: Readonly<Record<string, string>> = {
  html: 'text/html', htm: 'text/html', css: 'text/css', js: 'application/javascript', mjs: 'application/javascript', json: 'application/json',
  txt: 'text/plain', md: 'text/markdown', xml: 'application/xml', csv: 'text/csv', svg: 'image/svg+xml', png: 'image/png', jpg: 'image/jpeg',
  jpeg: 'image/jpeg', gif: 'image/gif', ico: 'image/x-icon', webp: 'image/webp', pdf: 'application/pdf', zip: 'application/zip',
  gz: 'application/gzip', tar: 'application/x-tar', woff: 'font/woff', woff2: 'font/woff2', wasm: 'application/wasm', mp4: 'video/mp4',
  mp3: 'audio/mpeg',
}; // prettier-ignore

export function mediaType(name: string, otherwise = 'application/octet-stream'): string {
  return TYPES[/\.([^./]+)$/.exec(name.toLowerCase())?.[1] ?? ''] ?? otherwise;
}
