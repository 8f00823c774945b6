/** The Go types of `docker events --format`. */
export const EVENT_TYPES = `
events.Message: Status|status? string; ID|id? string; From|from? string; Type events.Type=string; Action events.Action=string; Actor events.Actor; Scope|scope? string; Time|time? int64; TimeNano|timeNano? int64
events.Actor: ID string; Attributes map[string]string
`;
