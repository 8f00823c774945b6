/** A container's mounts as inspect and ps show them. */
import type { MountPoint } from '../../api/containers.ts';
import type { Container, ContainerMount } from '../world.ts';

export function toMountPoints({ mounts }: Container): MountPoint[] {
  return Object.values(mounts).map(toMountPoint);
}

function toMountPoint(mount: ContainerMount): MountPoint {
  return {
    Type: mount.type,
    ...(mount.name === '' ? {} : { Name: mount.name }),
    Source: mount.source,
    Destination: mount.destination,
    ...(mount.driver === '' ? {} : { Driver: mount.driver }),
    Mode: mount.mode,
    RW: mount.writable,
    Propagation: mount.propagation,
  };
}
