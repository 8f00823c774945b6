/** Configuration, pages and start scripts of the nginx images. The scripts do and print what the official ones do. */

export const NGINX_CONF = `
user  nginx;
worker_processes  auto;

error_log  /var/log/nginx/error.log notice;
pid        /run/nginx.pid;


events {
    worker_connections  1024;
}


http {
    include       /etc/nginx/mime.types;
    default_type  application/octet-stream;

    log_format  main  '$remote_addr - $remote_user [$time_local] "$request" '
                      '$status $body_bytes_sent "$http_referer" '
                      '"$http_user_agent" "$http_x_forwarded_for"';

    access_log  /var/log/nginx/access.log  main;

    sendfile        on;
    #tcp_nopush     on;

    keepalive_timeout  65;

    #gzip  on;

    include /etc/nginx/conf.d/*.conf;
}
`;

export const DEFAULT_CONF = `server {
    listen       80;
    server_name  localhost;

    #access_log  /var/log/nginx/host.access.log  main;

    location / {
        root   /usr/share/nginx/html;
        index  index.html index.htm;
    }

    #error_page  404              /404.html;

    # redirect server error pages to the static page /50x.html
    #
    error_page   500 502 503 504  /50x.html;
    location = /50x.html {
        root   /usr/share/nginx/html;
    }
}
`;

export const INDEX_PAGE = `<!DOCTYPE html>
<html>
<head>
<title>Welcome to nginx!</title>
<style>
html { color-scheme: light dark; }
body { width: 35em; margin: 0 auto;
font-family: Tahoma, Verdana, Arial, sans-serif; }
</style>
</head>
<body>
<h1>Welcome to nginx!</h1>
<p>If you see this page, the nginx web server is successfully installed and
working. Further configuration is required.</p>

<p>For online documentation and support please refer to
<a href="http://nginx.org/">nginx.org</a>.<br/>
Commercial support is available at
<a href="http://nginx.com/">nginx.com</a>.</p>

<p><em>Thank you for using nginx.</em></p>
</body>
</html>
`;

export const ERROR_PAGE = `<!DOCTYPE html>
<html>
<head>
<title>Error</title>
</head>
<body>
<h1>An error occurred.</h1>
<p>Sorry, the page you are looking for is currently unavailable.<br/>
Please try again later.</p>
</body>
</html>
`;

export const MIME_TYPES = `
types {
    text/html                                        html htm shtml;
    text/css                                         css;
    text/xml                                         xml;
    image/gif                                        gif;
    image/jpeg                                       jpeg jpg;
    application/javascript                           js;
    text/plain                                       txt;
    image/png                                        png;
    image/svg+xml                                    svg svgz;
    image/webp                                       webp;
    image/x-icon                                     ico;
    font/woff                                        woff;
    font/woff2                                       woff2;
    application/json                                 json;
    application/pdf                                  pdf;
    application/wasm                                 wasm;
    application/zip                                  zip;
    audio/mpeg                                       mp3;
    video/mp4                                        mp4;
}
`;

export const ENTRYPOINT = `#!/bin/sh
set -e

log() {
    if [ -z "\${NGINX_ENTRYPOINT_QUIET_LOGS:-}" ]; then echo "$@"; fi
}

if [ "$1" = nginx ] || [ "$1" = nginx-debug ]; then
    if find /docker-entrypoint.d/ -mindepth 1 -maxdepth 1 -type f -print -quit 2>/dev/null | read v; then
        log "$0: /docker-entrypoint.d/ is not empty, will attempt to perform configuration"
        log "$0: Looking for shell scripts in /docker-entrypoint.d/"
        for f in $(find /docker-entrypoint.d/ -follow -type f -print | sort -V); do
            case "$f" in
                *.envsh)
                    if [ -x "$f" ]; then log "$0: Sourcing $f"; . "$f"
                    else log "$0: Ignoring $f, not executable"; fi ;;
                *.sh)
                    if [ -x "$f" ]; then log "$0: Launching $f"; "$f"
                    else log "$0: Ignoring $f, not executable"; fi ;;
                *) log "$0: Ignoring $f" ;;
            esac
        done
        log "$0: Configuration complete; ready for start up"
    else
        log "$0: No files found in /docker-entrypoint.d/, skipping configuration"
    fi
fi

exec "$@"
`;

export const LISTEN_ON_IPV6 = `#!/bin/sh
set -e
me=$(basename "$0")
log() {
    if [ -z "\${NGINX_ENTRYPOINT_QUIET_LOGS:-}" ]; then echo "$me: $@"; fi
}
conf=etc/nginx/conf.d/default.conf

if [ ! -f "/$conf" ]; then
    log "info: /$conf is not a file or does not exist"
    exit 0
fi
touch "/$conf" 2>/dev/null || { log "info: can not modify /$conf (read-only file system?)"; exit 0; }
if grep -q "listen  \\[::]:80;" "/$conf"; then
    log "info: IPv6 listen already enabled"
    exit 0
fi
if [ -f /etc/os-release ]; then . /etc/os-release; else
    log "info: can not guess the operating system"
    exit 0
fi
log "info: Getting the checksum of /$conf"
if [ "$(md5sum < "/$conf" | cut -d ' ' -f 1)" != "6d5c67b102ff1a8f8d8d9bb9bea891a9" ]; then
    log "info: /$conf differs from the packaged version"
    exit 0
fi
sed -i -E 's,listen       80;,listen       80;\\n    listen  [::]:80;,' "/$conf"
log "info: Enabled listen on IPv6 in /$conf"
`;

export const LOCAL_RESOLVERS = `#!/bin/sh
# Offers the container's name servers as $NGINX_LOCAL_RESOLVERS.
if [ "\${NGINX_ENTRYPOINT_LOCAL_RESOLVERS:-}" ]; then
    NGINX_LOCAL_RESOLVERS=$(awk 'BEGIN{ORS=" "} $1=="nameserver" {if ($2 ~ ":") {print "["$2"]"} else {print $2}}' /etc/resolv.conf)
    export NGINX_LOCAL_RESOLVERS
fi
`;

export const ENVSUBST = `#!/bin/sh
# Fills in variables of the environment in templates.
set -e
me=$(basename "$0")
log() {
    if [ -z "\${NGINX_ENTRYPOINT_QUIET_LOGS:-}" ]; then echo "$me: $@"; fi
}
templates="\${NGINX_ENVSUBST_TEMPLATE_DIR:-/etc/nginx/templates}"
suffix="\${NGINX_ENVSUBST_TEMPLATE_SUFFIX:-.template}"
output="\${NGINX_ENVSUBST_OUTPUT_DIR:-/etc/nginx/conf.d}"
[ -d "$templates" ] || exit 0
defined=$(printf '\${%s} ' $(env | cut -d= -f1))
find "$templates" -follow -type f -name "*$suffix" | while read -r template; do
    relative="\${template#"$templates/"}"
    target="$output/\${relative%"$suffix"}"
    mkdir -p "$(dirname "$target")"
    log "Running envsubst on $template to $target"
    envsubst "$defined" < "$template" > "$target"
done
exit 0
`;

export const TUNE_WORKERS = `#!/bin/sh
# Sets the number of worker processes from the container's limits, when asked to.
set -e
[ "\${NGINX_ENTRYPOINT_WORKER_PROCESSES_AUTOTUNE:-}" ] || exit 0
sed -i.bak -r "s/^(worker_processes)(.*)$/# Commented out by $(basename "$0")\\n#\\1\\2\\n\\1 $(nproc);/" /etc/nginx/nginx.conf
`;
