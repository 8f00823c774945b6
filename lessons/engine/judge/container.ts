import type { ContainerInspect } from '../../../simulator/api/containers.ts';
import type { ContainerTest } from '../format.ts';
import type { Facts } from '../facts.ts';
import { reason } from '../reasons.ts';
import { countText, holds, judgeText, type Verdict } from './verdict.ts';

/** Names that `as:` bound, for later predicates and texts: label to container. */
export type Bindings = Map<string, ContainerInspect>;

/** `ref` as a learner means it: a bound label, a name, an id or its beginning. */
export function findContainer(containers: readonly ContainerInspect[], ref: string, bound: Bindings): ContainerInspect | undefined {
  const label = bound.get(ref);
  if (label !== undefined) return label;
  return containers.find((each) => each.Name === `/${ref}`) ?? containers.find((each) => ref !== '' && each.Id.startsWith(ref));
}

export async function judgeContainer(test: ContainerTest, facts: Facts, bound: Bindings): Promise<Verdict> {
  const all = await facts.containers();
  const imageId = test.image === undefined ? undefined : (await facts.image(test.image))?.Id;
  const madeFrom = (each: ContainerInspect) =>
    test.image === undefined || each.Image === imageId || sameReference(each.Config.Image, test.image);
  const candidates = test.name === undefined ? all.filter(madeFrom) : named(all, test.name, bound).filter(madeFrom);
  if (test.exists === false) {
    const [left] = candidates;
    return left === undefined ? undefined : reason('container.exists', { name: nameOf(left) });
  }
  const verdicts = candidates.map((each) => ({ each, verdict: judgeOne(test, each) }));
  const fitting = verdicts.filter(({ verdict }) => verdict === undefined).map(({ each }) => each);
  if (test.count !== undefined) {
    if (holds(test.count, fitting.length)) return undefined;
    return reason('container.count', { found: fitting.length, wanted: countText(test.count) });
  }
  const [found] = fitting;
  if (found !== undefined) {
    if (test.as !== undefined) bound.set(test.as, found);
    return undefined;
  }
  return verdicts[0]?.verdict ?? reason('container.none', { which: test.name ?? test.image ?? '' });
}

function named(all: readonly ContainerInspect[], name: string, bound: Bindings): ContainerInspect[] {
  const found = findContainer(all, name, bound);
  return found === undefined ? [] : [found];
}

export function nameOf(container: ContainerInspect): string {
  return container.Name.replace(/^\//, '');
}

/** `nginx` and `nginx:latest` and `docker.io/library/nginx:latest` are one reference. */
export function sameReference(a: string, b: string): boolean {
  return familiar(a) === familiar(b);
}

function familiar(ref: string): string {
  const short = ref.replace(/^(docker\.io|index\.docker\.io)\//, '').replace(/^library\//, '');
  return /[:@][^/]*$/.test(short) ? short : `${short}:latest`;
}

function judgeOne(test: ContainerTest, it: ContainerInspect): Verdict {
  const name = nameOf(it);
  if (test.state !== undefined && it.State.Status !== test.state) {
    return reason('container.state', { name, found: it.State.Status, wanted: test.state });
  }
  const health = it.State.Health?.Status ?? 'none';
  if (test.health !== undefined && health !== test.health) {
    return reason('container.state', { name, found: health, wanted: test.health });
  }
  for (const { field, wanted, found, ok } of fieldTests(test, it)) {
    if (!ok) return reason('container.field', { name, field, wanted, found });
  }
  if (test.command === undefined) return undefined;
  return judgeText(test.command, [it.Path, ...it.Args].join(' '), `${name}: command`);
}

interface FieldTest {
  field: string;
  wanted: string;
  found: string;
  ok: boolean;
}

function fieldTests(test: ContainerTest, it: ContainerInspect): FieldTest[] {
  const tests: FieldTest[] = [];
  const add = (field: string, wanted: string | number | boolean | undefined, found: string, ok: boolean) => {
    if (wanted !== undefined) tests.push({ field, wanted: String(wanted), found: found === '' ? '–' : found, ok });
  };
  const host = it.HostConfig;
  const ports = publishedPorts(it);
  const mounts = it.Mounts.map((mount) => `${mount.Name ?? mount.Source}:${mount.Destination}`);
  const env = it.Config.Env ?? [];
  add('exit code', test.exitCode, String(it.State.ExitCode), it.State.ExitCode === test.exitCode);
  add('published ports', test.publishes, ports.join(', '), ports.includes(test.publishes ?? ''));
  add('mounts', test.mounts, mounts.join(', '), mounts.some((mount) => mountFits(mount, test.mounts ?? '')));
  add('environment', test.env, env.join(' '), env.some((each) => each === test.env || each.startsWith(`${test.env ?? ''}=`)));
  add('read-only root', test.readOnlyRoot, String(host.ReadonlyRootfs), host.ReadonlyRootfs === test.readOnlyRoot);
  const networks = Object.keys(it.NetworkSettings.Networks);
  add('network', test.network, networks.join(', '), networks.includes(test.network ?? ''));
  add('restart policy', test.restart, host.RestartPolicy.Name, host.RestartPolicy.Name === test.restart);
  add('user', test.user, it.Config.User, it.Config.User === test.user);
  add('--rm', test.autoRemove, String(host.AutoRemove), host.AutoRemove === test.autoRemove);
  return tests;
}

/** `8080:80` for every published port, and `:80` for one published anywhere. */
function publishedPorts(it: ContainerInspect): string[] {
  const bindings = it.State.Running ? it.NetworkSettings.Ports : (it.HostConfig.PortBindings ?? {});
  const found = Object.entries(bindings).flatMap(([port, hosts]) => {
    const inner = port.replace(/\/tcp$/, '');
    return (hosts ?? []).flatMap((host) => [`${host.HostPort}:${inner}`, `:${inner}`]);
  });
  return [...new Set(found)];
}

/** A wanted mount may leave its source (`:/data`) or the beginning of a host path (`site:/usr/share`) out. */
function mountFits(mount: string, wanted: string): boolean {
  if (mount === wanted) return true;
  const at = wanted.indexOf(':');
  const source = wanted.slice(0, at);
  const end = mount.lastIndexOf(':');
  const [from, to] = [mount.slice(0, end), mount.slice(end + 1)];
  return to === wanted.slice(at + 1) && (source === '' || from.endsWith(`/${source}`));
}
