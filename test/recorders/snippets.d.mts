export function parseSnippets(text: string): { name: string; file: string; source: string }[];
