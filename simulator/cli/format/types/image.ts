/** The Go types of `docker image inspect` (as the 28.5 client decodes them). */
export const IMAGE_TYPES = `
image.InspectResponse: ID|Id string; RepoTags []string; RepoDigests []string; Parent string; Comment string; Created? string; Container? string; ContainerConfig? *container.Config; DockerVersion string; Author string; Config *v1.DockerOCIImageConfig; Architecture string; Variant? string; Os string; OsVersion? string; Size int64; VirtualSize? int64; GraphDriver storage.DriverData; RootFS image.RootFS; Metadata image.Metadata
v1.DockerOCIImageConfig: +v1.ImageConfig; +v1.DockerOCIImageConfigExt
v1.ImageConfig: User? string; ExposedPorts? map[string]set; Env? []string; Entrypoint? []string; Cmd? []string; Volumes? map[string]set; WorkingDir? string; Labels? map[string]string; StopSignal? string; ArgsEscaped? bool
v1.DockerOCIImageConfigExt: Healthcheck? *v1.HealthcheckConfig; OnBuild? []string; Shell? []string
v1.HealthcheckConfig: Test? []string; Interval? duration; Timeout? duration; StartPeriod? duration; StartInterval? duration; Retries? int
image.RootFS: Type? string; Layers? []string
image.Metadata: LastTagTime? time
storage.DriverData: Data map[string]string; Name string
container.Config: Hostname string; Domainname string; User string; AttachStdin bool; AttachStdout bool; AttachStderr bool; ExposedPorts? map[string]set; Tty bool; OpenStdin bool; StdinOnce bool; Env []string; Cmd []string; ArgsEscaped? bool; Image string; Volumes map[string]set; WorkingDir string; Entrypoint []string; NetworkDisabled? bool; MacAddress? string; OnBuild []string; Labels map[string]string; StopSignal? string; StopTimeout? *int; Shell? []string
`;
