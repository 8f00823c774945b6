/** docker login. */
import type { AuthConfig } from '../../../api/common.ts';
import { isEngineError } from '../../../api/errors.ts';
import { errorText, isFailure, type Client } from '../../client.ts';
import { atMost, command } from '../../command.ts';
import { HUB_KEY, hostOf, storedCredentials } from '../../config/registry-auth.ts';
import { bool, string } from '../../flags/scalars.ts';
import { printNote, UNDERLINE } from '../../format/ansi.ts';
import { DEFAULT_DOMAIN } from '../../format/reference.ts';
import { readInput, readSecret } from '../../prompt.ts';
import { warnOfEnvironment } from './environment.ts';

const SIGN_UP =
  "Log in with your Docker ID or email address to push and pull images from Docker Hub. If you don't have a Docker ID, head over to https://hub.docker.com/ to create one.";
const TOKENS =
  'You can log in with your password or a Personal Access Token (PAT). Using a limited-scope PAT grants better security and is required for organizations using SSO. Learn more at https://docs.docker.com/go/access-tokens/';

export default command({
  usage: '[OPTIONS] [SERVER]',
  args: atMost(1),
  flags: { password: string('p'), 'password-stdin': bool(), username: string('u') },
  complete: () => [],
  run: async ({ client, flags, args: [server = ''], changed }) => {
    checkFlags(changed, flags.username, flags.password);
    if (flags.password !== '') {
      await client.complain('WARNING! Using --password via the CLI is insecure. Use --password-stdin.');
    }
    const password = flags['password-stdin'] ? await passwordFromStdin(client, flags.username) : flags.password;
    await warnOfEnvironment(client);
    const address = server === '' || server === DEFAULT_DOMAIN ? HUB_KEY : hostOf(server);
    const given = { username: flags.username, password };
    const status = given.username === '' && password === '' ? await withStored(client, address) : undefined;
    await client.println(status ?? (await withPrompt(client, address, given)));
  },
});

interface Given {
  readonly username: string;
  readonly password: string;
}

function checkFlags(
  changed: (name: 'password-stdin' | 'password' | 'username') => boolean,
  user: string,
  pass: string,
) {
  if (changed('password-stdin')) {
    if (changed('password')) {
      throw new Error('conflicting options: cannot specify both --password and --password-stdin');
    }
    if (!changed('username')) throw new Error('the --password-stdin option requires --username to be set');
  }
  if (changed('username') && user === '') throw new Error('username is empty');
  if (changed('password') && pass === '') throw new Error('password is empty');
}

async function passwordFromStdin(client: Client, username: string): Promise<string> {
  if (username === '') throw new Error('username is empty');
  return (await client.process.stdin.readText()).replace(/\n$/, '').replace(/\r$/, '');
}

/** Tries the credentials that are stored; undefined where there are none or they are refused. */
async function withStored(client: Client, address: string): Promise<string | undefined> {
  const auth = storedCredentials(client, address);
  if (!auth?.username || !auth.password) return undefined;
  await client.complain(`Authenticating with existing credentials... [Username: ${auth.username}]`);
  await printNote(client, "To login with a different account, run 'docker logout' followed by 'docker login'");
  await client.process.stderr.write('\n\n');
  try {
    return await authenticate(client, { ...auth, serveraddress: address });
  } catch (error) {
    if (!isFailure(error)) throw error;
    await client.complain(
      isEngineError(error, 'unauthorized')
        ? 'Stored credentials invalid or expired'
        : `Login did not succeed, error: ${errorText(error)}`,
    );
    return undefined;
  }
}

async function withPrompt(client: Client, address: string, given: Given): Promise<string> {
  const isComplete = given.username !== '' && given.password !== '';
  if (!isComplete && !client.isTerminal('stdin')) {
    throw new Error('Error: Cannot perform an interactive login from a non TTY device');
  }
  const isHub = address === HUB_KEY;
  if (isHub && given.username === '' && given.password === '' && !webLoginDisabled(client)) {
    // The pages of the web login are outside of the simulated machine, so that login never starts.
    await client.process.stderr.write('Failed to start web-based login - falling back to command line login...\n\n');
  }
  const username = given.username.trim() || (await askUsername(client, address));
  const password = given.password.trim() || (await askPassword(client, isHub));
  return authenticate(client, { username, password, serveraddress: address });
}

const webLoginDisabled = (client: Client): boolean =>
  /^(1|t|T|true|TRUE|True)$/.test(client.process.env.get('DOCKER_CLI_DISABLE_OAUTH_LOGIN') ?? '');

async function askUsername(client: Client, address: string): Promise<string> {
  if (address === HUB_KEY) {
    await client.println(SIGN_UP);
    if (!/^(0|f|F|false|FALSE|False)$/.test(client.process.env.get('DOCKER_CLI_HINTS') ?? '')) {
      await client.print(`${TOKENS}\n\n`);
    }
  }
  const usual = (storedCredentials(client, address)?.username ?? '').trim();
  const typed = await readInput(client, usual === '' ? 'Username: ' : `Username (${usual}): `);
  const username = typed || usual;
  if (username === '') throw new Error('Error: Non-null Username Required');
  return username;
}

async function askPassword(client: Client, isHub: boolean): Promise<string> {
  if (isHub) {
    const page = UNDERLINE('https://app.docker.com/settings');
    await printNote(client, `A Personal Access Token (PAT) can be used instead.\nTo create a PAT, visit ${page}\n\n`);
  }
  const password = await readSecret(client, 'Password: ');
  await client.println('');
  if (password === '') throw new Error('Error: Password Required');
  return password;
}

/** Has the engine ask the registry, and stores what it accepted. Gives what the registry said. */
async function authenticate(client: Client, auth: AuthConfig): Promise<string> {
  const engine = await client.engine();
  const { Status, IdentityToken } = await engine.systemAuth(auth);
  const stored = IdentityToken === '' ? auth : { ...auth, password: '', identitytoken: IdentityToken };
  const isNew = client.config.store(auth.serveraddress ?? HUB_KEY, stored);
  if (isNew && stored.password !== '') {
    await client.complain(
      `\nWARNING! Your credentials are stored unencrypted in '${client.config.path}'.\nConfigure a credential helper to remove this warning. See\nhttps://docs.docker.com/go/credential-store/\n`,
    );
  }
  return Status;
}
