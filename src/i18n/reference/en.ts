export const en = {
  'reference.search': 'Search the commands',
  'reference.found': '{count} entries',
  'reference.none': 'Nothing has “{text}” in it. Try a word of the command or of what it does.',
};
