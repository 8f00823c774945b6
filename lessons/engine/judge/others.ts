import type { BuildTest, ComposeTest, FileTest, NetworkTest, PortTest, VolumeTest } from '../format.ts';
import type { Facts } from '../facts.ts';
import { reason } from '../reasons.ts';
import { type Bindings, findContainer, nameOf, sameReference } from './container.ts';
import { holds, judgeText, type Verdict } from './verdict.ts';

export async function judgeFile(test: FileTest, facts: Facts, bound: Bindings): Promise<Verdict> {
  const { path } = test;
  const [kind = '', ...rest] = test.in.split(':');
  const name = rest.join(':');
  const container = kind === 'container' ? findContainer(await facts.containers(), name, bound) : undefined;
  if (kind === 'container' && container === undefined) return test.exists === false ? undefined : reason('file.holder', { where: name });
  const file = await facts.file(container === undefined ? test.in : `container:${container.Id}`, path);
  const where = container === undefined ? (name === '' ? kind : name) : nameOf(container);
  if (test.exists === false) return file === undefined ? undefined : reason('file.exists', { where, path });
  if (file === undefined) return reason('file.missing', { where, path });
  if (test.layer !== undefined && file.layer !== test.layer) return reason('file.layer', { path, layer: test.layer });
  return judgeText(test, new TextDecoder().decode(file.bytes), path);
}

export async function judgeVolume(test: VolumeTest, facts: Facts): Promise<Verdict> {
  const { name } = test;
  const there = (await facts.volumes()).some((volume) => volume.Name === name);
  if (test.exists === false) return there ? reason('volume.exists', { name }) : undefined;
  if (!there) return reason('volume.missing', { name });
  if (test.usedBy === undefined) return undefined;
  const user = findContainer(await facts.containers(), test.usedBy, new Map());
  return user?.Mounts.some((mount) => mount.Name === name) === true ? undefined : reason('volume.unused', { name, container: test.usedBy });
}

export async function judgeNetwork(test: NetworkTest, facts: Facts): Promise<Verdict> {
  const { name } = test;
  const network = (await facts.networks()).find((each) => each.Name === name);
  if (test.exists === false) return network === undefined ? undefined : reason('network.exists', { name });
  if (network === undefined) return reason('network.missing', { name });
  if (test.driver !== undefined && network.Driver !== test.driver) return reason('network.driver', { name, found: network.Driver });
  const containers = await facts.containers();
  const absent = test.members?.find((member) => {
    const container = findContainer(containers, member, new Map());
    return container?.NetworkSettings.Networks[name] === undefined;
  });
  return absent === undefined ? undefined : reason('network.member', { name, container: absent });
}

export async function judgePort(test: PortTest, facts: Facts): Promise<Verdict> {
  const port = test.host;
  const answer = await facts.http(port, test.path ?? '/');
  if (test.answers === false) return answer === undefined ? undefined : reason('port.answers', { port });
  if (answer === undefined) return reason('port.silent', { port });
  if (test.status !== undefined && answer.status !== test.status) return reason('port.status', { port, found: answer.status, wanted: test.status });
  return judgeText(test, answer.body, `localhost:${port}`);
}

export function judgeBuild(test: BuildTest, facts: Facts): Verdict {
  const { tag } = test;
  const build = facts.builds.findLast((each) => tag === undefined || each.tags.some((other) => sameReference(other, tag)));
  if (build === undefined) return reason('build.none');
  if (build.succeeded !== (test.succeeded ?? true)) return reason(build.succeeded ? 'build.none' : 'build.failed');
  const step = (text: string) => build.steps.find((each) => each.instruction.startsWith(text));
  const fresh = test.cached?.find((text) => step(text)?.cached !== true);
  if (fresh !== undefined) return reason('build.cached', { step: fresh });
  const cached = test.ran?.find((text) => step(text)?.cached !== false);
  return cached === undefined ? undefined : reason('build.ran', { step: cached });
}

const LABEL = { project: 'com.docker.compose.project', service: 'com.docker.compose.service', oneoff: 'com.docker.compose.oneoff' };

export async function judgeCompose(test: ComposeTest, facts: Facts): Promise<Verdict> {
  const { project } = test;
  const containers = (await facts.containers()).filter(
    ({ Config: { Labels: labels } }) => labels?.[LABEL.project] === project && labels[LABEL.oneoff] !== 'True',
  );
  const of = (service: string) => containers.filter((each) => each.Config.Labels?.[LABEL.service] === service);
  for (const [service, wanted] of Object.entries(test.services ?? {})) {
    const states = of(service).map(({ State: state }) => (wanted === 'healthy' ? (state.Health?.Status ?? 'none') : state.Status));
    const ok = wanted === 'absent' ? states.length === 0 : states.includes(wanted);
    if (!ok) return reason('compose.service', { project, service, wanted, found: states[0] ?? 'absent' });
  }
  for (const [service, wanted] of Object.entries(test.replicas ?? {})) {
    const found = of(service).filter((each) => each.State.Running).length;
    if (!holds({ equals: wanted }, found)) return reason('compose.replicas', { service, found, wanted });
  }
  return undefined;
}
