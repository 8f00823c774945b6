/** Files of packages that someone looks into: servers' configuration, first pages. By package and path. */
type Node = string | { link: string } | { directory: true };

const PAGE = (title: string, what: string): string =>
  `<!DOCTYPE html>\n<html>\n<head>\n<title>${title}</title>\n</head>\n<body>\n<h1>${title}</h1>\n<p>${what}</p>\n</body>\n</html>\n`;

const NGINX = `user www-data;
worker_processes auto;
pid /run/nginx.pid;
error_log /var/log/nginx/error.log;

events {
\tworker_connections 768;
}

http {
\tsendfile on;
\ttcp_nopush on;
\ttypes_hash_max_size 2048;

\tinclude /etc/nginx/mime.types;
\tdefault_type application/octet-stream;

\taccess_log /var/log/nginx/access.log;

\tinclude /etc/nginx/conf.d/*.conf;
\tinclude /etc/nginx/sites-enabled/*;
}
`;
const NGINX_SITE = `server {
\tlisten 80 default_server;
\tlisten [::]:80 default_server;

\troot /var/www/html;
\tindex index.html index.htm index.nginx-debian.html;

\tserver_name _;

\tlocation / {
\t\ttry_files $uri $uri/ =404;
\t}
}
`;
const MIME = `types {
    text/html                             html htm shtml;
    text/css                              css;
    text/xml                              xml;
    image/gif                             gif;
    image/jpeg                            jpeg jpg;
    application/javascript                js;
    text/plain                            txt;
    image/png                             png;
    image/svg+xml                         svg svgz;
    image/x-icon                          ico;
    application/json                      json;
    application/pdf                       pdf;
    application/zip                       zip;
    font/woff2                            woff2;
}
`;
const APACHE = `ServerRoot "/etc/apache2"
PidFile /var/run/apache2/apache2.pid
User www-data
Group www-data
ErrorLog /var/log/apache2/error.log
Listen 80
DocumentRoot "/var/www/html"
DirectoryIndex index.html
`;

export const CONFIGURATION: Readonly<Record<string, Readonly<Record<string, Node>>>> = {
  'nginx-common': {
    '/etc/nginx/nginx.conf': NGINX,
    '/etc/nginx/mime.types': MIME,
    '/etc/nginx/conf.d': { directory: true },
    '/etc/nginx/sites-available/default': NGINX_SITE,
    '/etc/nginx/sites-enabled/default': { link: '/etc/nginx/sites-available/default' },
    '/var/lib/nginx': { directory: true },
    '/var/log/nginx': { directory: true },
    '/var/www/html/index.nginx-debian.html': PAGE('Welcome to nginx!', 'nginx is installed and works; it waits to be configured.'),
  },
  apache2: {
    '/etc/apache2/apache2.conf': APACHE,
    '/var/log/apache2': { directory: true },
    '/var/www/html/index.html': PAGE('Apache2 Debian Default Page', 'It works! The server is installed and answers; replace this file to show something else.'),
  },
  'ca-certificates': { '/etc/ssl/certs/ca-certificates.crt': '# the certificates that this machine trusts\n' },
  'redis-server': { '/etc/redis/redis.conf': 'bind 127.0.0.1 -::1\nport 6379\ndaemonize no\ndir /var/lib/redis\n', '/var/lib/redis': { directory: true } },
  sudo: { '/etc/sudoers': 'Defaults\tenv_reset\nDefaults\tsecure_path="/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"\nroot\tALL=(ALL:ALL) ALL\n%sudo\tALL=(ALL:ALL) ALL\n' },
  cron: { '/etc/crontab': 'SHELL=/bin/sh\nPATH=/usr/local/sbin:/usr/local/bin:/sbin:/bin:/usr/sbin:/usr/bin\n' },
}; // prettier-ignore
