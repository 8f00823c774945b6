/** What `pip` and `pip help` print: the commands that are simulated. */
export const HELP = `
Usage:   
  pip <command> [options]

Commands:
  install                     Install packages.
  download                    Download packages.
  uninstall                   Uninstall packages.
  freeze                      Output installed packages in requirements format.
  list                        List installed packages.
  show                        Show information about installed packages.
  check                       Verify installed packages have compatible dependencies.
  config                      Manage local and global configuration.
  cache                       Inspect and manage pip's wheel cache.
  index                       Inspect information available from package indexes.
  help                        Show help for commands.
`;

export const COMMANDS = ['install', 'download', 'uninstall', 'freeze', 'list', 'show', 'check', 'config', 'cache', 'index', 'help', 'wheel', 'search', 'debug', 'inspect', 'hash', 'completion', 'lock']; // prettier-ignore
