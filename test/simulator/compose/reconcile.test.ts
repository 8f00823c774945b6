/** The plan of `up`, as text. */
import { describe, expect, it } from 'vitest';
import type { ContainerSummary, ContainerStateName } from '../../../simulator/api/containers.ts';
import { serviceHash } from '../../../simulator/compose/hash.ts';
import { CONFIG_HASH, IMAGE, NUMBER } from '../../../simulator/compose/labels.ts';
import type { Project, Service } from '../../../simulator/compose/model/project.ts';
import { projectFromContainers } from '../../../simulator/compose/observe.ts';
import { plan, printPlan, type Observed, type Recreate } from '../../../simulator/compose/reconcile.ts';

const WEB: Service = { image: 'nginx' };

function container(number: number, service: Service, state: ContainerStateName = 'running'): ContainerSummary {
  return {
    Id: `id${String(number)}`, Names: [`/lab-web-${String(number)}`], Image: 'nginx', ImageID: '', Command: '', Created: 0,
    Ports: [], Labels: { [CONFIG_HASH]: serviceHash(service), [IMAGE]: 'sha256:1', [NUMBER]: String(number) }, State: state,
    Status: '', HostConfig: {}, NetworkSettings: { Networks: {} }, Mounts: [],
  }; // prettier-ignore
}

const project = (service: Service): Project => ({
  ...projectFromContainers('lab', []),
  services: new Map([['web', service]]),
});

function planned(
  service: Service,
  existing: readonly ContainerSummary[],
  recreate: Recreate = 'diverged',
  image = 'sha256:1',
): string {
  const observed: Observed = {
    containers: new Map([['web', existing]]),
    networks: new Map(),
    volumes: new Map(),
    images: new Map([['nginx', image]]),
  };
  return printPlan(plan(project(service), observed, () => recreate));
}

describe('plan', () => {
  it('creates what is missing', () => {
    expect(planned({ ...WEB, scale: 2 }, [])).toBe('web: create lab-web-1\nweb: create lab-web-2\n');
  });
  it('keeps what is as the file says', () => {
    expect(planned(WEB, [container(1, WEB)])).toBe('web: keep lab-web-1 (running)\n');
    expect(planned(WEB, [container(1, WEB, 'exited')])).toBe('web: keep lab-web-1 (exited)\n');
  });
  it('replaces what has changed, and says why', () => {
    const changed: Service = { ...WEB, environment: new Map([['A', '1']]) };
    expect(planned(changed, [container(1, WEB)])).toBe('web: recreate lab-web-1 (configuration changed)\n');
    expect(planned(WEB, [container(1, WEB)], 'diverged', 'sha256:2')).toBe('web: recreate lab-web-1 (image changed)\n');
    expect(planned(WEB, [container(1, WEB)], 'force')).toBe('web: recreate lab-web-1 (forced)\n');
    expect(planned(changed, [container(1, WEB)], 'never')).toBe('web: keep lab-web-1 (running)\n');
  });
  it('removes the highest numbers first', () => {
    const three = [container(1, WEB), container(2, WEB), container(3, WEB)];
    expect(planned(WEB, three)).toBe(
      'web: keep lab-web-1 (running)\nweb: remove lab-web-2 (running)\nweb: remove lab-web-3 (running)\n',
    );
  });
  it('does not count the scale, the build or dependencies as a change', () => {
    const same: Service = { ...WEB, scale: 1, build: { context: '.' }, depends_on: new Map([['db', {}]]) };
    expect(planned(same, [container(1, WEB)])).toBe('web: keep lab-web-1 (running)\n');
  });
  it('refuses several containers of one name', () => {
    expect(() => planned({ ...WEB, container_name: 'x', scale: 2 }, [])).toThrow('custom container name "x"');
  });
});
