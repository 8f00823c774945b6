/** Labels by which Compose finds again what it made. */
import type { Filters } from '../api/filters.ts';

export const PROJECT = 'com.docker.compose.project';
export const SERVICE = 'com.docker.compose.service';
export const NUMBER = 'com.docker.compose.container-number';
export const ONE_OFF = 'com.docker.compose.oneoff';
export const CONFIG_HASH = 'com.docker.compose.config-hash';
export const DEPENDS_ON = 'com.docker.compose.depends_on';
export const IMAGE = 'com.docker.compose.image';
export const REPLACES = 'com.docker.compose.replace';
export const SLUG = 'com.docker.compose.slug';
export const VERSION = 'com.docker.compose.version';
export const WORKING_DIRECTORY = 'com.docker.compose.project.working_dir';
export const CONFIG_FILES = 'com.docker.compose.project.config_files';
export const ENVIRONMENT_FILE = 'com.docker.compose.project.environment_file';
export const NETWORK = 'com.docker.compose.network';
export const VOLUME = 'com.docker.compose.volume';

/** The version that Compose writes into labels. */
export const COMPOSE_VERSION = '2.40.3';

/** A filter on labels: values of a label, or its presence where the value is left out. */
export function labelFilter(...labels: readonly (readonly [string, string?])[]): Filters {
  return { label: labels.map(([name, value]) => (value === undefined ? name : `${name}=${value}`)) };
}
