/**
 * Servers with a large application behind them of which only the outside is simulated: the log of their start, their
 * ports, health and version endpoints, a first page that says so. What they would do beyond it is refused with 501.
 */
import type { Process } from '../../kernel/abi.ts';
import { isSysError } from '../../kernel/errno.ts';
import { endsOnSignals, page, serveApp, type Answer, type Visit } from '../samples/web-app.ts';
import { breakDown, strftime } from '../text/strftime.ts';

const json = (value: unknown, status = 200): Answer => ({ status, type: 'application/json; charset=utf-8', body: JSON.stringify(value) }); // prettier-ignore
const plain = (body: string, status = 200): Answer => ({ status, type: 'text/plain; charset=utf-8', body });

/** A first page: what is there and what is not. */
function front(title: string, text: string): Answer {
  return { body: page(title, `    <h1>${title}</h1>\n    <p>${text}</p>\n    <p><small>Drydock simulates that this server runs and answers, not the application behind it.</small></p>`) }; // prettier-ignore
}

const absent = (what: string): Answer => plain(`Drydock does not simulate this part of ${what}.\n`, 501);

function iso(p: Process): string {
  return `${strftime('%Y-%m-%dT%H:%M:%S', breakDown(p.now()))}.${String(Math.floor(p.now() % 1000)).padStart(3, '0')}Z`;
}

function option(p: Process, form: RegExp): string | undefined {
  return p.args.map((word) => form.exec(word)?.[1]).find((found) => found !== undefined);
}

