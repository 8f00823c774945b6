/** Secrets and configs whose content comes from the environment or the file are written into the container. */
import type { Context } from './context.ts';
import { writeTar } from '../vfs/tar.ts';
import type { FileObject, FileReference, Project, Service } from './model/project.ts';
import { bytesReader } from './bytes-reader.ts';

export async function injectFiles(context: Context, project: Project, service: Service, id: string): Promise<void> {
  for (const reference of service.secrets ?? []) {
    const object = project.secrets.get(reference.source ?? '');
    if (!object?.environment) continue;
    const content = project.environment.get(object.environment);
    if (content === undefined)
      throw new Error(
        `environment variable "${object.environment}" required by secret "${object.name ?? ''}" is not set`,
      );
    await inject(context, id, `/run/secrets/${reference.source ?? ''}`, reference, content);
  }
  for (const reference of service.configs ?? []) {
    const object = project.configs.get(reference.source ?? '');
    const content = object && configContent(project, object);
    if (content !== undefined) await inject(context, id, `/${reference.source ?? ''}`, reference, content);
  }
}

function configContent(project: Project, object: FileObject): string | undefined {
  if (object.content) return object.content;
  if (!object.environment) return undefined;
  const content = project.environment.get(object.environment);
  if (content === undefined)
    throw new Error(
      `environment variable "${object.environment}" required by config "${object.name ?? ''}" is not set`,
    );
  return content;
}

async function inject(
  context: Context,
  id: string,
  usual: string,
  reference: FileReference,
  content: string,
): Promise<void> {
  const { target, mode = 0o444, uid = '0', gid = '0' } = reference;
  const path = target ?? usual;
  const whole = path.startsWith('/') ? path : `${usual.slice(0, usual.lastIndexOf('/') + 1)}${path}`;
  const entry = {
    name: whole.slice(1),
    type: 'file' as const,
    mode,
    uid: Number(uid),
    gid: Number(gid),
    mtime: context.process.now(),
    content: new TextEncoder().encode(content),
  };
  await context.engine.putContainerArchive(id, { path: '/' }, bytesReader(writeTar([entry])));
}
