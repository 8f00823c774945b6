import type { ITheme } from '@xterm/xterm';

/** The sixteen colours of the terminal, chosen to stay readable on the ink-blue ground of both themes. */
const COLOURS = {
  black: '#2a3b4d',
  red: '#f0857b',
  green: '#86d3a4',
  yellow: '#ecc27a',
  blue: '#86b9ec',
  magenta: '#c3a6ec',
  cyan: '#7fd0d6',
  white: '#dce6f0',
  brightBlack: '#7f93a8',
  brightRed: '#ff9f96',
  brightGreen: '#a2e6bc',
  brightYellow: '#ffd898',
  brightBlue: '#a6cff7',
  brightMagenta: '#d9c1fa',
  brightCyan: '#9fe6eb',
  brightWhite: '#ffffff',
};

export function terminalTheme(dark: boolean): ITheme {
  return {
    ...COLOURS,
    background: dark ? '#0a121b' : '#14202e',
    foreground: dark ? '#d7e3ee' : '#dce6f0',
    cursor: '#eba24a',
    selectionBackground: '#3d5f82',
  };
}
