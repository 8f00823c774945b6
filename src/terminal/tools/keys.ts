/** Keys that the page keeps for itself before a shell gets them. */

/** What a key means to the terminal's window, not to what runs in it. */
export type WindowKey = 'copy' | 'paste' | 'find' | 'larger' | 'smaller' | 'usual' | 'leave';

interface Pressed {
  readonly type: string;
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly shiftKey: boolean;
  readonly altKey: boolean;
  readonly metaKey: boolean;
}

/**
 * The key's meaning, undefined when it goes to the shell. Ctrl-C copies only where something is selected; Tab leaves
 * the terminal right after Esc.
 */
export function windowKey(
  event: Pressed,
  state: { readonly mac: boolean; readonly selected: boolean; readonly afterEscape: boolean },
): WindowKey | undefined {
  if (event.altKey) return undefined;
  const key = event.key.toLowerCase();
  if (key === 'tab' && state.afterEscape && !event.ctrlKey && !event.metaKey) return 'leave';
  if (key === 'insert' && event.ctrlKey) return 'copy';
  if (key === 'insert' && event.shiftKey) return 'paste';
  const command = state.mac ? event.metaKey && !event.ctrlKey : event.ctrlKey && !event.metaKey;
  if (!command) return undefined;
  if (key === 'c' && (event.shiftKey || state.mac || state.selected)) return state.selected ? 'copy' : undefined;
  if (key === 'v') return 'paste';
  if (key === 'f' && (event.shiftKey || state.mac)) return 'find';
  if (key === '=' || key === '+') return 'larger';
  if (key === '-' && !event.shiftKey) return 'smaller';
  return key === '0' ? 'usual' : undefined;
}

export function isMac(): boolean {
  return /Mac|iPhone|iPad/.test(navigator.platform);
}
