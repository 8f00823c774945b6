/** The Go types of `docker info --format`. */
export const INFO_TYPES = `
system.dockerInfo: +*system.Info; ServerErrors? []string; UserName|- string; ClientInfo? *system.clientInfo; ClientErrors? []string
system.clientInfo: Debug bool; +system.clientVersion; Plugins []manager.Plugin; Warnings []string
system.clientVersion: Platform? *system.platformInfo; Version? string; APIVersion|ApiVersion? string; DefaultAPIVersion? string; GitCommit? string; GoVersion? string; Os? string; Arch? string; BuildTime? string; Context string
system.platformInfo: Name? string
manager.Plugin: SchemaVersion? string; Vendor? string; Version? string; ShortDescription? string; URL? string; Hidden? bool; Name? string; Path? string; ShadowedPaths? []string
system.Info: ID string; Containers int; ContainersRunning int; ContainersPaused int; ContainersStopped int; Images int; Driver string; DriverStatus [][2]string; SystemStatus? [][2]string; Plugins system.PluginsInfo; MemoryLimit bool; SwapLimit bool; KernelMemory? bool; KernelMemoryTCP? bool; CPUCfsPeriod|CpuCfsPeriod bool; CPUCfsQuota|CpuCfsQuota bool; CPUShares bool; CPUSet bool; PidsLimit bool; IPv4Forwarding bool; Debug bool; NFd int; OomKillDisable bool; NGoroutines int; SystemTime string; LoggingDriver string; CgroupDriver string; CgroupVersion? string; NEventsListener int; KernelVersion string; OperatingSystem string; OSVersion string; OSType string; Architecture string; IndexServerAddress string; RegistryConfig *registry.ServiceConfig; NCPU int; MemTotal int64; GenericResources []any; DockerRootDir string; HTTPProxy|HttpProxy string; HTTPSProxy|HttpsProxy string; NoProxy string; Name string; Labels []string; ExperimentalBuild bool; ServerVersion string; Runtimes map[string]system.RuntimeWithStatus; DefaultRuntime string; Swarm swarm.Info; LiveRestoreEnabled bool; Isolation container.Isolation=string; InitBinary string; ContainerdCommit system.Commit; RuncCommit system.Commit; InitCommit system.Commit; SecurityOptions []string; ProductLicense? string; FirewallBackend? *system.FirewallInfo; CDISpecDirs []string; Containerd? *system.ContainerdInfo; Warnings []string
system.PluginsInfo: Volume []string; Network []string; Authorization []string; Log []string
registry.ServiceConfig: IndexConfigs map[string]*registry.IndexInfo; InsecureRegistryCIDRs []string; Mirrors []string
registry.IndexInfo: Mirrors []string; Name string; Official bool; Secure bool
system.RuntimeWithStatus: Path|path? string; Status|status? map[string]string
swarm.Info: NodeID string; NodeAddr string; LocalNodeState swarm.LocalNodeState=string; ControlAvailable bool; Error string; RemoteManagers []any
system.Commit: ID string
system.FirewallInfo: Driver string
system.ContainerdInfo: Address? string; Namespaces system.ContainerdNamespaces
system.ContainerdNamespaces: Containers string; Plugins string
`;
