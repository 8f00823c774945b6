/** The container that a service's name and an index stand for. */
import type { ContainerSummary } from '../../../api/containers.ts';
import { isOneOff, numberOf, projectContainers } from '../../../compose/observe.ts';
import type { ComposeSession } from './session.ts';

/** The service's own containers come before those of `run`. Throws where none is there. */
export async function specifiedContainer(
  session: ComposeSession,
  project: string,
  service: string,
  index: number,
  all: boolean,
): Promise<ContainerSummary> {
  const found = await projectContainers(session.engine, project, { all, services: [service] });
  const own = found.filter((each) => index === 0 || numberOf(each) === index);
  own.sort((a, b) => Number(isOneOff(a)) - Number(isOneOff(b)) || numberOf(a) - numberOf(b));
  const [first] = own;
  if (first) return first;
  throw new Error(
    index > 0
      ? `service "${service}" is not running container #${String(index)}`
      : `service "${service}" is not running`,
  );
}
