/** English texts of the screen, and by its shape the list of what every language must say. */
export const en = {
  'app.title': 'Drydock',
  'app.tagline': 'Docker you can practise anywhere',
  'app.language': 'Language',
  'app.theme': 'Theme',
  'app.theme.light': 'Light',
  'app.theme.dark': 'Dark',
  'app.theme.system': 'As the system',
  'app.loading': 'Starting the machine …',
  'app.failed': 'The machine could not start: {reason}',
  'app.reload': 'Try again',
  'pane.lesson': 'Lesson',
  'pane.terminal': 'Terminal',
  'pane.stage': 'Diagram',
  'terminal.label': 'Terminal. Type docker commands here.',
  'terminal.leave': 'Press Esc, then Tab, to leave the terminal.',
};

export type MessageKey = keyof typeof en;
export type Messages = Record<MessageKey, string>;
