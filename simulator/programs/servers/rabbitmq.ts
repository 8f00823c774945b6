/** rabbitmq: its start, its ports, the management API's outside, rabbitmqctl. Messages (AMQP) are not there. */
import type { Process } from '../../kernel/abi.ts';
import { isSysError } from '../../kernel/errno.ts';
import { endsOnSignals, page, serveApp } from '../samples/web-app.ts';
import { baseName } from '../text/paths.ts';
import { breakDown, strftime } from '../text/strftime.ts';

const RUN_FILE = '/var/lib/rabbitmq/.drydock-running';
const USERS_FILE = '/var/lib/rabbitmq/.drydock-users';

function versionOf(p: Process): string {
  return p.env.get('RABBITMQ_VERSION') ?? '4.2.0';
}

function plugins(p: Process): string[] {
  const path = '/etc/rabbitmq/enabled_plugins';
  return p.fs.exists(path) ? [...p.fs.readText(path).matchAll(/rabbitmq_\w+/g)].map(([name]) => name) : [];
}

/** Name and tags of each user. */
function users(p: Process): [string, string][] {
  const text = p.fs.exists(USERS_FILE) ? p.fs.readText(USERS_FILE) : `${p.env.get('RABBITMQ_DEFAULT_USER') ?? 'guest'}\tadministrator\n`; // prettier-ignore
  return text.split('\n').filter((line) => line !== '').map((line): [string, string] => {
    const [name = '', tags = ''] = line.split('\t');
    return [name, tags];
  }); // prettier-ignore
}

/** Speaks as the real one does to a client of another protocol: names its own and hangs up. */
async function amqp(p: Process): Promise<void> {
  const listener = p.net.listen({ host: '::', port: 5672 });
  for (;;) {
    const connection = await listener.accept();
    p.background(async () => {
      try {
        const first = await connection.read(8);
        if (first.length > 0) await connection.write(Uint8Array.from([0x41, 0x4d, 0x51, 0x50, 0, 0, 9, 1]));
      } catch (error) {
        if (!isSysError(error)) throw error;
      }
      connection.close();
    });
  }
}

async function management(p: Process): Promise<number> {
  const user = p.env.get('RABBITMQ_DEFAULT_USER') ?? 'guest';
  const version = versionOf(p);
  return serveApp(p, {
    port: 15672,
    server: 'Cowboy',
    answer: ({ path }) => {
      if (path === '/') return { body: page('RabbitMQ Management', `    <h1>RabbitMQ ${version}</h1>\n    <p>Log in as ${user}. Drydock simulates that the server runs, not its queues.</p>`) }; // prettier-ignore
      if (path === '/api/overview' || path === '/api/whoami') return { status: 401, type: 'application/json', body: '{"error":"not_authorized","reason":"Login failed"}' }; // prettier-ignore
      return { status: 404, type: 'application/json', body: '{"error":"Object Not Found","reason":"Not Found"}' };
    },
  });
}

export async function server(p: Process): Promise<number> {
  const version = versionOf(p);
  const stamp = (): string => `${strftime('%Y-%m-%d %H:%M:%S', breakDown(p.now()))}.${String(Math.floor(p.now() % 1000)).padStart(3, '0')}000+00:00`; // prettier-ignore
  const say = (text: string): Promise<void> => p.stdout.write(`${stamp()} [info] <0.9.0> ${text}\n`);
  await say(`Starting RabbitMQ ${version} on Erlang 27.3.4 [jit]`);
  await p.stdout.write(`\n  ##  ##      RabbitMQ ${version}\n  ##  ##\n  ##########  Copyright (c) 2007-2025 Broadcom Inc and/or its subsidiaries\n  ######  ##\n  ##########  Licensed under the MPL 2.0. Website: https://rabbitmq.com\n\n  Erlang:      27.3.4 [jit]\n\n  Logs: <stdout>\n\n  Config file(s): /etc/rabbitmq/conf.d/10-defaults.conf\n\n  Starting broker...`); // prettier-ignore
  await say(`node           : rabbit@${p.net.hostname()}`);
  await p.sleep(2000);
  const enabled = plugins(p);
  try {
    p.background(() => amqp(p));
    await say('started TCP listener on [::]:5672');
    if (enabled.includes('rabbitmq_management')) {
      p.background(async () => {
        await management(p);
      });
      await say('Management plugin: HTTP (non-TLS) listener started on port 15672');
    }
  } catch (error) {
    if (!isSysError(error)) throw error;
    await say(`failed to start: ${error.message}`);
    return 1;
  }
  p.fs.writeFile(RUN_FILE, `${p.pid}\n`);
  await p.stdout.write(` completed with ${enabled.length} plugins.\n`);
  await say(`Server startup complete; ${enabled.length} plugins started.`);
  endsOnSignals(p, 0);
  for (;;) await p.sleep(3_600_000);
}

