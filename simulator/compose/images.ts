/** The images of a project's services: pulled as their policies say. */
import type { ProgressMessage } from '../api/common.ts';
import { isEngineError } from '../api/errors.ts';
import { imageOf } from './container-config.ts';
import type { Context } from './context.ts';
import { together } from './graph.ts';
import { sortedNames } from './load/normalize.ts';
import type { Project, Service } from './model/project.ts';

/** Ids of the images that are here, by name. */
export async function localImages(context: Context, project: Project): Promise<Map<string, string>> {
  const ids = new Map<string, string>();
  for (const [name, service] of project.services) {
    const image = imageOf(service, project.name, name);
    const id = ids.get(image) ?? (await imageId(context, image));
    if (id !== undefined) ids.set(image, id);
  }
  return ids;
}

export async function imageId(context: Context, image: string): Promise<string | undefined> {
  try {
    return (await context.engine.imageInspect(image)).Id;
  } catch (error) {
    if (isEngineError(error, 'notFound')) return undefined;
    throw error;
  }
}

/** Names of the services whose image has to be pulled before they can run. */
export function servicesToPull(project: Project, images: ReadonlyMap<string, string>): string[] {
  return sortedNames(project.services).filter((name) => {
    const { image, pull_policy: policy } = project.services.get(name) ?? {};
    if (!image || policy === 'never' || policy === 'build') return false;
    return policy === 'always' || !images.has(image);
  });
}

/** Pulls what is missing. A service that can be built may fail to be pulled. */
export async function pullMissing(context: Context, project: Project, quiet: boolean): Promise<void> {
  const names = servicesToPull(project, await localImages(context, project));
  if (names.length === 0) return;
  await context.withProgress('Running', async (inner) => {
    await together(
      names.map((name) => async () => {
        const service = project.services.get(name) ?? {};
        try {
          await pullImage(inner, name, service, quiet);
        } catch (error) {
          if (!service.build) throw error;
        }
      }),
    );
  });
}

/** `pull`: every service's image, unless its policy says otherwise. */
export async function pullAll(
  context: Context,
  project: Project,
  options: { quiet: boolean; ignoreFailures: boolean; ignoreBuildable: boolean },
): Promise<void> {
  const images = await localImages(context, project);
  const pulled = new Map<string, string>();
  const work: (() => Promise<void>)[] = [];
  const mustBuild: string[] = [];
  for (const name of sortedNames(project.services)) {
    const service = project.services.get(name) ?? {};
    const skipped = skipReason(service, images, options.ignoreBuildable, pulled);
    if (skipped !== undefined) {
      await context.progress.event({ id: name, status: 'done', text: skipped });
      continue;
    }
    pulled.set(service.image ?? '', name);
    work.push(async () => {
      try {
        await pullImage(context, name, service, options.quiet);
      } catch (error) {
        if (service.build) mustBuild.push(name);
        else if (!options.ignoreFailures) throw error;
      }
    });
  }
  await together(work);
  if (mustBuild.length === 0) return;
  context.progress.tail(
    `WARNING: Some service image(s) must be built from source by running:\n    docker compose build ${mustBuild.join(' ')}`,
  );
}

function skipReason(
  service: Service,
  images: ReadonlyMap<string, string>,
  ignoreBuildable: boolean,
  pulled: ReadonlyMap<string, string>,
): string | undefined {
  const { image = '', pull_policy: policy } = service;
  if (image === '') return 'Skipped - No image to be pulled';
  if (policy === 'never' || policy === 'build') return 'Skipped';
  const fixedTag = /:[^/:]+$/.test(image) && !image.endsWith(':latest');
  if (policy === 'missing' && images.has(image) && fixedTag) return 'Skipped - Image is already present locally';
  if (service.build && ignoreBuildable) return 'Skipped - Image can be built';
  const other = pulled.get(image);
  return other === undefined ? undefined : `Skipped - Image is already being pulled by ${other}`;
}

async function pullImage(context: Context, name: string, service: Service, quiet: boolean): Promise<void> {
  const { progress } = context;
  await progress.event({ id: name, status: 'working', text: 'Pulling' });
  const image = service.image ?? '';
  try {
    const fromImage = /(:[^/]+|@sha256:.*)$/.test(image) ? image : `${image}:latest`;
    const messages = await context.engine.imageCreate({
      fromImage,
      ...(service.platform ? { platform: service.platform } : {}),
    });
    for await (const message of messages) {
      const problem = message.errorDetail?.message ?? message.error;
      if (problem !== undefined) throw new Error(problem);
      if (!quiet) await layerEvent(context, name, message);
    }
  } catch (error) {
    const statusText = error instanceof Error ? error.message : '';
    await progress.event({
      id: name,
      status: service.build ? 'warning' : 'error',
      text: service.build ? 'Warning' : 'Error',
      statusText,
    });
    throw error;
  }
  await progress.event({ id: name, status: 'done', text: 'Pulled' });
}

const FINISHED = new Set(['Download complete', 'Already exists', 'Pull complete']);
const MOVING = new Set(['Downloading', 'Extracting', 'Verifying Checksum']);

async function layerEvent(context: Context, parent: string, message: ProgressMessage): Promise<void> {
  const { id, status = '', progressDetail } = message;
  if (id === undefined || id === '' || progressDetail === undefined) return;
  const { current = 0, total = 0 } = MOVING.has(status) ? progressDetail : {};
  const finished = FINISHED.has(status);
  await context.progress.event({
    id,
    parent,
    text: status,
    status: finished ? 'done' : 'working',
    statusText: context.transferText(progressDetail),
    current,
    total,
    percent: finished ? 100 : total > 0 ? Math.trunc((current * 100) / total) : 0,
  });
}
