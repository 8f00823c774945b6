import nginx from './nginx.ts';
import { family, image } from './form/image.ts';
import type { ImageDefinition } from './form/image.ts';
import { copy } from './form/steps.ts';

const CONF = `server {
    listen 80;
    listen [::]:80;

    root /usr/share/nginx/html;
    try_files /index.html =404;

    expires -1;

    sub_filter_once off;
    sub_filter 'server_hostname' '$hostname';
    sub_filter 'server_address' '$server_addr:$server_port';
    sub_filter 'server_url' '$request_uri';
    sub_filter 'server_date' '$time_local';
    sub_filter 'request_id' '$request_id';
}
`;

const PLAIN_CONF = `server {
    listen 80;
    listen [::]:80;

    location / {
        default_type text/plain;
        expires -1;
        return 200 'Server address: $server_addr:$server_port\\nServer name: $hostname\\nDate: $time_local\\nURI: $request_uri\\nRequest ID: $request_id\\n';
    }
}
`;

const PAGE = `<!DOCTYPE html>
<html>
<head>
<title>Hello World</title>
</head>
<body>
<h1>NGINX</h1>
<p><span>Server&nbsp;address:</span> <span>server_address</span></p>
<p><span>Server&nbsp;name:</span> <span>server_hostname</span></p>
<p><span>Date:</span> <span>server_date</span></p>
<p><span>URI:</span> <span>server_url</span></p>
<p>Request ID: request_id</p>
</body>
</html>
`;

function hello(plain: boolean): ImageDefinition {
  const base = nginx.tags.get('alpine');
  return image({
    created: '2025-06-30T11:04:56Z',
    ...(base === undefined ? {} : { from: base() }),
    platforms: ['amd64', 'arm/v7', 'arm64/v8'],
    steps: [
      copy('hello.conf /etc/nginx/conf.d/', { '/etc/nginx/conf.d/default.conf': plain ? PLAIN_CONF : CONF }),
      copy('index.html /usr/share/nginx/html/', { '/usr/share/nginx/html/index.html': PAGE }),
    ],
  });
}

export default family('nginxdemos/hello', {
  'latest 0.4': () => hello(false),
  plain: () => hello(true),
  'plain-text': () => hello(true),
});