/** prometheus: health, readiness, its own targets; queries are not there. */
export async function prometheus(p: Process): Promise<number> {
  const file = option(p, /^--config\.file=(.*)$/) ?? 'prometheus.yml';
  const say = (level: string, message: string, rest = ''): Promise<void> => p.stderr.write(`time=${iso(p)} level=${level} source=main.go msg="${message}"${rest}\n`); // prettier-ignore
  if (p.args.includes('--version')) {
    await p.stdout.write('prometheus, version 3.7.3 (branch: HEAD)\n  platform:         linux/amd64\n');
    return 0;
  }
  const listen = option(p, /^--web\.listen-address=.*:(\d+)$/) ?? '9090';
  await say('INFO', 'Starting Prometheus Server', ' mode=server version="(version=3.7.3, branch=HEAD)"');
  let text: string;
  try {
    text = p.fs.readText(file);
  } catch (error) {
    if (!isSysError(error)) throw error;
    await say('ERROR', `Error loading config (--config.file=${file})`, ` file=${file} err="open ${file}: ${error.message.toLowerCase()}"`); // prettier-ignore
    return 2;
  }
  await say('INFO', 'Start listening for connections', ` component=web address=0.0.0.0:${listen}`);
  await say('INFO', 'Loading configuration file', ` filename=${file}`);
  const jobs = [...text.matchAll(/^\s*-?\s*job_name:\s*["']?([^"'\n#]+)/gm)].map(([, name]) => (name ?? '').trim());
  p.onSignal('TERM', () => {
    p.background(async () => {
      await say('WARN', 'Received an OS signal, exiting gracefully...', ' signal=terminated');
      await say('INFO', 'See you next time!');
      p.exit(0);
    });
  });
  return serveApp(p, {
    port: Number(listen),
    ready: async () => {
      await say('INFO', 'Completed loading of configuration file', ` filename=${file}`);
      await say('INFO', 'Server is ready to receive web requests.');
    },
    answer: ({ path }) => {
      if (path === '/-/healthy') return plain('Prometheus Server is Healthy.\n');
      if (path === '/-/ready') return plain('Prometheus Server is Ready.\n');
      if (path === '/') return { status: 302, location: '/query' };
      if (path === '/query' || path === '/graph') return front('Prometheus Time Series Collection and Processing Server', `Jobs of ${file}: ${jobs.join(', ')}`); // prettier-ignore
      if (path === '/api/v1/status/buildinfo') return json({ status: 'success', data: { version: '3.7.3', branch: 'HEAD' } }); // prettier-ignore
      if (path === '/metrics') return plain('# HELP prometheus_build_info A metric with a constant 1 value labeled by version.\n# TYPE prometheus_build_info gauge\nprometheus_build_info{branch="HEAD",version="3.7.3"} 1\n'); // prettier-ignore
      return absent('Prometheus');
    },
  });
}

/** grafana: health and the way to its login page. */
export async function grafana(p: Process): Promise<number> {
  const version = p.env.get('GF_VERSION') ?? '12.2.1';
  const say = (logger: string, message: string, rest = ''): Promise<void> => p.stdout.write(`logger=${logger} t=${iso(p)} level=info msg="${message}"${rest}\n`); // prettier-ignore
  if (p.args.includes('-v') || p.args.includes('--version')) {
    await p.stdout.write(`grafana version ${version}\n`);
    return 0;
  }
  const port = Number(p.env.get('GF_SERVER_HTTP_PORT') ?? 3000);
  await say('settings', 'Starting Grafana', ` version=${version}`);
  endsOnSignals(p, 0);
  return serveApp(p, {
    port,
    ready: () => say('http.server', 'HTTP Server Listen', ` address=[::]:${port} protocol=http subUrl= socket=`),
    answer: ({ path }) => {
      if (path === '/api/health') return json({ database: 'ok', version, commit: 'unknown' });
      if (path === '/healthz') return plain('Ok');
      if (path === '/') return { status: 302, location: '/login', body: '<a href="/login">Found</a>.\n\n' };
      if (path === '/login')
        return front('Grafana', 'Welcome to Grafana: the first user is admin, with the password admin.');
      if (path.startsWith('/api/')) return json({ message: 'Unauthorized', messageId: 'session.token.rotate' }, 401);
      return { status: 302, location: '/login' };
    },
  });
}

/** portainer: its status, and a page. */
export async function portainer(p: Process): Promise<number> {
  const version = '2.35.0';
  const stamp = (): string => strftime('%Y/%m/%d %I:%M%p', breakDown(p.now()));
  const say = (text: string): Promise<void> => p.stderr.write(`${stamp()} INF ${text}\n`);
  await say('github.com/portainer/portainer/api/cmd/portainer/main.go > encryption key file not present | filename=portainer'); // prettier-ignore
  endsOnSignals(p, 2);
  return serveApp(p, {
    port: 9000,
    ready: () => say(`github.com/portainer/portainer/api/http/server.go > starting HTTP server | bind_address=:9000`),
    answer: ({ path }) => {
      if (path === '/api/status' || path === '/api/system/status') return json({ Version: version, InstanceID: '299ab403-70a8-4c05-92f7-bf7a994d50df' }); // prettier-ignore
      if (path === '/') return front('Portainer', 'Please create the initial administrator user.');
      return path.startsWith('/api/') ? json({ message: 'Unauthorized', details: 'Unauthorized' }, 401) : absent('Portainer'); // prettier-ignore
    },
  });
}

/** tomcat without applications, as the image comes: every path is not found. */
export async function catalina(p: Process): Promise<number> {
  const [verb = ''] = p.args.slice(1);
  if (verb !== 'run' && verb !== 'start') {
    await p.stdout.write('Usage: catalina.sh ( commands ... )\ncommands:\n  run               Start Catalina in the current window\n  start             Start Catalina in a separate window\n'); // prettier-ignore
    return 1;
  }
  const home = p.env.get('CATALINA_HOME') ?? '/usr/local/tomcat';
  const version = p.env.get('TOMCAT_VERSION') ?? '11.0.13';
  const say = (where: string, text: string): Promise<void> =>
    p.stderr.write(`${strftime('%d-%b-%Y %H:%M:%S', breakDown(p.now()))}.${String(Math.floor(p.now() % 1000)).padStart(3, '0')} INFO [main] ${where} ${text}\n`); // prettier-ignore
  await p.stdout.write(`Using CATALINA_BASE:   ${home}\nUsing CATALINA_HOME:   ${home}\nUsing CATALINA_TMPDIR: ${home}/temp\nUsing JRE_HOME:        ${p.env.get('JAVA_HOME') ?? ''}\nUsing CLASSPATH:       ${home}/bin/bootstrap.jar:${home}/bin/tomcat-juli.jar\nUsing CATALINA_OPTS:   \n`); // prettier-ignore
  const start = p.now();
  await say('org.apache.catalina.startup.VersionLoggerListener.log', `Server version name:   Apache Tomcat/${version}`);
  await say('org.apache.coyote.AbstractProtocol.init', 'Initializing ProtocolHandler ["http-nio-8080"]');
  await say('org.apache.catalina.core.StandardService.startInternal', 'Starting service [Catalina]');
  await say(
    'org.apache.catalina.core.StandardEngine.startInternal',
    `Starting Servlet engine: [Apache Tomcat/${version}]`,
  );
  endsOnSignals(p, 143);
  const missing = (path: string): Answer => ({
    status: 404,
    type: 'text/html;charset=utf-8',
    body: `<!doctype html><html lang="en"><head><title>HTTP Status 404 – Not Found</title><style type="text/css">body {font-family:Tahoma,Arial,sans-serif;} h1, h2, h3, b {color:white;background-color:#525D76;} h1 {font-size:22px;} h2 {font-size:16px;} h3 {font-size:14px;} p {font-size:12px;} a {color:black;} .line {height:1px;background-color:#525D76;border:none;}</style></head><body><h1>HTTP Status 404 – Not Found</h1><hr class="line" /><p><b>Type</b> Status Report</p>${path === '/' ? '' : `<p><b>Message</b> The requested resource [${path.replaceAll(/[<>&"]/g, '')}] is not available</p>`}<p><b>Description</b> The origin server did not find a current representation for the target resource or is not willing to disclose that one exists.</p><hr class="line" /><h3>Apache Tomcat/${version}</h3></body></html>`,
  });
  return serveApp(p, {
    port: 8080,
    ready: async () => {
      await say('org.apache.coyote.AbstractProtocol.start', 'Starting ProtocolHandler ["http-nio-8080"]');
      await say('org.apache.catalina.startup.Catalina.start', `Server startup in [${Math.max(37, p.now() - start)}] milliseconds`); // prettier-ignore
    },
    answer: ({ path }) => staticFile(p, `${home}/webapps`, path) ?? missing(path),
  });
}

/** A file of an application's directory (JSP and servlets are not run). */
function staticFile(p: Process, root: string, path: string): Answer | undefined {
  const [, app = '', ...rest] = path.split('/');
  if (/(^|\/)(\.\.|WEB-INF|META-INF)(\/|$)/i.test(path)) return undefined;
  const inner = rest.join('/');
  const places = [`${root}/${app}/${inner === '' ? 'index.html' : inner}`, `${root}/ROOT${path === '/' ? '/index.html' : path}`]; // prettier-ignore
  for (const place of places) {
    try {
      if (p.fs.stat(place).type === 'file') return { body: p.fs.readText(place) };
    } catch (error) {
      if (!isSysError(error)) throw error;
    }
  }
  return undefined;
}

/** jenkins: the password of its first start, and the page that asks for it. */
export async function jenkins(p: Process): Promise<number> {
  const home = p.env.get('JENKINS_HOME') ?? '/var/jenkins_home';
  const stamp = (): string => `${strftime('%Y-%m-%d %H:%M:%S', breakDown(p.now()))}.${String(Math.floor(p.now() % 1000)).padStart(3, '0')}+0000`; // prettier-ignore
  const say = (text: string, where: string): Promise<void> => p.stdout.write(`${stamp()} [id=${where === 'winstone.Logger#logInternal' ? 1 : 33}]\tINFO\t${where}: ${text}\n`); // prettier-ignore
  await p.stdout.write(`Running from: ${p.env.get('JENKINS_WAR') ?? '/usr/share/jenkins/jenkins.war'}\nwebroot: ${home}/war\n`); // prettier-ignore
  await say('Beginning extraction from war file', 'winstone.Logger#logInternal');
  const file = `${home}/secrets/initialAdminPassword`;
  let password: string;
  if (p.fs.exists(file)) password = p.fs.readText(file).trim();
  else {
    password = Array.from(p.random(16), (byte) => byte.toString(16).padStart(2, '0')).join('');
    if (!p.fs.exists(`${home}/secrets`)) p.fs.mkdir(`${home}/secrets`, 0o700);
    p.fs.writeFile(file, `${password}\n`, 0o640);
  }
  const stars = '*************************************************************';
  endsOnSignals(p, 143);
  return serveApp(p, {
    port: 8080,
    server: 'Jetty(12.0.25)',
    ready: async () => {
      await p.sleep(2000);
      await p.stdout.write(`\n${stars}\n${stars}\n${stars}\n\nJenkins initial setup is required. An admin user has been created and a password generated.\nPlease use the following password to proceed to installation:\n\n${password}\n\nThis may also be found at: ${file}\n\n${stars}\n${stars}\n${stars}\n\n`); // prettier-ignore
      await say('Completed initialization', 'jenkins.InitReactorRunner$1#onAttained');
      await say('Jenkins is fully up and running', 'hudson.lifecycle.Lifecycle#onReady');
    },
    answer: ({ path }) => {
      if (path === '/login')
        return front(
          'Sign in [Jenkins]',
          `Unlock Jenkins: the administrator password was written to the log and to ${file}`,
        );
      return { status: 403, type: 'text/html;charset=utf-8', body: `<html><head><meta http-equiv='refresh' content='1;url=/login?from=${encodeURIComponent(path)}'/><script id='redirect' data-redirect-url='/login?from=${encodeURIComponent(path)}' src='/static/scripts/redirect.js'></script></head><body style='background-color:white; color:white;'>\nAuthentication required\n<!--\n-->\n\n</body></html>` }; // prettier-ignore
    },
  });
}

/** traefik without providers: every request is for nobody; the dashboard's address says what it knows. */
export async function traefik(p: Process): Promise<number> {
  const args = p.args.slice(1);
  if (args[0] === 'version' || args.includes('--version')) {
    await p.stdout.write(
      'Version:      3.5.4\nCodename:     chabichou\nGo version:   go1.24.9\nOS/Arch:      linux/amd64\n',
    );
    return 0;
  }
  if (args.includes('--help')) {
    await p.stdout.write('traefik    Traefik is a modern HTTP reverse proxy and load balancer made to deploy microservices with ease.\n\nUsage: traefik [command] [flags] [arguments]\n'); // prettier-ignore
    return args[0] === '--help' || args[0] === 'version' || args[0] === 'healthcheck' ? 0 : 1;
  }
  const flag = (name: string): string | undefined => args.map((word) => new RegExp(`^--${name}(?:=(.*))?$`, 'i').exec(word)).find((found) => found !== null)?.[1]; // prettier-ignore
  const has = (name: string): boolean => args.some((word) => new RegExp(`^--${name}(=true)?$`, 'i').test(word));
  if (has('providers\\.docker') || args.some((word) => /^--providers\.docker[.=]/i.test(word)))
    await p.stderr.write(`${iso(p).slice(0, 19)}Z WRN Drydock does not simulate the Docker provider: containers' labels make no routes here\n`); // prettier-ignore
  endsOnSignals(p, 0);
  const notFound = plain('404 page not found\n', 404);
  const ports = args.flatMap((word) => {
    const port = /^--entrypoints\.[^.]+\.address=.*?:(\d+)/i.exec(word)?.[1];
    return port === undefined ? [] : [Number(port)];
  });
  if (has('api\\.insecure') || flag('api\\.insecure') === 'true')
    p.background(async () => {
      await serveApp(p, {
        port: 8080,
        answer: ({ path }) => {
          if (path === '/') return { status: 302, location: '/dashboard/' };
          if (path.startsWith('/dashboard')) return front('Traefik', 'The dashboard of Traefik 3.5.4');
          if (path === '/api/version') return json({ Version: '3.5.4', Codename: 'chabichou' });
          if (/^\/api\/(http|tcp|udp)\/(routers|services|middlewares)$/.test(path)) return json([]);
          if (path === '/api/rawdata') return json({});
          return notFound;
        },
      });
    });
  const [port = 80, ...others] = ports;
  for (const other of others)
    p.background(async () => {
      await serveApp(p, { port: other, answer: () => notFound });
    });
  return serveApp(p, { port, answer: () => notFound });
}

/** hashicorp/http-echo. */
export async function httpEcho(p: Process): Promise<number> {
  const at = p.args.findIndex((word) => /^--?text$/.test(word));
  const text = option(p, /^--?text=(.*)$/s) ?? (at < 0 ? p.env.get('ECHO_TEXT') : p.args[at + 1]);
  const port = Number(option(p, /^--?listen=.*:(\d+)$/) ?? 5678);
  if (text === undefined) {
    await p.stderr.write('Missing -text option!\n');
    return 127;
  }
  const stamp = (): string => strftime('%Y/%m/%d %H:%M:%S', breakDown(p.now()));
  endsOnSignals(p, 0);
  return serveApp(p, {
    port,
    ready: () => p.stdout.write(`${stamp()} [INFO] server is listening on :${port}\n`),
    answer: () => plain(`${text}\n`),
    log: ({ method, path, remote }: Visit, status) => p.stdout.write(`${stamp()} localhost:${port} ${remote} "${method} ${path} HTTP/1.1" ${status} ${text.length + 1} "curl" 0s\n`), // prettier-ignore
  });
}

/** jwilder/whoami. */
export async function jwilderWhoami(p: Process): Promise<number> {
  const port = Number(p.env.get('PORT') ?? 8000);
  endsOnSignals(p, 2);
  return serveApp(p, {
    port,
    ready: () => p.stdout.write(`Listening on :${port}\n`),
    answer: () => plain(`I'm ${p.net.hostname()}\n`),
    log: () => p.stdout.write(`I'm ${p.net.hostname()}\n`),
  });
}
