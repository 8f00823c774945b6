/** Gives a terminal's screen its keys, its pastes, its links and its way with input methods. */
import type { ILink, Terminal } from '@xterm/xterm';
import type { Screen } from '../desk.svelte.ts';
import { isMac, windowKey, type WindowKey } from './keys.ts';
import { linksOf, type Link } from './links.ts';
import { TextInput } from './text-input.ts';

export interface Equipment {
  /** A key that is for the window. */
  onkey: (key: Exclude<WindowKey, 'leave' | 'paste'>) => void;
  onpaste: (text: string) => void;
  onfollow: (target: Link['target']) => void;
  /** What an input method or a soft keyboard has written. */
  ontext: (text: string) => void;
  /** Names of images that there are. */
  images: () => ReadonlySet<string>;
}

/** Undone by what it returns. */
export function equip({ xterm }: Screen, equipment: Equipment): () => void {
  const { element, textarea } = xterm;
  if (element === undefined || textarea === undefined) return () => undefined;
  handleKeys(xterm, equipment);
  const paste = (event: ClipboardEvent): void => {
    event.preventDefault();
    event.stopPropagation();
    equipment.onpaste(event.clipboardData?.getData('text/plain') ?? '');
  };
  element.addEventListener('paste', paste, { capture: true });
  const input = new TextInput(element, textarea, {
    text: equipment.ontext,
    preview: (text) => showPreview(xterm, element, text),
  });
  const links = xterm.registerLinkProvider({
    provideLinks: (row, answer) => answer(linksOfRow(xterm, row, equipment)),
  });
  return () => {
    element.removeEventListener('paste', paste, { capture: true });
    input.stop();
    links.dispose();
  };
}

function handleKeys(xterm: Terminal, { onkey }: Equipment): void {
  const mac = isMac();
  let afterEscape = false;
  xterm.attachCustomKeyEventHandler((event) => {
    if (event.type !== 'keydown') return true;
    const meaning = windowKey(event, { mac, selected: xterm.hasSelection(), afterEscape });
    if (event.key !== 'Shift') afterEscape = event.key === 'Escape';
    if (meaning === undefined) return true;
    // The browser itself moves the focus, and pastes.
    if (meaning === 'leave' || meaning === 'paste') return false;
    event.preventDefault();
    onkey(meaning);
    return false;
  });
}

function linksOfRow(xterm: Terminal, row: number, { images, onfollow }: Equipment): ILink[] {
  const text = xterm.buffer.active.getLine(row - 1)?.translateToString(true) ?? '';
  return linksOf(text, images()).map(({ start, end, target }) => ({
    range: { start: { x: start + 1, y: row }, end: { x: end, y: row } },
    text: text.slice(start, end),
    activate: () => onfollow(target),
  }));
}

/** What is being composed, at the cursor, as it will stand when it is done. */
function showPreview(xterm: Terminal, element: HTMLElement, text: string): void {
  let shown = element.querySelector<HTMLElement>('.composing');
  if (text === '') {
    shown?.remove();
    return;
  }
  const screen = element.querySelector<HTMLElement>('.xterm-screen');
  if (screen === null) return;
  if (shown === null) {
    shown = document.createElement('span');
    shown.className = 'composing';
    shown.setAttribute('aria-hidden', 'true');
    screen.append(shown);
  }
  const { cursorX, cursorY } = xterm.buffer.active;
  const [width, height] = [screen.clientWidth / xterm.cols, screen.clientHeight / xterm.rows];
  shown.textContent = text;
  shown.style.cssText = `position:absolute;left:${cursorX * width}px;top:${cursorY * height}px;height:${height}px;line-height:${height}px;font-size:${xterm.options.fontSize ?? 15}px;font-family:var(--mono);background:var(--terminal-bg);color:var(--terminal-ink);text-decoration:underline;white-space:pre;z-index:8`;
}
