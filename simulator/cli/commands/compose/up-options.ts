/** Options that up, create and run share: how containers are made. */
import type { CreateOptions } from '../../../compose/create.ts';
import type { Project, Service } from '../../../compose/model/project.ts';
import type { ComposeSession } from './session.ts';

export interface MakeFlags {
  readonly build?: boolean;
  readonly 'no-build'?: boolean;
  readonly pull?: string;
  readonly scale?: readonly string[];
  readonly 'force-recreate'?: boolean;
  readonly 'no-recreate'?: boolean;
  readonly 'always-recreate-deps'?: boolean;
  readonly 'renew-anon-volumes'?: boolean;
  readonly 'remove-orphans'?: boolean;
  readonly 'quiet-pull'?: boolean;
  readonly 'quiet-build'?: boolean;
  readonly timeout?: number | undefined;
}

export function checkMakeFlags(flags: MakeFlags): void {
  const both = (a: keyof MakeFlags, b: keyof MakeFlags): void => {
    if (flags[a] && flags[b]) throw new Error(`--${a} and --${b} are incompatible`);
  };
  both('build', 'no-build');
  if (flags['renew-anon-volumes'] && flags['no-recreate']) {
    throw new Error('--no-recreate and --renew-anon-volumes are incompatible');
  }
  both('force-recreate', 'no-recreate');
  both('always-recreate-deps', 'no-recreate');
}

/** Applies --pull, --build and --scale to a project. */
export function applyMakeFlags(project: Project, flags: MakeFlags, pullChanged: boolean): Project {
  let services = new Map(project.services);
  if (pullChanged) {
    const policy = flags.pull ?? '';
    if (!['always', 'missing', 'never', 'build', 'if_not_present', 'refresh'].includes(policy)) {
      throw new Error(`invalid --pull option "${policy}"`);
    }
    services = new Map([...services].map(([name, each]) => [name, { ...each, pull_policy: policy }]));
  }
  if (flags.build) {
    services = new Map(
      [...services].map(([name, each]) => [name, each.build ? { ...each, pull_policy: 'build' } : each]),
    );
  }
  for (const entry of flags.scale ?? []) {
    const [name = '', count, ...more] = entry.split('=');
    if (count === undefined || more.length > 0)
      throw new Error(`invalid --scale option "${entry}". Should be SERVICE=NUM`);
    setScale(services, name, count);
  }
  return { ...project, services };
}

export function setScale(services: Map<string, Service>, name: string, count: string): void {
  if (!/^[-+]?\d+$/.test(count)) throw new Error(`strconv.Atoi: parsing "${count}": invalid syntax`);
  const service = services.get(name);
  if (!service) throw new Error(`no such service: ${name}`);
  const scale = Number(count);
  const { deploy } = service;
  services.set(name, { ...service, scale, ...(deploy ? { deploy: { ...deploy, replicas: scale } } : {}) });
}

export function createOptions(
  session: ComposeSession,
  project: Project,
  services: readonly string[],
  flags: MakeFlags,
): CreateOptions {
  const never = flags['no-recreate'] ? 'never' : undefined;
  const ignoreOrphans = /^(1|true|y|yes)$/i.test(project.environment.get('COMPOSE_IGNORE_ORPHANS') ?? '');
  return {
    services,
    // New anonymous volumes need new containers (recorded: compose-changed-config).
    recreate: never ?? (flags['force-recreate'] || flags['renew-anon-volumes'] ? 'force' : 'diverged'),
    recreateDependencies: never ?? (flags['always-recreate-deps'] ? 'force' : 'diverged'),
    inherit: !flags['renew-anon-volumes'],
    ...(flags.timeout === undefined ? {} : { timeout: flags.timeout }),
    quietPull: flags['quiet-pull'] ?? false,
    removeOrphans: flags['remove-orphans'] ?? false,
    ignoreOrphans,
    ...(session.options.envFiles.length === 0 ? {} : { envFiles: session.options.envFiles }),
    ...(flags['no-build']
      ? {}
      : {
          build: async (context, built) => {
            const { buildMissing } = await session.client.load(() => import('./bake.ts'));
            await buildMissing(session, context, built, { quiet: flags['quiet-build'] ?? false });
          },
        }),
  };
}
