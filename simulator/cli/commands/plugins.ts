/** The client's plugins as `docker info` lists them. */
export const PLUGINS = [
  {
    SchemaVersion: '0.1.0',
    Vendor: 'Docker Inc.',
    Version: 'v0.29.1',
    ShortDescription: 'Docker Buildx',
    Name: 'buildx',
    Path: '/usr/libexec/docker/cli-plugins/docker-buildx',
  },
  {
    SchemaVersion: '0.1.0',
    Vendor: 'Docker Inc.',
    Version: 'v2.40.3',
    ShortDescription: 'Docker Compose',
    Name: 'compose',
    Path: '/usr/libexec/docker/cli-plugins/docker-compose',
  },
] as const;
