/** The Go types of `docker volume inspect` (as the 28.5 client decodes them). */
export const VOLUME_TYPES = `
volume.Volume: CreatedAt? string; Driver string; Labels map[string]string; Mountpoint string; Name string; Options map[string]string; Scope string; Status? map[string]any; UsageData? *volume.UsageData
volume.UsageData: RefCount int64; Size int64
`;