/** rabbitmqctl, rabbitmq-diagnostics and rabbitmq-plugins. */
export async function control(p: Process): Promise<number> {
  const me = baseName(p.args[0] ?? '');
  const [verb = '', ...rest] = p.args.slice(1).filter((word) => word !== '-q' && word !== '--quiet');
  const node = `rabbit@${p.net.hostname()}`;
  const say = (text: string): Promise<void> => p.stdout.write(`${text}\n`);
  if (verb === 'version') return say(versionOf(p)).then(() => 0);
  if (me === 'rabbitmq-plugins') {
    if (verb === 'list') return say(plugins(p).map((name) => `[E*] ${name}`).join('\n')).then(() => 0); // prettier-ignore
    if (verb === 'enable' && rest.length > 0) {
      const all = [...new Set([...plugins(p), ...rest])];
      p.fs.writeFile('/etc/rabbitmq/enabled_plugins', `[${all.join(',')}].\n`);
      await say(`Enabling plugins on node ${node}:\n${rest.join('\n')}\nThe following plugins have been configured:\n${all.map((name) => `  ${name}`).join('\n')}\nOffline change; changes will take effect at broker restart.`); // prettier-ignore
      return 0;
    }
  }
  const running = p.processes().some(({ args }) => (args[0] ?? '').includes('rabbitmq-server'));
  if (!running) {
    await p.stderr.write(`Error: unable to perform an operation on node '${node}'. Please see diagnostics information and suggestions below.\n`); // prettier-ignore
    return 69;
  }
  switch (verb) {
    case 'status':
      await say(`Status of node ${node} ...\nRuntime\n\nOS PID: 1\nOS: Linux\nRabbitMQ version: ${versionOf(p)}\nNode name: ${node}\n\nListeners\n\nInterface: [::], port: 5672, protocol: amqp, purpose: AMQP 0-9-1 and AMQP 1.0`); // prettier-ignore
      return 0;
    case 'ping':
      return say(`Will ping ${node}. This only checks if the OS process is running and registered with epmd. Timeout: 60000 ms.\nPing succeeded`).then(() => 0); // prettier-ignore
    case 'check_running':
    case 'await_startup':
    case 'check_port_connectivity':
      return 0;
    case 'list_queues':
      return say('Timeout: 60.0 seconds ...\nListing queues for vhost / ...').then(() => 0);
    case 'list_vhosts':
      return say('Listing vhosts ...\nname\n/').then(() => 0);
    case 'list_users':
      return say(`Listing users ...\nuser\ttags\n${users(p).map(([name, tags]) => `${name}\t[${tags}]`).join('\n')}`).then(() => 0); // prettier-ignore
    case 'add_user': {
      const [name = ''] = rest;
      p.fs.writeFile(USERS_FILE, [...users(p), [name, '']].map(([user, tags]) => `${user}\t${tags}\n`).join(''));
      await say(`Adding user "${name}" ...\nDone. Don't forget to grant the user permissions to some virtual hosts! See 'rabbitmqctl help set_permissions' to learn more.`); // prettier-ignore
      return 0;
    }
    default:
      await p.stderr.write(`${me}: Drydock does not simulate '${verb}'; status, list_queues, list_users, list_vhosts, add_user and ping are there\n`); // prettier-ignore
      return 64;
  }
}
