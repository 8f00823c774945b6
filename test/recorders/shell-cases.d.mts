export const ROOM: string;
export const ENVIRONMENT: Readonly<Record<string, string>>;
export interface Snippet {
  title: string;
  mode: string;
  source: string;
}
export function readSnippets(): Snippet[];
export function invocation(snippet: Snippet): { args: string[]; stdin: string; script: string | undefined };
export function withoutNumbers(text: string): string;
