/** Hands a file to the learner, as a link with `download` does. */
export function download(name: string, content: Blob | string, type = 'application/octet-stream'): void {
  const blob = typeof content === 'string' ? new Blob([content], { type }) : content;
  const address = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  // The browser has taken the address when the click has been handled.
  setTimeout(() => URL.revokeObjectURL(address), 1000);
}
