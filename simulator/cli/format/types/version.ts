/** The Go types of `docker version --format`. */
export const VERSION_TYPES = `
system.versionInfo: Client system.clientVersion; Server *types.Version
system.clientVersion: Platform? *system.platformInfo; Version? string; APIVersion|ApiVersion? string; DefaultAPIVersion? string; GitCommit? string; GoVersion? string; Os? string; Arch? string; BuildTime? string; Context string
system.platformInfo: Name? string
types.Version: Platform? types.platform; Components? []types.ComponentVersion; Version string; APIVersion|ApiVersion string; MinAPIVersion? string; GitCommit string; GoVersion string; Os string; Arch string; KernelVersion? string; Experimental? bool; BuildTime? string
types.platform: Name string
types.ComponentVersion: Name string; Version string; Details? map[string]string
`;
