/** Files of Alpine's packages that someone looks into. By package and path. */
import { CONFIGURATION } from '../debian/configuration.ts';

const nginx = CONFIGURATION['nginx-common'] ?? {};
const textOf = (path: string): string => {
  const node = nginx[path];
  return typeof node === 'string' ? node : '';
};

export const ALPINE_FILES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  nginx: {
    '/etc/nginx/nginx.conf': textOf('/etc/nginx/nginx.conf').replaceAll('www-data', 'nginx').replace('/etc/nginx/conf.d', '/etc/nginx/http.d').replace(/\tinclude \/etc\/nginx\/sites-enabled.*\n/, ''),
    '/etc/nginx/mime.types': textOf('/etc/nginx/mime.types'),
    '/etc/nginx/http.d/default.conf': 'server {\n\tlisten 80 default_server;\n\tlisten [::]:80 default_server;\n\tlocation / {\n\t\treturn 404;\n\t}\n}\n',
    '/var/lib/nginx/html/index.html': '<html><body><h1>It works!</h1></body></html>\n',
    '/var/log/nginx/access.log': '',
    '/var/log/nginx/error.log': '',
  },
  apache2: {
    '/etc/apache2/httpd.conf': 'ServerRoot /var/www\nListen 80\nUser apache\nGroup apache\nDocumentRoot "/var/www/localhost/htdocs"\nDirectoryIndex index.html\nErrorLog logs/error.log\n',
    '/var/www/localhost/htdocs/index.html': '<html><body><h1>It works!</h1></body></html>\n',
  },
  redis: { '/etc/redis.conf': 'bind 127.0.0.1 -::1\nport 6379\ndir /var/lib/redis\n' },
  'ca-certificates': { '/etc/ssl/certs/ca-certificates.crt': '# the certificates that this machine trusts\n' },
  sudo: { '/etc/sudoers': 'root ALL=(ALL:ALL) ALL\n%wheel ALL=(ALL:ALL) ALL\n' },
}; // prettier-ignore
