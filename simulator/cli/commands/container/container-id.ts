/** What the API client refuses before asking: a name of nothing but spaces. */
export function containerId(text: string): string {
  const trimmed = text.trim();
  if (trimmed === '') throw new Error('invalid container name or ID: value is empty');
  return trimmed;
}
